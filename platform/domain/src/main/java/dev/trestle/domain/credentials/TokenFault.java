package dev.trestle.domain.credentials;

/** What exactly was wrong with a token: for logs, metrics and tests, never for the caller. */
public enum TokenFault {
  /** Not three base64url segments, or not the form of a token of this desk. */
  FORM,
  /** Longer than any token may be. */
  SIZE,
  /** Not strict JSON, or JSON with a repeated name. */
  JSON,
  /** A header that is missing, unknown to us, or would let the token choose its own key. */
  HEADER,
  /** An algorithm that is not the one of the key. */
  ALGORITHM,
  /** No key of that id, or none that is valid now. */
  KEY,
  /** The issuer's keys could not be had. */
  KEYS_UNAVAILABLE,
  SIGNATURE,
  /** The issuer is not trusted, or not enabled. */
  ISSUER,
  AUDIENCE,
  /** A required claim is missing or of the wrong type. */
  CLAIM,
  EXPIRED,
  /** Issued or valid only in the future. */
  NOT_YET_VALID,
  /** No such token, session or account, or the secret differs. */
  UNKNOWN,
  REVOKED,
  DISABLED;

  /** The most that a caller may be told about this fault. */
  public RefusalReason reason() {
    return switch (this) {
      case EXPIRED -> RefusalReason.TOKEN_EXPIRED;
      case REVOKED -> RefusalReason.TOKEN_REVOKED;
      case FORM,
          SIZE,
          JSON,
          HEADER,
          ALGORITHM,
          KEY,
          KEYS_UNAVAILABLE,
          SIGNATURE,
          ISSUER,
          AUDIENCE,
          CLAIM,
          NOT_YET_VALID,
          UNKNOWN,
          DISABLED ->
          RefusalReason.INVALID_CREDENTIALS;
    };
  }
}
