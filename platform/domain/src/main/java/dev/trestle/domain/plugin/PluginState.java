package dev.trestle.domain.plugin;

/** How a plugin stands. */
public enum PluginState {
  /** It runs. */
  ENABLED,
  /** It is installed, and the owner does not want it to run. */
  DISABLED,
  /** It ran, and failed so often that it is not called any more. */
  QUARANTINED,
  /** The owner wants it to run, but it cannot; the view says why. */
  REFUSED,
  /** It was taken away; its data is kept until it returns or is purged. */
  REMOVED
}
