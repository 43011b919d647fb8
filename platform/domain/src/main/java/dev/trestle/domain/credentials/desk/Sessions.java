package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SignInDesk.RefreshOutcome;
import dev.trestle.domain.credentials.SignInDesk.SignInOutcome;
import dev.trestle.domain.credentials.SignInDesk.SignInRequest;
import dev.trestle.domain.credentials.SignInDesk.TokenPair;
import dev.trestle.domain.credentials.desk.CredentialWork.Step;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins, continues and ends sessions. */
public final class Sessions {
  private static final long KEPT_MILLIS = Duration.ofDays(30).toMillis();
  private static final int TIDIED_MAX = 1_000;

  private final CredentialWork work;

  Sessions(CredentialWork work) {
    this.work = work;
  }

  /**
   * Somebody who is signed in from now on.
   *
   * @param passwordChangeDue whether the person may do nothing but choose a password
   */
  public record SignedIn(TokenPair tokens, UUID principalId, boolean passwordChangeDue) {}

  /** Checks password and second factor, and opens a session. */
  public CredentialAnswer<SignedIn> signIn(SignInRequest request) {
    Attempt attempt = new Attempt(request);
    return work.carryOut(state -> signIn(attempt, state));
  }

  /**
   * One attempt, however often its commit is overtaken: failures of others that are still being
   * counted neither cost the hashing of a password again nor make a right one wrong.
   */
  private final class Attempt {
    private final SignInRequest request;
    private @Nullable Account judged;
    private SignInOutcome.@Nullable Granted granted;

    Attempt(SignInRequest request) {
      this.request = request;
    }

    SignInOutcome outcome(State state) {
      Account before = judged;
      SignInOutcome.Granted earlier = granted;
      if (before != null && earlier != null) {
        Account now = state.get(Tables.ACCOUNTS, before.id());
        if (now != null && now.onlyFailedSince(before)) {
          return new SignInOutcome.Granted(
              earlier.account().inPlaceOf(now), earlier.session(), earlier.tokens());
        }
      }
      SignInOutcome outcome = work.signIns().signIn(request, work.records(state));
      if (outcome instanceof SignInOutcome.Granted fresh) {
        granted = fresh;
        judged = state.get(Tables.ACCOUNTS, fresh.account().id());
      }
      return outcome;
    }
  }

  private Step<SignedIn> signIn(Attempt attempt, State state) {
    return switch (attempt.outcome(state)) {
      case SignInOutcome.Granted granted -> {
        Account account = granted.account();
        Principal person = Principal.find(state, account.principalId());
        yield person == null || !person.active()
            ? Step.only(CredentialAnswer.refused(RefusalReason.INVALID_CREDENTIALS, 0))
            : Step.put(
                signedIn(account, granted.session(), state),
                person.author(),
                new SignedIn(granted.tokens(), person.id(), account.mustChangePassword()));
      }
      case SignInOutcome.Refused refused -> {
        Account failed = refused.account();
        if (failed != null) {
          // Waiting for the disk would tell a known address from an unknown one.
          work.later().run(() -> countFailure(failed));
        }
        yield Step.only(CredentialAnswer.refused(refused.reason(), refused.retryAfterMillis()));
      }
    };
  }

  /** An account that has nothing to forget is not put, so that many may sign in to it at once. */
  private static PutCredentials signedIn(Account account, Session session, State state) {
    return account.equals(state.get(Tables.ACCOUNTS, account.id()))
        ? PutCredentials.of("SignedIn", account.principalId(), session).relyingOn(account)
        : PutCredentials.of("SignedIn", account.principalId(), account, session);
  }

  private void countFailure(Account failed) {
    work.<Boolean>carryOut(state -> {
      Account now = state.get(Tables.ACCOUNTS, failed.id());
      if (now == null) {
        return Step.only(CredentialAnswer.done(false));
      }
      Account counted =
          now.version() == failed.version()
              ? failed
              : now.failed(
                  Math.max(now.failedAttempts() + 1, failed.failedAttempts()),
                  Math.max(now.lockedUntilMillis(), failed.lockedUntilMillis()));
      return Step.put(
          PutCredentials.of("SignInFailed", now.principalId(), counted), CredentialWork.DESK, true);
    });
  }

