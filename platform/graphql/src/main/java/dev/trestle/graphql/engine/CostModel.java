package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.FieldEntry;
import dev.trestle.sdk.schema.FieldKind;
import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weight of an operation, known before it runs. Weights, unless a registration names its own:
 *
 * <ul>
 *   <li>a leaf 0, an object or a list 1, a batch 1 more, a slow field 10, a mutation's root field
 *       10
 *   <li>everything under a field with {@code first} or {@code last} counts that many times
 *   <li>everything under another list counts 10 times, unless the list is directly under a field
 *       with {@code first} or {@code last}, whose number it then shares
 *   <li>{@code @skip} and {@code @include} are taken as if the field were there
 * </ul>
 */
final class CostModel {
  private static final int UNKNOWN_LIST = 10;
  private static final int SLOW = 10;
  private static final int MUTATION = 10;

  private final SchemaGeneration generation;
  private final Map<String, FragmentDefinition> fragments;

  /**
   * One field's part.
   *
   * @param times how often everything under it counts; ignored where a variable decides
   * @param variable the variable of {@code first} or {@code last}; null when there is none
   */
  record Node(long weight, long times, @Nullable String variable, List<Node> inner) {
    long cost(Map<String, Object> variables) {
      long sum = 0;
      for (Node node : inner) {
        sum = Math.min(Integer.MAX_VALUE, sum + node.cost(variables));
      }
      long multiplier = times;
      if (variable != null) {
        multiplier =
            variables.get(variable) instanceof Integer given ? Math.max(1, given) : UNKNOWN_LIST;
      }
      return Math.min(Integer.MAX_VALUE, weight + multiplier * sum);
    }

    boolean varies() {
      return variable != null || inner.stream().anyMatch(Node::varies);
    }
  }

  CostModel(SchemaGeneration generation, Map<String, FragmentDefinition> fragments) {
    this.generation = generation;
    this.fragments = fragments;
  }

  Node of(OperationDefinition operation, GraphQLObjectType root) {
    List<Node> inner = new ArrayList<>();
    boolean mutation = operation.getOperation() == OperationDefinition.Operation.MUTATION;
    collect(root, operation.getSelectionSet(), false, mutation, inner);
    Node whole = new Node(0, 1, null, inner);
    return whole.varies() ? whole : new Node(whole.cost(Map.of()), 1, null, List.of());
  }

  private void collect(
      GraphQLCompositeType type,
      SelectionSet selections,
      boolean counted,
      boolean mutation,
      List<Node> nodes) {
    GraphQLSchema schema = generation.schema();
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> {
          if (!field.getName().startsWith("__")) {
            nodes.add(field(type, field, counted, mutation));
          }
        }
        case InlineFragment inline -> {
          GraphQLCompositeType condition =
              inline.getTypeCondition() == null
                  ? type
                  : composite(schema, inline.getTypeCondition().getName());
          collect(condition, inline.getSelectionSet(), counted, mutation, nodes);
        }
        case FragmentSpread spread -> {
          FragmentDefinition fragment = fragments.get(spread.getName());
          if (fragment != null) {
            collect(
                composite(schema, fragment.getTypeCondition().getName()),
                fragment.getSelectionSet(),
                counted,
                mutation,
                nodes);
          }
        }
        default -> throw new IllegalStateException("not a selection: " + selection.getClass());
      }
    }
  }

  // Validation has refused conditions on types that the schema does not have.
  private static GraphQLCompositeType composite(GraphQLSchema schema, String name) {
    return (GraphQLCompositeType) Objects.requireNonNull(schema.getType(name), name);
  }

  private Node field(GraphQLCompositeType type, Field field, boolean counted, boolean mutation) {
    var definition =
        ((graphql.schema.GraphQLFieldsContainer) type).getFieldDefinition(field.getName());
    boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
    boolean composite =
        GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType;
    long weight = weight(type, field, composite || list, mutation);
    long times = list && !counted ? UNKNOWN_LIST : 1;
    String variable = null;
    boolean pages = false;
    for (Argument argument : field.getArguments()) {
      if (argument.getName().equals("first") || argument.getName().equals("last")) {
        Value<?> value = argument.getValue();
        if (value instanceof IntValue number) {
          pages = true;
          times =
              Math.max(1, number.getValue().min(java.math.BigInteger.valueOf(1 << 20)).intValue());
        } else if (value instanceof VariableReference reference) {
          pages = true;
          variable = reference.getName();
        }
      }
    }
    List<Node> inner = new ArrayList<>();
    if (composite && field.getSelectionSet() != null) {
      collect(
          (GraphQLCompositeType) GraphQLTypeUtil.unwrapAll(definition.getType()),
          field.getSelectionSet(),
          pages,
          false,
          inner);
    }
    return new Node(weight, times, variable, inner);
  }

  private long weight(GraphQLCompositeType type, Field field, boolean more, boolean mutation) {
    int natural = (more ? 1 : 0) + (mutation ? MUTATION : 0);
    if (!(type instanceof GraphQLObjectType)) {
      return natural + 1;
    }
    FieldEntry<Object> entry = generation.field(type.getName(), field.getName()).entry();
    if (entry.cost() >= 0) {
      return entry.cost();
    }
    return switch (entry.kind()) {
      case FieldKind.Batch<Object> batch -> natural + 1;
      case FieldKind.Slow<Object> slow -> natural + SLOW;
      default -> natural;
    };
  }
}
