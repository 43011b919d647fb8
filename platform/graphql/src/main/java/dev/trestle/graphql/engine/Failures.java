package dev.trestle.graphql.engine;

import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a field threw into what a client may read. Only FieldProblem and ProblemException were
 * written for clients. What a plugin failed at names the plugin; everything else is logged with the
 * trace id, and the client gets the trace id alone.
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
    if (thrown instanceof PluginFailure failure) {
      // Whoever called the plugin has logged what was thrown.
      LOG.warn("trace {}: {}", traceId, failure.getMessage());
      return PluginProblems.of(failure);
    }
    LOG.error("trace {}: {} failed", traceId, where, thrown);
    return internal();
  }

  static FieldProblem nullInNonNull(BoundField field, String traceId) {
    LOG.error("trace {}: {} gave null, which its type excludes", traceId, field.coordinates());
    return broken(field, "gave null, which its type excludes");
  }

  static FieldProblem wrongValue(BoundField field, Object value, String traceId) {
    LOG.error(
        "trace {}: {} gave an object of {}",
        traceId,
        field.coordinates(),
        value.getClass().getName());
    return broken(field, "gave a value that is none of its type");
  }

  private static FieldProblem broken(BoundField field, String what) {
    String plugin = field.plugin();
    return plugin == null
        ? internal()
        : PluginProblems.broken(plugin, field.coordinates() + ' ' + what);
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
