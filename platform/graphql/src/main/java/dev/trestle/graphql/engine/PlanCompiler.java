package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnmodifiedType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one operation, for one assignment of the variables that its {@code @skip} and {@code
 * @include} name, into a plan. Fields are collected and merged after section 6.3.2 of the GraphQL
 * specification. Safe for use by several threads.
 */
final class PlanCompiler {
  private final SchemaGeneration generation;
  private final Map<String, FragmentDefinition> fragments;
  private final Map<String, Boolean> conditions;
  private final AtomicInteger slots = new AtomicInteger();

  /**
   * @param conditions the value of every variable that a directive names
   */
  PlanCompiler(
      SchemaGeneration generation,
      Map<String, FragmentDefinition> fragments,
      Map<String, Boolean> conditions) {
    this.generation = generation;
    this.fragments = fragments;
    this.conditions = conditions;
  }

  SchemaGeneration generation() {
    return generation;
  }

  /** How many fields so far take arguments from variables. */
  int slots() {
    return slots.get();
  }

  ObjectPlan object(GraphQLObjectType type, List<SelectionSet> selections) {
    Map<String, List<Field>> merged = new LinkedHashMap<>();
    Set<String> visited = new HashSet<>();
    for (SelectionSet selection : selections) {
      collect(type, selection, merged, visited);
    }
    List<ObjectPlan.Step> steps = new ArrayList<>(merged.size());
    List<FieldPlan> staged = new ArrayList<>();
    for (Map.Entry<String, List<Field>> entry : merged.entrySet()) {
      boolean first = steps.isEmpty();
      Field node = entry.getValue().getFirst();
      if (node.getName().equals("__typename")) {
        steps.add(new ObjectPlan.Step(null, typename(entry.getKey(), first, type.getName())));
        continue;
      }
      FieldPlan field = field(type, entry.getKey(), first, entry.getValue(), staged.size());
      if (field.staged) {
        staged.add(field);
      }
      steps.add(new ObjectPlan.Step(field, null));
    }
    return ObjectPlan.of(type.getName(), steps, staged);
  }

  private static byte[] typename(String responseKey, boolean first, String typeName) {
    return ((first ? "\"" : ",\"") + responseKey + "\":\"" + typeName + '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private FieldPlan field(
      GraphQLObjectType type, String responseKey, boolean first, List<Field> nodes, int column) {
    Field node = nodes.getFirst();
    BoundField bound = generation.field(type.getName(), node.getName());
    List<SelectionSet> selections = new ArrayList<>(nodes.size());
    for (Field each : nodes) {
      if (each.getSelectionSet() != null) {
        selections.add(each.getSelectionSet());
      }
    }
    GraphQLType declared = bound.definition().getType();
    SelectionPlan selection =
        graphql.schema.GraphQLTypeUtil.unwrapAll(declared) instanceof GraphQLCompositeType composite
            ? new SelectionPlan(composite, selections, this)
            : null;
    boolean staged =
        bound.kind() instanceof FieldKind.Batch
            || bound.kind() instanceof FieldKind.Slow
            || (selection != null && selection.isStaged());
    boolean constant = node.getArguments().stream().noneMatch(a -> hasVariable(a.getValue()));
    return new FieldPlan(
        responseKey,
        first,
        node,
        bound,
        shape(declared, selection),
        selection,
        staged ? column : -1,
        constant ? arguments(bound, node.getArguments(), CoercedVariables.emptyVariables()) : null,
        constant ? -1 : slots.getAndIncrement());
  }

  /** Coerced arguments, or the FieldProblem that says why there are none. */
  Object arguments(BoundField bound, List<Argument> nodes, CoercedVariables variables) {
    if (bound.definition().getArguments().isEmpty()) {
      return Arguments.NONE;
    }
    try {
      return Arguments.of(
          ValuesResolver.getArgumentValues(
              generation.schema().getCodeRegistry(),
              bound.definition().getArguments(),
              nodes,
              variables,
              GraphQLContext.getDefault(),
              Locale.ROOT));
    } catch (graphql.GraphQLException wrong) {
      return Messages.invalid("ARGUMENTS", wrong.getMessage());
    }
  }

  private Shape shape(GraphQLType type, @Nullable SelectionPlan selection) {
    return switch (type) {
      case GraphQLNonNull nonNull -> {
        Shape inner = shape(nonNull.getWrappedType(), selection);
        yield new Shape(true, inner.element(), inner.leaf(), inner.selection());
      }
      case GraphQLList list ->
          new Shape(false, shape(list.getWrappedType(), selection), null, null);
      default ->
          selection == null
              ? new Shape(false, null, generation.leaf((GraphQLUnmodifiedType) type), null)
              : new Shape(false, null, null, selection);
    };
  }

  private void collect(
      GraphQLObjectType type,
      SelectionSet selections,
      Map<String, List<Field>> merged,
      Set<String> visited) {
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> {
          if (included(field)) {
            merged.computeIfAbsent(field.getResultKey(), k -> new ArrayList<>()).add(field);
          }
        }
        case InlineFragment inline -> {
          if (included(inline) && applies(inline.getTypeCondition(), type)) {
            collect(type, inline.getSelectionSet(), merged, visited);
          }
        }
        case FragmentSpread spread -> {
          FragmentDefinition fragment = fragments.get(spread.getName());
          if (included(spread)
              && fragment != null
              && visited.add(spread.getName())
              && applies(fragment.getTypeCondition(), type)) {
            collect(type, fragment.getSelectionSet(), merged, visited);
          }
        }
        default -> throw new IllegalStateException("not a selection: " + selection.getClass());
      }
    }
  }

  private boolean applies(@Nullable TypeName condition, GraphQLObjectType type) {
    if (condition == null || condition.getName().equals(type.getName())) {
      return true;
    }
    return generation.schema().getType(condition.getName())
            instanceof graphql.schema.GraphQLNamedType named
        && !(named instanceof GraphQLObjectType)
        && generation.schema().isPossibleType(named, type);
  }

  private boolean included(DirectivesContainer<?> node) {
    for (Directive directive : node.getDirectives()) {
      boolean wanted = directive.getName().equals("include");
      if ((wanted || directive.getName().equals("skip"))
          && truth(Objects.requireNonNull(directive.getArgument("if")).getValue()) != wanted) {
        return false;
      }
    }
    return true;
  }

  private boolean truth(Value<?> value) {
    if (value instanceof VariableReference reference) {
      return Boolean.TRUE.equals(conditions.get(reference.getName()));
    }
    return ((BooleanValue) value).isValue();
  }

  private static boolean hasVariable(Value<?> value) {
    return switch (value) {
      case VariableReference reference -> true;
      case ArrayValue list -> list.getValues().stream().anyMatch(PlanCompiler::hasVariable);
      case ObjectValue object -> {
        for (ObjectField field : object.getObjectFields()) {
          if (hasVariable(field.getValue())) {
            yield true;
          }
        }
        yield false;
      }
      default -> false;
    };
  }
}
