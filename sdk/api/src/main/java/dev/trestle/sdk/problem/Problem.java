package dev.trestle.sdk.problem;

import java.util.List;

/**
 * One expected failure.
 *
 * @param type what the client can do about it
 * @param code upper snake case, never reused with another meaning
 * @param message a sentence for people, naming the remedy
 * @param path the place in the input, outermost first; empty when it concerns the whole request
 */
public record Problem(ProblemType type, String code, String message, List<String> path) {
  public Problem {
    path = List.copyOf(path);
  }

  public static Problem of(ProblemType type, String code, String message, String... path) {
    return new Problem(type, code, message, List.of(path));
  }
}
