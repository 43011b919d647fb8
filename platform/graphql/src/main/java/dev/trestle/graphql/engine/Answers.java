package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.List;

/** Answers to requests that were refused before anything ran, in the shape of all other answers. */
public final class Answers {
  private static final int MAX_BYTES = 1 << 20;

  private Answers() {}

  /** One thing that is wrong, and where in the document; line 0 when nowhere in particular. */
  record Issue(FieldProblem problem, int line, int column) {}

  /** An answer with one error and no data; for refusals of the floor above as well. */
  public static GraphQlResponse refused(FieldProblem problem, String traceId) {
    return refused(List.of(new Issue(problem, 0, 0)), traceId);
  }

  static GraphQlResponse refused(List<Issue> issues, String traceId) {
    ErrorSink errors = new ErrorSink(traceId, MAX_BYTES);
    boolean limited = false;
    for (Issue issue : issues) {
      errors.add(issue.problem(), issue.line(), issue.column(), null, null, 0);
      limited |= issue.problem().type() == ProblemType.LIMIT;
    }
    JsonOut out = new JsonOut(errors.json().position() + 16, MAX_BYTES);
    out.ascii("{\"errors\":[");
    out.raw(errors.json());
    out.ascii("]}");
    return new GraphQlResponse(
        limited ? GraphQlResponse.Outcome.LIMITED : GraphQlResponse.Outcome.REFUSED,
        out.buffer(),
        out.position(),
        errors.count());
  }
}
