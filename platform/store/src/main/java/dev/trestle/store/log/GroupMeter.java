package dev.trestle.store.log;

/** Measures the writer: called on its thread after each durable group, must be quick. */
@FunctionalInterface
public interface GroupMeter {

  /**
   * One group of so many commits and bytes, the time to encode and write it, the time to force it.
   */
  void group(int commits, long bytes, long writeNanos, long forceNanos);
}
