package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SignInDesk;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.ProblemType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the services share: each step is asked for on a snapshot, committed, and asked for again on
 * a newer one if somebody was first.
 *
 * @param later runs what nobody waits for, such as counting a failed attempt
 */
record CredentialWork(
    Desk desk, SignInDesk signIns, CredentialViews views, InstantSource time, Later later) {
  private static final int ATTEMPTS_MAX = 20;

  /** The desk itself as an author. */
  static final Viewer DESK =
      new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Set.of(), null);

  /**
   * One step on one snapshot: an answer that needs no commit, or records to put and the answer that
   * counts once they are on disk.
   */
  record Step<T>(@Nullable PutCredentials command, Viewer author, CredentialAnswer<T> answer) {
    static <T> Step<T> only(CredentialAnswer<T> answer) {
      return new Step<>(null, Viewer.ANONYMOUS, answer);
    }

    /**
     * Nothing to put: the desk knows the answer. Its receipt may just have grown too old for it.
     */
    static <T> Step<T> again(Viewer author) {
      return new Step<>(PutCredentials.NOTHING, author, contended());
    }

    static <T> Step<T> put(PutCredentials command, Viewer author, T value) {
      return new Step<>(command, author, CredentialAnswer.done(value));
    }
  }

  CredentialRecords records(State state) {
    return views.on(state);
  }

  /** Carries out a step that is safe to repeat by its nature, or is never repeated. */
  <T> CredentialAnswer<T> carryOut(Function<State, Step<T>> ask) {
    return attempts(
        ask,
        step -> new Envelope(step.author(), null, 0, false, null),
        (step, outcome) -> step.answer());
  }

  /**
   * Carries out what a viewer asked for, once under its operation key.
   *
   * @param known reads the answer from an outcome alone, for a dry run and for a key that was used
   *     before: what is shown once is not in it
   */
  <T> CredentialAnswer<T> carryOut(
      Envelope asked, Function<State, Step<T>> ask, Function<Outcome, CredentialAnswer<T>> known) {
    return attempts(
        state -> used(state, asked) ? Step.again(asked.viewer()) : ask.apply(state),
        step -> asked,
        (step, outcome) ->
            asked.dryRun() || outcome.replayed() ? known.apply(outcome) : step.answer());
  }

  /** Whether the key was used before: then passwords and codes may have become others since. */
  private static boolean used(State state, Envelope asked) {
    UUID key = asked.operationKey();
    UUID viewerId = asked.viewer().id();
    return key != null
        && viewerId != null
        && !asked.dryRun()
        && state.receipts().find(key, State.ownerOf(viewerId)) != null;
  }

  private <T> CredentialAnswer<T> attempts(
      Function<State, Step<T>> ask,
      Function<Step<T>, Envelope> envelope,
      BiFunction<Step<T>, Outcome, CredentialAnswer<T>> answer) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Step<T> step = ask.apply(desk.snapshot());
      PutCredentials command = step.command();
      if (command == null) {
        return step.answer();
      }
      Outcome outcome = desk.execute(command, envelope.apply(step));
      if (outcome.done()) {
        return answer.apply(step, outcome);
      }
      boolean moved =
          outcome.problems().stream()
              .anyMatch(problem -> problem.code().equals(CredentialDeciders.MOVED));
      if (!moved) {
        return new CredentialAnswer.Refused<>(outcome.problems());
      }
    }
    return contended();
  }

  private static <T> CredentialAnswer<T> contended() {
    return CredentialAnswer.refused(
        ProblemType.UNAVAILABLE,
        "TOO_MUCH_CONTENTION",
        "Others keep changing the same credentials. Try again in a moment.");
  }

  /** The open sessions of an account, ended; those that are over already stay as they are. */
  static List<Stored> ended(State state, Account account, RevocationCause cause, long nowMillis) {
    var sessions = state.table(Tables.SESSIONS);
    List<Stored> ended = new ArrayList<>();
    for (int slot : sessions.group("account", account.id()).toArray()) {
      Session session = sessions.require(slot);
      if (!session.revoked()) {
        ended.add(session.revoke(cause, nowMillis));
      }
    }
    return ended;
  }

  /** The viewer's own account; null when it does not sign in with a password. */
  static @Nullable Account own(State state, Viewer viewer) {
    return viewer.id() == null
        ? null
        : state.table(Tables.ACCOUNTS).unique("principal", viewer.id());
  }

  static <T> CredentialAnswer<T> noAccount(Viewer viewer) {
    return viewer.signedIn()
        ? CredentialAnswer.refused(
            ProblemType.PRECONDITION,
            "NO_PASSWORD",
            "This needs somebody who signs in with a password. Ask an administrator for one.")
        : CredentialAnswer.refused(
            ProblemType.UNAUTHENTICATED,
            "SIGN_IN_REQUIRED",
            "Sign in with signIn and send the access token as \"Authorization: Bearer\".");
  }

  /** Why the viewer may not; null when it may. */
  static <T> @Nullable CredentialAnswer<T> missing(Viewer viewer, String permission) {
    if (!viewer.signedIn()) {
      return noAccount(viewer);
    }
    return viewer.may(permission)
        ? null
        : CredentialAnswer.refused(
            ProblemType.FORBIDDEN,
            "PERMISSION_MISSING",
            "This needs the permission " + permission + ".");
  }

  /** The refusal to touch the access of somebody who may do more; null when that is not so. */
  static <T> @Nullable CredentialAnswer<T> exceeding(
      Viewer viewer, Set<String> permissions, String... path) {
    Set<String> beyond = new TreeSet<>(permissions);
    beyond.removeAll(viewer.permissions());
    return beyond.isEmpty()
        ? null
        : CredentialAnswer.refused(
            ProblemType.FORBIDDEN,
            "ROLE_EXCEEDS_OWN",
            "Only those who hold these permissions themselves may do this: "
                + String.join(", ", beyond)
                + ".",
            path);
  }
}
