package dev.trestle.domain.credentials;

/**
 * Why a credential was refused, as far as the caller may know. An unknown account, a wrong
 * password, a forged token and a disabled account all look the same.
 */
public enum RefusalReason {
  INVALID_CREDENTIALS("INVALID_CREDENTIALS", "The credentials are not valid."),
  TOKEN_EXPIRED("TOKEN_EXPIRED", "The token has expired; refresh it or sign in again."),
  TOKEN_REVOKED("TOKEN_REVOKED", "The token was revoked; sign in again."),
  OUTSIDER_UNKNOWN(
      "OUTSIDER_UNKNOWN",
      "The token is genuine, but it vouches for no address of an active agent or contact; ask an"
          + " administrator to add yours."),
  PASSWORD_CHANGE_DUE(
      "PASSWORD_CHANGE_DUE",
      "You signed in with a one-time password. Choose your own with the mutation passwordChange"
          + " first, then sign in again."),
  ONE_TIME_PASSWORD_EXPIRED(
      "ONE_TIME_PASSWORD_EXPIRED",
      "The one-time password is too old. Ask an administrator to give you a new one."),
  SECOND_FACTOR_REQUIRED(
      "SECOND_FACTOR_REQUIRED", "Send the code of your authenticator app or a recovery code too."),
  TOO_MANY_ATTEMPTS("TOO_MANY_ATTEMPTS", "Too many sign-in attempts."),
  SIGN_IN_BUSY("SIGN_IN_BUSY", "Too many sign-ins at this moment; try again in a few seconds.");

  private final String code;
  private final String sentence;

  RefusalReason(String code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** The code of the problem in answers, never reused for another meaning. */
  public String code() {
    return code;
  }

  public String sentence() {
    return sentence;
  }

  /** True when the answer is of type LIMIT: the same credentials may be accepted later. */
  public boolean limit() {
    return this == TOO_MANY_ATTEMPTS || this == SIGN_IN_BUSY;
  }
}
