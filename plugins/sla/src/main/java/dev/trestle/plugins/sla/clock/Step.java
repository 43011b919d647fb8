package dev.trestle.plugins.sla.clock;

/**
 * The place of a warning or an escalation on the way of a cycle.
 *
 * @param value percent of the target for AT_SHARE, else milliseconds of working time
 */
public record Step(Basis basis, long value) {
  /** What a step is measured from. */
  public enum Basis {
    /** A share of the target, from 1 to 1000 percent. */
    AT_SHARE,
    /** A span before the target is used up. */
    BEFORE,
    /** A span beyond the target. */
    AFTER
  }

  private static final int PERCENT = 100;

  /** The used time at which it stands, in milliseconds. */
  public long usedAt(long span) {
    return switch (basis) {
      case AT_SHARE -> span * value / PERCENT;
      case BEFORE -> Math.max(0, span - value);
      case AFTER -> span + value;
    };
  }
}
