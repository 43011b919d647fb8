package dev.trestle.domain.plugin;

/** Something plugins are told of that has its place in the log. */
public interface LogPlace {
  /** What has no place in the log yet. */
  long NOWHERE = -1;

  /** Where it starts in the log, as pointers of timelines have it; {@link #NOWHERE} at first. */
  long address();
}
