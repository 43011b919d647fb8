package dev.trestle.plugins.sla.clock;

/** What an edit of a policy does to the tickets that it governs. */
public enum OnEdit {
  /** What was counted stays; the new edition holds from now on. */
  CONTINUE,
  /** New cycles begin now. */
  RESTART,
  /** Open cycles are counted anew from their begin, as if the new edition had held since. */
  RECOMPUTE,
  /** Tickets that were created before keep the edition they have. */
  APPLY_TO_NEW
}
