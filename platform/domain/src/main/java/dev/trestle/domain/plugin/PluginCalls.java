package dev.trestle.domain.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The way into one plugin's code. Every call counts, is bounded in time, and fails with {@link
 * PluginFailure} and nothing else, but for the exceptions by which plugins speak to clients: {@code
 * FieldProblem} and {@code ProblemException} pass.
 */
public interface PluginCalls {
  /** How long a call takes at most that computes and does not wait. */
  Duration USUAL_LIMIT = Duration.ofSeconds(1);

  /**
   * Calls on this thread.
   *
   * @param what is called, for errors and metrics, such as {@code field Ticket.checklist}
   * @throws PluginFailure when the plugin throws, takes too long, or is quarantined
   */
  <T> T call(String what, Duration limit, Callable<T> code);

  /** Whether calls are refused because the plugin failed too often. */
  boolean quarantined();
}