  /** Exchanges a refresh token; one that was used before ends its session. */
  public CredentialAnswer<TokenPair> refresh(String refreshToken) {
    return work.carryOut(state -> {
      CredentialRecords records = work.records(state);
      return switch (work.signIns().refresh(refreshToken, records)) {
        case RefreshOutcome.Exchanged exchanged ->
            exchanged(state, exchanged.session(), exchanged.tokens());
        case RefreshOutcome.GivenAgain again -> Step.only(CredentialAnswer.done(again.tokens()));
        case RefreshOutcome.Reused reused -> {
          Account account = state.get(Tables.ACCOUNTS, reused.ended().accountId());
          yield new Step<>(
              new PutCredentials(
                  List.of(reused.ended()),
                  List.of(),
                  "RefreshTokenReused",
                  account == null ? null : account.principalId()),
              CredentialWork.DESK,
              CredentialAnswer.refused(RefusalReason.TOKEN_REVOKED, 0));
        }
        case RefreshOutcome.Refused refused ->
            Step.only(CredentialAnswer.refused(refused.reason(), 0));
      };
    });
  }

  private static Step<TokenPair> exchanged(State state, Session session, TokenPair tokens) {
    Account account = state.get(Tables.ACCOUNTS, session.accountId());
    Principal person = account == null ? null : Principal.find(state, account.principalId());
    return person == null || !person.active()
        ? Step.only(CredentialAnswer.refused(RefusalReason.INVALID_CREDENTIALS, 0))
        : Step.put(
            new PutCredentials(List.of(session), List.of(), null, null), person.author(), tokens);
  }

  /** Ends the session of a refresh token; false when there was none to end. */
  public CredentialAnswer<Boolean> signOut(String refreshToken) {
    return work.carryOut(state -> {
      Session ended = work.signIns().signOut(refreshToken, work.records(state));
      Account account = ended == null ? null : state.get(Tables.ACCOUNTS, ended.accountId());
      Principal person = account == null ? null : Principal.find(state, account.principalId());
      return ended == null || person == null
          ? Step.only(CredentialAnswer.done(false))
          : Step.put(PutCredentials.of("SignedOut", person.id(), ended), person.author(), true);
    });
  }

  /**
   * Ends all sessions of a person: one's own, or with {@code credential.manage} those of another
   * who may do no more than the viewer; false when that party never signs in with a password.
   *
   * @param whose the viewer's own when null
   */
  public CredentialAnswer<Boolean> signOutEverywhere(Envelope asked, @Nullable UUID whose) {
    Viewer viewer = asked.viewer();
    UUID principalId = whose == null ? viewer.id() : whose;
    if (principalId == null) {
      return CredentialWork.noAccount(viewer);
    }
    boolean own = principalId.equals(viewer.id());
    CredentialAnswer<Boolean> missing =
        own ? null : CredentialWork.missing(viewer, Permissions.CREDENTIAL_MANAGE);
    return missing != null
        ? missing
        : work.carryOut(
            asked,
            state -> signOutEverywhere(viewer, principalId, own, state),
            known -> CredentialAnswer.done(known.result(Tables.ACCOUNTS.name()) != null));
  }

  private Step<Boolean> signOutEverywhere(
      Viewer viewer, UUID principalId, boolean own, State state) {
    Account account = state.table(Tables.ACCOUNTS).unique("principal", principalId);
    Principal person = Principal.find(state, principalId);
    if (!own && person != null) {
      CredentialAnswer<Boolean> exceeding =
          CredentialWork.exceeding(viewer, person.permissions(state));
      if (exceeding != null) {
        return Step.only(exceeding);
      }
    }
    if (account == null) {
      return Step.put(PutCredentials.NOTHING, viewer, false);
    }
    long now = work.time().millis();
    RevocationCause cause =
        own ? RevocationCause.SIGNED_OUT : RevocationCause.ENDED_BY_ADMINISTRATOR;
    List<Stored> puts = CredentialWork.ended(state, account, cause, now);
    puts.add(account.withStanding(account.disabled(), now));
    return Step.put(
        new PutCredentials(puts, List.of(), "SignedOutEverywhere", principalId), viewer, true);
  }

  /** Drops sessions that ended long ago; call it once a day. Answers how many. */
  public CredentialAnswer<Integer> tidy() {
    return work.carryOut(state -> {
      long before = work.time().millis() - KEPT_MILLIS;
      List<Stored> old = new ArrayList<>();
      state
          .table(Tables.SESSIONS)
          .forEach(session -> {
            if (session.expiresAtMillis() < before && old.size() < TIDIED_MAX) {
              old.add(session);
            }
          });
      return old.isEmpty()
          ? Step.only(CredentialAnswer.done(0))
          : Step.put(
              new PutCredentials(List.of(), old, null, null), CredentialWork.DESK, old.size());
    });
  }
}
