package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.SignInDesk.OneTime;
import dev.trestle.domain.credentials.SignInDesk.PasswordOutcome;
import dev.trestle.domain.credentials.SignInDesk.PasswordProblem;
import dev.trestle.domain.credentials.desk.CredentialWork.Step;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes and gives passwords. */
public final class Passwords {
  private final CredentialWork work;
  private final IdSource ids;

  Passwords(CredentialWork work, IdSource ids) {
    this.work = work;
    this.ids = ids;
  }

  /**
   * A one-time password, and whom it is for.
   *
   * @param oneTimePassword null when it was shown before, or nothing was done
   */
  public record Given(UUID principalId, @Nullable String oneTimePassword) {
    @Override
    public String toString() {
      return "Given[principalId=" + principalId + "]";
    }
  }

  /** Changes the viewer's own password; the one thing a one-time password is good for. */
  public CredentialAnswer<Boolean> change(Envelope asked, String current, String wished) {
    return work.carryOut(
        asked,
        state -> change(asked.viewer(), current, wished, state),
        known -> known.replayed() ? changedBefore(known, wished) : CredentialAnswer.done(true));
  }

  private Step<Boolean> change(Viewer viewer, String current, String wished, State state) {
    Account account = CredentialWork.own(state, viewer);
    if (account == null) {
      return Step.only(CredentialWork.noAccount(viewer));
    }
    return switch (work.signIns().changePassword(account, current, wished)) {
      case PasswordOutcome.Changed changed ->
          Step.put(ending("PasswordChanged", state, changed.account()), viewer, true);
      case PasswordOutcome.Weak weak -> Step.only(weak(weak.problems()));
      case PasswordOutcome.Refused refused -> Step.only(wrong(refused, "currentPassword"));
    };
  }

  /**
   * Whether the key stands for the same new password. The log holds no digest of the input here
   * that a thief of the disk could guess passwords by, so it is the slow hash of then that tells.
   */
  private CredentialAnswer<Boolean> changedBefore(Outcome known, String wished) {
    UUID accountId = known.result(Tables.ACCOUNTS.name());
    Account then = known.state().get(Tables.ACCOUNTS, Objects.requireNonNull(accountId));
    PasswordOutcome.Refused other =
        work.signIns().refuseWrongPassword(Objects.requireNonNull(then), wished);
    if (other == null) {
      return CredentialAnswer.done(true);
    }
    return other.reason() == RefusalReason.INVALID_CREDENTIALS
        ? CredentialAnswer.refused(
            ProblemType.CONFLICT,
            "OPERATION_KEY_REUSED",
            "This operation key was used for another password. Use a new key for each change.",
            "input",
            "operationKey")
        : CredentialAnswer.refused(other.reason(), other.retryAfterMillis());
  }

  /** Puts an account with another password, and ends the sessions begun with the one before. */
  private PutCredentials ending(String eventType, State state, Account account) {
    List<Stored> puts =
        CredentialWork.ended(
            state, account, RevocationCause.CREDENTIALS_CHANGED, work.time().millis());
    puts.add(account);
    return new PutCredentials(puts, List.of(), eventType, account.principalId());
  }

  static <T> CredentialAnswer<T> weak(List<PasswordProblem> problems) {
    return new CredentialAnswer.Refused<>(
        problems.stream()
            .map(problem ->
                Problem.of(
                    ProblemType.INVALID, problem.name(), sentence(problem), "input", "newPassword"))
            .toList());
  }

  /** The wrong password of somebody who is signed in: nothing to hide, and not a sign-in. */
  static <T> CredentialAnswer<T> wrong(PasswordOutcome.Refused refused, String field) {
    return refused.reason() == RefusalReason.INVALID_CREDENTIALS
        ? CredentialAnswer.refused(
            ProblemType.INVALID,
            "PASSWORD_WRONG",
            "This is not your present password.",
            "input",
            field)
        : CredentialAnswer.refused(refused.reason(), refused.retryAfterMillis());
  }

  private static String sentence(PasswordProblem problem) {
    return switch (problem) {
      case PASSWORD_TOO_SHORT -> "Choose a longer password; a few words are easy to keep in mind.";
      case PASSWORD_TOO_LONG -> "Choose a shorter password.";
      case PASSWORD_TOO_COMMON -> "This password is among the first that anybody would guess.";
      case PASSWORD_CONTAINS_EMAIL -> "Leave your address out of the password.";
      case PASSWORD_NOT_TEXT -> "Use characters that can be typed.";
      case PASSWORD_UNCHANGED -> "Choose a password other than the present one.";
    };
  }

  /**
   * Gives an agent or contact a one-time password; makes the account at the first time and lets a
   * barred one in again. All sessions so far end.
   */
  public CredentialAnswer<Given> give(Envelope asked, UUID principalId) {
    Viewer viewer = asked.viewer();
    CredentialAnswer<Given> missing = CredentialWork.missing(viewer, Permissions.CREDENTIAL_MANAGE);
    if (missing != null) {
      return missing;
    }
    CredentialAnswer<Given> answer =
        work.carryOut(
            asked,
            state -> give(viewer, principalId, state),
            known -> CredentialAnswer.done(new Given(principalId, null)));
    if (answer instanceof CredentialAnswer.Done<Given>(Given given)
        && given.oneTimePassword() != null) {
      Account account =
          work.desk().snapshot().table(Tables.ACCOUNTS).unique("principal", principalId);
      work.signIns().forgive(Objects.requireNonNull(account));
    }
    return answer;
  }

  private Step<Given> give(Viewer viewer, UUID principalId, State state) {
    Principal person = Principal.find(state, principalId);
    if (person == null) {
      return Step.only(
          CredentialAnswer.refused(
              ProblemType.NOT_FOUND,
              "NOT_FOUND",
              "There is no such agent or contact. Check the id.",
              "input",
              "principalId"));
    }
    CredentialAnswer<Given> exceeding = CredentialWork.exceeding(viewer, person.permissions(state));
    if (exceeding != null) {
      return Step.only(exceeding);
    }
    String email = person.email();
    if (email == null || !person.active()) {
      return Step.only(
          CredentialAnswer.refused(
              ProblemType.PRECONDITION,
              email == null ? "EMAIL_NEEDED" : "PRINCIPAL_INACTIVE",
              email == null
                  ? "Give this person an address first; it is the name to sign in with."
                  : person.name() + " no longer works here. Reactivate the person first.",
              "input",
              "principalId"));
    }
    Account known = state.table(Tables.ACCOUNTS).unique("principal", principalId);
    Account account =
        known == null
            ? Account.begun(ids.next(), person.id(), person.kind(), email, work.time().millis())
            : known.withStanding(false, 0);
    OneTime given = work.signIns().giveOneTimePassword(account);
    return given == null
        ? Step.only(CredentialAnswer.refused(RefusalReason.SIGN_IN_BUSY, 0))
        : Step.put(
            ending("PasswordGiven", state, given.account()),
            viewer,
            new Given(principalId, given.password()));
  }
}
