package dev.trestle.sdk.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One expected failure.
 *
 * @param type what the client can do about it
 * @param code upper snake case, never reused with another meaning
 * @param message a sentence for people, naming the remedy
 * @param path the place in the input, outermost first; empty when it concerns the whole request
 * @param retryAfter how long to wait before the same request may succeed; null when waiting alone
 *     does not help. At most a year; clients are told whole seconds, rounded up
 * @param plugin whose fault it is; null unless the desk says so of a plugin that failed
 */
public record Problem(
    ProblemType type,
    String code,
    String message,
    List<String> path,
    @Nullable Duration retryAfter,
    @Nullable String plugin) {
  public Problem {
    path = List.copyOf(path);
    if (retryAfter != null
        && (retryAfter.isNegative() || retryAfter.compareTo(Duration.ofDays(366)) > 0)) {
      throw new IllegalArgumentException("retryAfter has to be from 0 to 366 d");
    }
  }

  /** A problem that waiting alone does not solve. */
  public Problem(ProblemType type, String code, String message, List<String> path) {
    this(type, code, message, path, null, null);
  }

  public static Problem of(ProblemType type, String code, String message, String... path) {
    return new Problem(type, code, message, List.of(path));
  }

  /** The same problem at another place of the input. */
  public Problem at(List<String> place) {
    return new Problem(type, code, message, place, retryAfter, plugin);
  }

  /** The same problem, which may be over after this time. */
  public Problem waiting(Duration wait) {
    return new Problem(type, code, message, path, wait, plugin);
  }

  /** The same problem as the fault of a plugin. */
  public Problem ofPlugin(String pluginId) {
    return new Problem(type, code, message, path, retryAfter, pluginId);
  }
}
