package dev.trestle.domain.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

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

  /**
   * Calls on this thread what goes on until it is done or {@link #end} is called. It may wait; its
   * failures do not count towards a quarantine, because whoever calls it begins it again later.
   *
   * @throws PluginFailure as {@link #call} does
   */
  void callEndless(String what, Task code);

  /**
   * Has endless calls of this name come to their end: they are interrupted where they wait in the
   * plugin's own code, and after a while stopped like calls that take too long.
   */
  void end(String what);

  /**
   * Does on this thread, out of a call into the plugin, what must not be interrupted: work of the
   * desk's own.
   */
  <T> T sheltered(Supplier<T> work);

  /** Code that answers nothing. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /** Whether calls are refused because the plugin failed too often. */
  boolean quarantined();
}
