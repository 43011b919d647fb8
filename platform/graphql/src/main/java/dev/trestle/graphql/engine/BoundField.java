package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldEntry;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.RequestContext;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of the schema together with its registration.
 *
 * @param part the contributor that registered it
 * @param plugin the same where it is a plugin; null for the desk's own fields
 */
record BoundField(
    String type,
    GraphQLFieldDefinition definition,
    String part,
    @Nullable String plugin,
    FieldEntry<Object> entry) {

  FieldKind<Object> kind() {
    return entry.kind();
  }

  String coordinates() {
    return type + "." + definition.getName();
  }

  /**
   * What stands in place of the value where the viewer lacks the permission: a FieldProblem, an
   * empty list or null.
   */
  @Nullable Object refusal() {
    if (entry.refusal() == FieldEntry.Refusal.EMPTY) {
      return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()))
          ? List.of()
          : null;
    }
    return new FieldProblem(
        ProblemType.FORBIDDEN,
        "FIELD_FORBIDDEN",
        "You may not see " + coordinates() + ".",
        "It needs the permission " + entry.permission() + ".");
  }

  boolean permits(RequestContext context) {
    String permission = entry.permission();
    return permission == null || context.may(permission);
  }
}
