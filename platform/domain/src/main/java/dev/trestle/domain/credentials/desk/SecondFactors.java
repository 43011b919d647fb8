package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.SignInDesk.PasswordOutcome;
import dev.trestle.domain.credentials.SignInDesk.RecoveryCodes;
import dev.trestle.domain.credentials.SignInDesk.TotpSetUp;
import dev.trestle.domain.credentials.desk.CredentialWork.Step;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets up, confirms and takes away second factors. */
public final class SecondFactors {
  private final CredentialWork work;

  SecondFactors(CredentialWork work) {
    this.work = work;
  }

  /**
   * A secret that was begun with.
   *
   * @param otpauthUri for the authenticator app; null when it was shown before, or nothing was done
   */
  public record Begun(@Nullable String otpauthUri) {
    @Override
    public String toString() {
      return "Begun";
    }
  }

  /**
   * A second factor in force.
   *
   * @param recoveryCodes null when they were shown before, or nothing was done
   */
  public record Confirmed(@Nullable List<String> recoveryCodes) {
    public Confirmed {
      recoveryCodes = recoveryCodes == null ? null : List.copyOf(recoveryCodes);
    }

    @Override
    public String toString() {
      return "Confirmed";
    }
  }

  /** Begins with a new secret. */
  public CredentialAnswer<Begun> begin(Envelope asked, String password) {
    return work.carryOut(
        asked,
        state -> begin(asked.viewer(), password, state),
        known -> CredentialAnswer.done(new Begun(null)));
  }

  private Step<Begun> begin(Viewer viewer, String password, State state) {
    Account account = CredentialWork.own(state, viewer);
    if (account == null || viewer.permissions().isEmpty()) {
      return Step.only(CredentialWork.noAccount(viewer));
    }
    PasswordOutcome.Refused wrong = work.signIns().refuseWrongPassword(account, password);
    if (wrong != null) {
      return Step.only(Passwords.wrong(wrong, "password"));
    }
    TotpSetUp begun = work.signIns().beginTotp(account);
    return begun == null
        ? Step.only(
            CredentialAnswer.refused(
                ProblemType.PRECONDITION,
                "SECOND_FACTOR_IN_FORCE",
                "A second factor is in force. Remove it by totpRemove first."))
        : Step.put(
            PutCredentials.of("SecondFactorBegun", account.principalId(), begun.account()),
            viewer,
            new Begun(begun.otpauthUri()));
  }

  /** Puts the second factor in force; answers with the recovery codes. */
  public CredentialAnswer<Confirmed> confirm(Envelope asked, String code) {
    return work.carryOut(
        asked,
        state -> confirm(asked.viewer(), code, state),
        known -> CredentialAnswer.done(new Confirmed(null)));
  }

  private Step<Confirmed> confirm(Viewer viewer, String code, State state) {
    Account account = CredentialWork.own(state, viewer);
    if (account == null) {
      return Step.only(CredentialWork.noAccount(viewer));
    }
    if (account.secondFactorRequired() || account.totpSecretSealed() == null) {
      return Step.only(
          CredentialAnswer.refused(
              ProblemType.PRECONDITION,
              "SECOND_FACTOR_NOT_BEGUN",
              "There is nothing to confirm. Begin by totpBegin."));
    }
    RecoveryCodes confirmed = work.signIns().confirmTotp(account, code);
    return confirmed == null
        ? Step.only(
            CredentialAnswer.refused(
                ProblemType.INVALID,
                "CODE_WRONG",
                "This code is not the present one. Wait for the next and check the clock.",
                "input",
                "code"))
        : Step.put(
            PutCredentials.of("SecondFactorConfirmed", account.principalId(), confirmed.account()),
            viewer,
            new Confirmed(confirmed.codes()));
  }

  /**
   * Takes a second factor away: one's own with the password, another's with the permission.
   *
   * @param principalId whose; the viewer's own when null
   */
  public CredentialAnswer<Boolean> remove(
      Envelope asked, @Nullable UUID principalId, @Nullable String password) {
    Viewer viewer = asked.viewer();
    boolean own = principalId == null || principalId.equals(viewer.id());
    return work.carryOut(
        asked,
        state -> own ? removeOwn(viewer, password, state) : removeOf(viewer, principalId, state),
        known -> CredentialAnswer.done(true));
  }

  private Step<Boolean> removeOwn(Viewer viewer, @Nullable String password, State state) {
    Account account = CredentialWork.own(state, viewer);
    if (account == null) {
      return Step.only(CredentialWork.noAccount(viewer));
    }
    if (password == null) {
      return Step.only(
          CredentialAnswer.refused(
              ProblemType.INVALID,
              "REQUIRED",
              "Give your password, so that an open screen is not enough.",
              "input",
              "password"));
    }
    PasswordOutcome.Refused wrong = work.signIns().refuseWrongPassword(account, password);
    return wrong != null ? Step.only(Passwords.wrong(wrong, "password")) : removed(viewer, account);
  }

  private Step<Boolean> removeOf(Viewer viewer, @Nullable UUID principalId, State state) {
    CredentialAnswer<Boolean> missing =
        CredentialWork.missing(viewer, Permissions.CREDENTIAL_MANAGE);
    if (missing != null) {
      return Step.only(missing);
    }
    Principal person = principalId == null ? null : Principal.find(state, principalId);
    Account account =
        person == null ? null : state.table(Tables.ACCOUNTS).unique("principal", person.id());
    if (person == null || account == null) {
      return Step.only(
          CredentialAnswer.refused(
              ProblemType.NOT_FOUND,
              "NOT_FOUND",
              "Nobody with this id signs in with a password. Check the id.",
              "input",
              "principalId"));
    }
    CredentialAnswer<Boolean> exceeding =
        CredentialWork.exceeding(viewer, person.permissions(state));
    return exceeding != null ? Step.only(exceeding) : removed(viewer, account);
  }

  private Step<Boolean> removed(Viewer viewer, Account account) {
    return account.totpSecretSealed() == null
        ? Step.put(PutCredentials.NOTHING, viewer, true)
        : Step.put(
            PutCredentials.of(
                "SecondFactorRemoved", account.principalId(), work.signIns().resetTotp(account)),
            viewer,
            true);
  }
}
