package dev.trestle.plugins.sla.clock;

/** How a cycle stands. */
public enum ClockState {
  /** Time counts, as far as the calendar is open. */
  RUNNING,
  /** The status pauses it. */
  PAUSED,
  /** Ended in time. */
  MET,
  /** Ended late. */
  MISSED,
  /** Not ended, and late. */
  BREACHED,
  /** Its target applies no more. */
  CANCELLED;

  /** Whether nothing is owed any more. */
  public boolean over() {
    return switch (this) {
      case MET, MISSED, CANCELLED -> true;
      case RUNNING, PAUSED, BREACHED -> false;
    };
  }
}
