package dev.trestle.host.watch;

/**
 * Thrown by the pulse in a thread whose call was condemned, again at each beat until the call is
 * over. An error, so that plugins that catch every exception do not catch it by habit.
 */
final class PluginStopped extends Error {
  private static final long serialVersionUID = 1L;

  PluginStopped(String reason) {
    super(reason, null, false, false);
  }
}
