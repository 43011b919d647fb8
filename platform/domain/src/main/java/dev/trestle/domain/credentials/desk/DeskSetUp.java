package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.SignInDesk.OneTime;
import dev.trestle.domain.credentials.SignInDesk.PasswordOutcome;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.directory.SetUpDesk;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets up an empty desk with its first administrator. */
public final class DeskSetUp {
  private final CredentialWork work;
  private final IdSource ids;

  DeskSetUp(CredentialWork work, IdSource ids) {
    this.work = work;
    this.ids = ids;
  }

  /**
   * What an empty desk becomes.
   *
   * @param password the administrator's; a one-time password is made when null
   * @param timeZone in which the desk's business hours count
   */
  public record Wish(
      String deskName,
      String administratorName,
      String administratorEmail,
      @Nullable String password,
      String timeZone) {
    @Override
    public String toString() {
      return "Wish[deskName=" + deskName + "]";
    }
  }

  /**
   * The first administrator.
   *
   * @param oneTimePassword to show once; null when a password was given
   */
  public record Administrator(UUID agentId, String email, @Nullable String oneTimePassword) {
    @Override
    public String toString() {
      return "Administrator[agentId=" + agentId + "]";
    }
  }

  /** Whether nothing was set up yet. */
  public boolean due() {
    return work.desk().snapshot().table(Tables.SETTINGS).size() == 0;
  }

  public CredentialAnswer<Administrator> carryOut(Wish wish) {
    String email = wish.administratorEmail().strip().toLowerCase(Locale.ROOT);
    Account bare =
        Account.begun(ids.next(), ids.next(), PrincipalKind.AGENT, email, work.time().millis());
    if (wish.password() == null) {
      OneTime given = work.signIns().giveOneTimePassword(bare);
      return given == null
          ? CredentialAnswer.refused(RefusalReason.SIGN_IN_BUSY, 0)
          : setUp(wish, email, given.account(), given.password());
    }
    return switch (work.signIns().setOperatorPassword(bare, wish.password())) {
      case PasswordOutcome.Changed changed -> setUp(wish, email, changed.account(), null);
      case PasswordOutcome.Weak weak -> Passwords.weak(weak.problems());
      case PasswordOutcome.Refused refused ->
          CredentialAnswer.refused(refused.reason(), refused.retryAfterMillis());
    };
  }

  private CredentialAnswer<Administrator> setUp(
      Wish wish, String email, Account account, @Nullable String oneTimePassword) {
    SetUpDesk command =
        new SetUpDesk(
            wish.deskName(),
            wish.administratorName(),
            email,
            Objects.requireNonNull(account.passwordHash()),
            oneTimePassword != null,
            wish.timeZone());
    Outcome outcome =
        work.desk().execute(command, new Envelope(CredentialWork.DESK, null, 0, false, null));
    UUID agentId = outcome.result(Tables.AGENTS.name());
    return agentId == null
        ? new CredentialAnswer.Refused<>(outcome.problems())
        : CredentialAnswer.done(new Administrator(agentId, email, oneTimePassword));
  }
}
