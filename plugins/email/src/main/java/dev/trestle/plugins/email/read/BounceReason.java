package dev.trestle.plugins.email.read;

/** Why a message did not arrive. Only some reasons say that the address is of no use. */
public enum BounceReason {
  USER_UNKNOWN(true, "5.1.1"),
  HOST_UNKNOWN(true, "5.1.2"),
  MOVED(true, "5.1.6"),
  NO_MAIL_ACCEPTED(true, "5.3.2"),
  DELIVERED(false, "2.0.0"),
  MAILBOX_FULL(false, "5.2.2"),
  SUSPENDED(false, "5.2.1"),
  TOO_BIG(false, "5.3.4"),
  AUTHENTICATION(false, "5.7.26"),
  SPAM(false, "5.7.1"),
  VIRUS(false, "5.7.1"),
  BLOCKED(false, "5.7.1"),
  POLICY(false, "5.7.1"),
  TOO_FAST(false, "4.7.1"),
  EXPIRED(false, "4.4.7"),
  NETWORK(false, "5.4.1"),
  SYSTEM(false, "5.3.0"),
  LOCAL_PROGRAM(false, "5.3.0"),
  CONTENT(false, "5.6.0"),
  FILTERED(false, "5.2.1"),
  UNDEFINED(false, "5.0.0");

  private final boolean hard;
  private final String status;

  BounceReason(boolean hard, String status) {
    this.hard = hard;
    this.status = status;
  }

  boolean isHard() {
    return hard;
  }

  /** The status that stands for this reason where a report gives none. */
  String status() {
    return status;
  }
}
