package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.FieldProblem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a request's context: refuses whole operations before anything of them runs, whatever
 * they are. A context without it lets every operation through.
 */
@FunctionalInterface
public interface OperationGate {

  /**
   * Why the operation is not let through; null when it is.
   *
   * @param rootFields the names of its root fields, those of fragments and of introspection
   *     included
   */
  @Nullable FieldProblem refusal(Set<String> rootFields);
}
