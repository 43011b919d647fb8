package dev.trestle.plugins.tests.reference;

/** A warning or an escalation: a point on the way to a target, or beyond it. */
record SlowStep(Place place, long amount) {

  /** How the amount is meant. */
  enum Place {
    /** A percentage of the target. */
    AT_SHARE,
    /** Milliseconds that are left. */
    BEFORE,
    /** Milliseconds over. */
    AFTER
  }

  /** The used time, in milliseconds, at which this step acts. */
  long value(long targetMillis) {
    return switch (place) {
      case AT_SHARE -> targetMillis * amount / 100;
      case BEFORE -> Math.max(0, targetMillis - amount);
      case AFTER -> targetMillis + amount;
    };
  }
}
