package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a field threw into what a client may read. Only FieldProblem and ProblemException were
 * written for clients; everything else is logged with the trace id, and the client gets the trace
 * id alone.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static FieldProblem of(Throwable thrown, String where, String traceId) {
    if (thrown instanceof FieldProblem problem) {
      return problem;
    }
    if (thrown instanceof ProblemException expected) {
      Problem problem = expected.problem();
      return new FieldProblem(problem.type(), problem.code(), problem.message());
    }
    LOG.error("trace {}: {} failed", traceId, where, thrown);
    return internal();
  }

  static FieldProblem nullInNonNull(String where, String traceId) {
    LOG.error("trace {}: {} gave null, which its type excludes", traceId, where);
    return internal();
  }

  static FieldProblem wrongValue(String where, Object value, String traceId) {
    LOG.error("trace {}: {} gave an object of {}", traceId, where, value.getClass().getName());
    return internal();
  }

  static FieldProblem internal() {
    return new FieldProblem(
        ProblemType.INTERNAL,
        "INTERNAL",
        "Something went wrong inside the desk.",
        "Report the trace id.");
  }

  static FieldProblem timeout() {
    return new FieldProblem(
        ProblemType.LIMIT,
        "TIMEOUT",
        "The request took longer than it may.",
        "Ask for fewer rows or fields, or split the request.");
  }
}
