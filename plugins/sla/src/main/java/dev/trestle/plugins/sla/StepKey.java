package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Agreement;
import dev.trestle.plugins.sla.clock.Kind;

/**
 * Names a step of a cycle, so that it acts once.
 *
 * @param cycle the cycle's number
 * @param value of the step; 0 for a clock's own two points
 */
record StepKey(Agreement agreement, Kind kind, int cycle, Point point, long value) {
  /** What is reached. */
  enum Point {
    AT_RISK,
    BREACH,
    AT_SHARE,
    BEFORE,
    AFTER
  }

  /** As it is stored; also sorts behind earlier cycles of the same kind. */
  @Override
  public String toString() {
    return agreement.ordinal()
        + "."
        + kind.ordinal()
        + "."
        + cycle
        + "."
        + point.ordinal()
        + "."
        + Long.toString(value, Character.MAX_RADIX);
  }

  static StepKey parse(String text) {
    String[] parts = text.split("\\.", -1);
    return new StepKey(
        Agreement.values()[Integer.parseInt(parts[0])],
        Kind.values()[Integer.parseInt(parts[1])],
        Integer.parseInt(parts[2]),
        Point.values()[Integer.parseInt(parts[3])],
        Long.parseLong(parts[4], Character.MAX_RADIX));
  }
}
