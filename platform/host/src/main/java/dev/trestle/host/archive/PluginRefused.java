package dev.trestle.host.archive;

import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.stream.Collectors;

/** A plugin that is not let in, with every reason found. Nothing of it stays behind. */
public final class PluginRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  public PluginRefused(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.code() + ": " + problem.message())
            .collect(Collectors.joining("; ")),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  public PluginRefused(ProblemType type, String code, String message, String... path) {
    this(List.of(Problem.of(type, code, message, path)));
  }

  /** At least one, in the order they were found. */
  public List<Problem> problems() {
    return problems;
  }
}
