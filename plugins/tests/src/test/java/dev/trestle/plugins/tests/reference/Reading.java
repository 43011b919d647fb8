package dev.trestle.plugins.tests.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one cycle shows at one instant; times are ticks except those of steps.
 *
 * @param stepMillis when each step of the target was or will be reached, null where not foreseen
 */
record Reading(
    Agreement agreement,
    Kind kind,
    String policy,
    long begin,
    @Nullable Long end,
    State state,
    long target,
    long used,
    @Nullable Long due,
    boolean atRisk,
    List<@Nullable Long> stepMillis,
    List<Run> because) {

  /** How a cycle stands. */
  enum State {
    RUNNING,
    PAUSED,
    BREACHED,
    MET,
    MISSED,
    CANCELLED
  }

  /** Ticks with one and the same reason. */
  record Run(long from, long to, Why why, @Nullable Category category) {
    boolean isContinuedBy(Run next) {
      return to == next.from && why == next.why && category == next.category;
    }
  }
}
