package dev.trestle.plugins.sla.clock;

/** Why a stretch of a cycle counts or not, before its calendar is asked. */
public enum Why {
  /** The status counts. */
  COUNTS,
  /** The status pauses the clock. */
  PAUSED,
  /** The ticket had ended. */
  ENDED,
  /** The ticket was merged into another. */
  MERGED,
  /** No policy applied, or none with a target for the ticket's priority. */
  NO_TARGET
}
