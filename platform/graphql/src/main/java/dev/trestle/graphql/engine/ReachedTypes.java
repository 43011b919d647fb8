package dev.trestle.graphql.engine;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the types of which a document asks for fields, whatever its directives leave out. */
final class ReachedTypes {
  private final GraphQLSchema schema;
  private final Document document;
  private final Set<String> reached = new LinkedHashSet<>();
  private final Set<String> spread = new HashSet<>();

  private ReachedTypes(GraphQLSchema schema, Document document) {
    this.schema = schema;
    this.document = document;
  }

  /** None when it cannot be parsed; what it asks for and the schema lacks is passed over. */
  static Set<String> of(GraphQLSchema schema, String text) {
    try {
      ReachedTypes types = new ReachedTypes(schema, Parser.parse(text));
      types.document.getDefinitionsOfType(OperationDefinition.class).forEach(types::operation);
      return types.reached;
    } catch (InvalidSyntaxException malformed) {
      return Set.of();
    }
  }

  private void operation(OperationDefinition operation) {
    GraphQLObjectType root =
        switch (operation.getOperation()) {
          case QUERY -> schema.getQueryType();
          case MUTATION -> schema.getMutationType();
          case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    if (root != null) {
      walk(operation.getSelectionSet(), root.getName());
    }
  }

  private void walk(@Nullable SelectionSet selections, String parent) {
    if (selections == null) {
      return;
    }
    for (Selection<?> selection : selections.getSelections()) {
      switch (selection) {
        case Field field -> field(field, parent);
        case InlineFragment inline ->
            walk(inline.getSelectionSet(), name(inline.getTypeCondition(), parent));
        case FragmentSpread named -> fragment(named);
        default -> throw new IllegalStateException("no selection: " + selection);
      }
    }
  }

  private static String name(@Nullable TypeName condition, String parent) {
    return condition == null ? parent : condition.getName();
  }

  private void fragment(FragmentSpread named) {
    if (spread.add(named.getName())) {
      for (FragmentDefinition each : document.getDefinitionsOfType(FragmentDefinition.class)) {
        if (each.getName().equals(named.getName())) {
          walk(each.getSelectionSet(), each.getTypeCondition().getName());
        }
      }
    }
  }

  private void field(Field field, String parent) {
    reached.add(parent);
    if (schema.getType(parent) instanceof GraphQLFieldsContainer container) {
      GraphQLFieldDefinition definition = container.getFieldDefinition(field.getName());
      if (definition != null) {
        walk(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(definition.getType()).getName());
      }
    }
  }
}
