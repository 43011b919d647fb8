package dev.trestle.graphql.engine;

import graphql.language.SelectionSet;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLObjectType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The selection of one place in a document over its declared type. For an interface or union the
 * object plans are compiled when an object of their type first appears: compiling all at once would
 * multiply with every level.
 */
final class SelectionPlan {
  final @Nullable ObjectPlan only;
  private final String typeName;
  private final PlanCompiler compiler;
  private final List<SelectionSet> selections;
  private final ConcurrentHashMap<String, ObjectPlan> byType = new ConcurrentHashMap<>();

  SelectionPlan(GraphQLCompositeType type, List<SelectionSet> selections, PlanCompiler compiler) {
    this.typeName = type.getName();
    this.compiler = compiler;
    this.selections = selections;
    this.only =
        type instanceof GraphQLObjectType object ? compiler.object(object, selections) : null;
  }

  /** Whether something below is loaded before writing; unknown, so true, for abstract types. */
  boolean isStaged() {
    return only == null || only.isStaged();
  }

  /** The plan for this object; null when the object is none of the abstract type's. */
  @Nullable ObjectPlan planFor(Object object) {
    if (only != null) {
      return only;
    }
    String name = compiler.generation().types().resolve(typeName, object);
    if (name == null) {
      return null;
    }
    ObjectPlan known = byType.get(name);
    if (known == null) {
      known =
          compiler.object(
              Objects.requireNonNull(compiler.generation().schema().getObjectType(name), name),
              selections);
      ObjectPlan raced = byType.putIfAbsent(name, known);
      if (raced != null) {
        known = raced;
      }
    }
    return known;
  }
}
