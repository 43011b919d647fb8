package dev.trestle.sdk.desk;

/** The fixed meaning of a queue's own status names. */
public enum StatusCategory {
  /** Nobody has taken it up yet. */
  NEW,
  /** Being worked on. */
  OPEN,
  /** The requester has to answer first. */
  WAITING_ON_REQUESTER,
  /** A supplier or another outside party has to act first. */
  WAITING_ON_THIRD_PARTY,
  /** Work has a planned time. */
  SCHEDULED,
  /** Done, as far as the desk knows; the requester may still object. */
  RESOLVED,
  /** Done for good. */
  CLOSED;

  /** True while the desk still owes something. */
  public boolean open() {
    return switch (this) {
      case NEW, OPEN, WAITING_ON_REQUESTER, WAITING_ON_THIRD_PARTY, SCHEDULED -> true;
      case RESOLVED, CLOSED -> false;
    };
  }
}
