package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.SignInDesk.OneTime;
import dev.trestle.domain.credentials.SignInDesk.PasswordOutcome;
import dev.trestle.domain.credentials.SignInDesk.PasswordProblem;
import dev.trestle.domain.credentials.desk.CredentialWork.Step;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.UUID;

/** Changes and gives passwords. */
public final class Passwords {
  private final CredentialWork work;
  private final IdSource ids;

  Passwords(CredentialWork work, IdSource ids) {
    this.work = work;
    this.ids = ids;
  }

  /** A password to show once, and whom it is for. */
  public record Given(UUID principalId, String oneTimePassword) {
    @Override
    public String toString() {
      return "Given[principalId=" + principalId + "]";
    }
  }

  /** Changes the viewer's own password; the one thing a one-time password is good for. */
  public CredentialAnswer<Boolean> change(Viewer viewer, String current, String wished) {
    return work.carryOut(state -> {
      Account account = CredentialWork.own(state, viewer);
      if (account == null) {
        return Step.only(CredentialWork.noAccount(viewer));
      }
      return switch (work.signIns().changePassword(account, current, wished)) {
        case PasswordOutcome.Changed changed ->
            Step.put(
                PutCredentials.of("PasswordChanged", account.principalId(), changed.account()),
                viewer,
                true);
        case PasswordOutcome.Weak weak -> Step.only(weak(weak.problems()));
        case PasswordOutcome.Refused refused -> Step.only(wrong(refused, "currentPassword"));
      };
    });
  }

  static <T> CredentialAnswer<T> weak(List<PasswordProblem> problems) {
    return new CredentialAnswer.Refused<>(
        problems.stream()
            .map(problem ->
                Problem.of(
                    ProblemType.INVALID, problem.name(), sentence(problem), "input", "newPassword"))
            .toList(),
        0);
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
  public CredentialAnswer<Given> give(Viewer viewer, UUID principalId) {
    CredentialAnswer<Given> missing = CredentialWork.missing(viewer, Permissions.CREDENTIAL_MANAGE);
    return missing != null ? missing : work.carryOut(state -> give(viewer, principalId, state));
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
    Account account = known == null ? begun(person, email) : known.withStanding(false, 0);
    OneTime given = work.signIns().giveOneTimePassword(account);
    return given == null
        ? Step.only(CredentialAnswer.refused(RefusalReason.SIGN_IN_BUSY, 0))
        : Step.put(
            PutCredentials.of("PasswordGiven", principalId, given.account()),
            viewer,
            new Given(principalId, given.password()));
  }

  private Account begun(Principal person, String email) {
    return new Account(
        ids.next(),
        0,
        person.id(),
        person.kind().name(),
        email,
        null,
        false,
        null,
        false,
        0,
        List.of(),
        0,
        0,
        false,
        0,
        work.time().millis(),
        Document.empty());
  }
}
