package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.FieldProblem;

/** Ends a whole execution, not just one field: the time is up, or the answer grew too large. */
final class Abort extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FieldProblem problem;

  Abort(FieldProblem problem) {
    super(problem.sentence(), null, false, false);
    this.problem = problem;
  }

  FieldProblem problem() {
    return problem;
  }
}
