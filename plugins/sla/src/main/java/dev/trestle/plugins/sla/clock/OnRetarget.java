package dev.trestle.plugins.sla.clock;

/** What happens to open cycles when another priority or another policy gives them a new target. */
public enum OnRetarget {
  /** What was counted stays; the new target, pauses and calendar hold from now on. */
  CONTINUE,
  /** A new cycle begins now. */
  RESTART,
  /** Counted anew from its begin, as if the new target, pauses and calendar had held since. */
  RECOMPUTE
}
