package dev.trestle.domain.credentials;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The steps that make or change credentials. Nothing is written here: the caller commits the
 * records of an outcome, with their version as the expected one, before it hands out any token. If
 * the commit meets a conflict, the caller asks again on the new snapshot; that is what keeps a
 * one-time code from being accepted twice.
 */
public interface SignInDesk {

  /** Checks password and second factor; slow by design, never call it inside a decision. */
  SignInOutcome signIn(SignInRequest request, CredentialRecords records);

  /**
   * Exchanges a refresh token for a new pair.
   *
   * <p>The rule: each refresh token is good for one exchange. For 30 seconds after the exchange
   * (configurable) it still gives the very same successor again, as long as that successor was not
   * used itself, because the first answer may have been lost. Any other use of an exchanged token
   * means that two parties hold it, and ends the whole session.
   */
  RefreshOutcome refresh(String refreshToken, CredentialRecords records);

  /**
   * The session of a refresh token, ended; null when the token is not the current or previous one
   * of an open session.
   */
  @Nullable Session signOut(String refreshToken, CredentialRecords records);

  /** Opens a session for somebody who proved who they are in another way, such as an outsider. */
  SignInOutcome open(Account account, @Nullable String userAgent, CredentialRecords records);

  /**
   * Changes a password for its owner, who proves to be the owner with the old one. Ends the
   * one-time state and voids all sessions of the account; open a new one for the owner afterwards.
   */
  PasswordOutcome changePassword(Account account, String oldPassword, String newPassword);

  /**
   * Why the password does not prove that the caller is the owner of the account; null when it does.
   */
  PasswordOutcome.@Nullable Refused refuseWrongPassword(Account account, String password);

  /** Judges and hashes a password that somebody with the authority for it sets. */
  PasswordOutcome setPassword(Account account, String newPassword);

  /**
   * Hashes the password that whoever runs the machine gave for the first start. It is not judged:
   * that party owns the desk's files anyway, and a desk that does not start helps nobody.
   */
  PasswordOutcome setOperatorPassword(Account account, String newPassword);

  /**
   * A new one-time password, such as an administrator gives; it must be changed at sign-in, and
   * signs in for some days only. Null when too many passwords are being hashed at this moment.
   */
  @Nullable OneTime giveOneTimePassword(Account account);

  /** Lets somebody who was given a new password try it at once, whatever was guessed before. */
  void forgive(Account account);

  /**
   * Begins the set-up of a second factor; it is asked for once {@link #confirmTotp} succeeded. Null
   * when one is in force: that has to be removed first, with its code.
   */
  @Nullable TotpSetUp beginTotp(Account account);

  /** The account with its second factor in force, and its recovery codes; null for a wrong code. */
  @Nullable RecoveryCodes confirmTotp(Account account, String code);

  /** The account without a second factor; null when the code or recovery code is wrong. */
  @Nullable Account removeTotp(Account account, String code);

  /**
   * The account without a second factor, for an administrator whom its owner has asked for help.
   */
  Account resetTotp(Account account);

  /** A new API token; its secret exists only in this answer. */
  NewApiToken createApiToken(
      UUID principalId, String name, List<String> scopes, long expiresAtMillis);

  /**
   * The signing keys to put so that there is one to sign with now and later: a first one on a new
   * desk, a successor in good time, the end of a replaced one. Empty when nothing is due. Call it
   * at start and once a day.
   */
  List<SigningKey> rotateKeys(CredentialRecords records);

  /** The public keys as a JWK set, for {@code /.well-known/jwks.json}. */
  String jwksJson(CredentialRecords records);

  /**
   * @param code a code of the authenticator app or a recovery code; null when none was given
   * @param address the network address of the caller, used only to slow down guessing
   */
  record SignInRequest(
      String email,
      String password,
      @Nullable String code,
      @Nullable String address,
      @Nullable String userAgent) {
    @Override
    public String toString() {
      return "SignInRequest[address=" + address + "]";
    }
  }

  /** What a sign-in came to. */
  sealed interface SignInOutcome {
    /**
     * @param account the account to put (counters reset, code used up, hash renewed)
     * @param session the session to put
     */
    record Granted(Account account, Session session, TokenPair tokens) implements SignInOutcome {}

    /**
     * @param account the account to put, with its count of failures; null when nothing changed.
     *     Answer without waiting for that commit: an unknown account has none to wait for
     * @param retryAfterMillis how long to wait; 0 when the reason is not a limit
     */
    record Refused(RefusalReason reason, @Nullable Account account, long retryAfterMillis)
        implements SignInOutcome {}
  }

  /** What an exchange of a refresh token came to. */
  sealed interface RefreshOutcome {
    /** The session to put, and the pair to hand out after the commit. */
    record Exchanged(Session session, TokenPair tokens) implements RefreshOutcome {}

    /** The pair of an exchange already committed, given again; nothing to put. */
    record GivenAgain(UUID sessionId, TokenPair tokens) implements RefreshOutcome {}

    /** A used token came back: put the ended session, then refuse with {@code TOKEN_REVOKED}. */
    record Reused(Session ended) implements RefreshOutcome {}

    record Refused(RefusalReason reason, TokenFault fault) implements RefreshOutcome {}
  }

  /** What a client gets to hold. */
  record TokenPair(String accessToken, long accessExpiresAtMillis, String refreshToken) {
    @Override
    public String toString() {
      return "TokenPair[accessExpiresAtMillis=" + accessExpiresAtMillis + "]";
    }
  }

  /** What became of a wish for a new password. */
  sealed interface PasswordOutcome {
    record Changed(Account account) implements PasswordOutcome {}

    /** All that is wrong with it, at least one problem. */
    record Weak(List<PasswordProblem> problems) implements PasswordOutcome {
      public Weak {
        problems = List.copyOf(problems);
      }
    }

    /** The old password is wrong, or the limit in the reason was met. */
    record Refused(RefusalReason reason, long retryAfterMillis) implements PasswordOutcome {}
  }

  /** A rule a password does not keep; each is a code in answers. */
  enum PasswordProblem {
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_TOO_COMMON,
    PASSWORD_CONTAINS_EMAIL,
    PASSWORD_NOT_TEXT,
    PASSWORD_UNCHANGED
  }

  /** The account with its new hash, and the password to show once. */
  record OneTime(Account account, String password) {
    @Override
    public String toString() {
      return "OneTime[account=" + account + "]";
    }
  }

  /** The account with an unconfirmed secret, and the URI an authenticator app scans. */
  record TotpSetUp(Account account, String otpauthUri) {
    @Override
    public String toString() {
      return "TotpSetUp[account=" + account + "]";
    }
  }

  /** The account with the hashes of its recovery codes, and the codes to show once. */
  record RecoveryCodes(Account account, List<String> codes) {
    public RecoveryCodes {
      codes = List.copyOf(codes);
    }

    @Override
    public String toString() {
      return "RecoveryCodes[account=" + account + "]";
    }
  }

  /** The token to put, and its text to show once. */
  record NewApiToken(ApiToken token, String secret) {
    @Override
    public String toString() {
      return "NewApiToken[token=" + token + "]";
    }
  }
}
