package dev.trestle.domain.credentials;

/** Why a session was ended before its time. */
public enum RevocationCause {
  /** The person signed out. */
  SIGNED_OUT,
  /** An already exchanged refresh token was presented, so one of two holders is a thief. */
  TOKEN_REUSED,
  /** The password or the second factor was changed. */
  CREDENTIALS_CHANGED,
  /** An administrator ended it. */
  ENDED_BY_ADMINISTRATOR
}
