package dev.trestle.domain.record;

/** What a plugin failed at. */
public enum PluginFaultKind {
  /** A reaction to an event. */
  EVENT,
  /** A timer that was due. */
  TIMER,
  /** What a companion would have added to a command, which went ahead without. */
  COMPANION,
  /** A worker, which is begun again and again. */
  WORKER
}
