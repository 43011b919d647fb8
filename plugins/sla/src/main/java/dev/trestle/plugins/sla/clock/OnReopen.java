package dev.trestle.plugins.sla.clock;

/** What a policy does with suspended cycles when an ended ticket is live again. */
public enum OnReopen {
  /** They go on with what they had used; the ended time is not counted. */
  CONTINUE,
  /** New cycles begin at the reopening. */
  RESTART
}
