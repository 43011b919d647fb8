package dev.trestle.sdk.problem;

/** Carries a problem out of code that has no payload to put it in, such as a field or a filter. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.message(), null, false, false);
    this.problem = problem;
  }

  public ProblemException(ProblemType type, String code, String message, String... path) {
    this(Problem.of(type, code, message, path));
  }

  public Problem problem() {
    return problem;
  }
}
