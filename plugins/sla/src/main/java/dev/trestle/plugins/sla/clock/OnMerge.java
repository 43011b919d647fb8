package dev.trestle.plugins.sla.clock;

/** What happens to the survivor's clocks when another ticket is merged into it. */
public enum OnMerge {
  /** They go on as they are. */
  CONTINUE,
  /** Those that begin at the creation begin at the older of the two creations. */
  EARLIEST
}
