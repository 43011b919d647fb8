package dev.trestle.graphql.engine;

import graphql.execution.CoercedVariables;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One validated operation: its weight, and its plans by the variables that include or skip. */
final class AdmittedOperation {
  /** Plans kept per operation; a client that varies more conditions has them compiled anew. */
  private static final int MAX_PLANS = 32;

  private final SchemaGeneration generation;
  private final Document document;
  private final OperationDefinition definition;
  private final Map<String, FragmentDefinition> fragments;
  private final OperationKind kind;
  private final GraphQLObjectType root;
  private final CostModel.Node cost;
  private final List<String> conditions;
  private final Set<String> rootFields;
  private final ConcurrentHashMap<List<Boolean>, Plan> plans = new ConcurrentHashMap<>();

  AdmittedOperation(
      SchemaGeneration generation,
      Document document,
      OperationDefinition definition,
      Map<String, FragmentDefinition> fragments) {
    this.generation = generation;
    this.document = document;
    this.definition = definition;
    this.fragments = fragments;
    this.kind = OperationKind.valueOf(definition.getOperation().name());
    // Validation has refused operations that the schema has no root for.
    this.root =
        Objects.requireNonNull(
            switch (kind) {
              case QUERY -> generation.schema().getQueryType();
              case MUTATION -> generation.schema().getMutationType();
              case SUBSCRIPTION -> generation.schema().getSubscriptionType();
            });
    this.cost = new CostModel(generation, fragments).of(definition, root);
    Set<String> variables = new TreeSet<>();
    Set<String> roots = new TreeSet<>();
    survey(definition.getSelectionSet(), variables, new HashSet<>(), roots);
    this.rootFields = Collections.unmodifiableSet(roots);
    this.conditions = List.copyOf(variables);
  }

  OperationKind kind() {
    return kind;
  }

  OperationDefinition definition() {
    return definition;
  }

  Document document() {
    return document;
  }

  /** Whether a root field asks for the schema; such operations are interpreted. */
  boolean introspects() {
    return rootFields.contains("__schema") || rootFields.contains("__type");
  }

  /** The names of all root fields, skipped ones included. */
  Set<String> rootFields() {
    return rootFields;
  }

  long cost(CoercedVariables variables) {
    return cost.inner().isEmpty() ? cost.weight() : cost.cost(variables.toMap());
  }

  Plan plan(CoercedVariables variables) {
    List<Boolean> shape = List.of();
    if (!conditions.isEmpty()) {
      List<Boolean> values = new ArrayList<>(conditions.size());
      for (String name : conditions) {
        values.add(Boolean.TRUE.equals(variables.get(name)));
      }
      shape = values;
    }
    Plan known = plans.get(shape);
    if (known != null) {
      return known;
    }
    Map<String, Boolean> values = new HashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      values.put(conditions.get(i), shape.get(i));
    }
    PlanCompiler compiler = new PlanCompiler(generation, fragments, values);
    Plan plan =
        new Plan(kind, compiler.object(root, List.of(definition.getSelectionSet())), compiler);
    if (plans.size() < MAX_PLANS) {
      plans.putIfAbsent(shape, plan);
    }
    return plan;
  }

  /**
   * Collects the variables of directives and the names of root fields.
   *
   * @param roots null below the root
   */
  private void survey(
      SelectionSet selections,
      Set<String> variables,
      Set<String> visited,
      @Nullable Set<String> roots) {
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> {
          directives(field.getDirectives(), variables);
          if (roots != null) {
            roots.add(field.getName());
          }
          if (field.getSelectionSet() != null) {
            survey(field.getSelectionSet(), variables, visited, null);
          }
        }
        case InlineFragment inline -> {
          directives(inline.getDirectives(), variables);
          survey(inline.getSelectionSet(), variables, visited, roots);
        }
        case FragmentSpread spread -> {
          directives(spread.getDirectives(), variables);
          FragmentDefinition fragment = fragments.get(spread.getName());
          if (fragment != null
              && visited.add(spread.getName() + (roots == null ? "" : " at root"))) {
            survey(fragment.getSelectionSet(), variables, visited, roots);
          }
        }
        default -> throw new IllegalStateException("not a selection: " + selection.getClass());
      }
    }
  }

  private static void directives(List<Directive> directives, Set<String> variables) {
    for (Directive directive : directives) {
      if (directive.getArgument("if") != null
          && directive.getArgument("if").getValue() instanceof VariableReference reference) {
        variables.add(reference.getName());
      }
    }
  }
}
