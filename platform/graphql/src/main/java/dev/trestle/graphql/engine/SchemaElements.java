package dev.trestle.graphql.engine;

import graphql.introspection.Introspection;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names what a schema is made of. */
final class SchemaElements {
  private SchemaElements() {}

  static SortedSet<String> of(GraphQLSchema schema) {
    SortedSet<String> names = new TreeSet<>();
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      if (!(type instanceof GraphQLScalarType) && !Introspection.isIntrospectionTypes(type)) {
        names.add(type.getName());
        members(type).forEach(member -> names.add(type.getName() + "." + member.getName()));
      }
    }
    return names;
  }

  private static List<? extends GraphQLNamedSchemaElement> members(GraphQLNamedType type) {
    return switch (type) {
      case GraphQLFieldsContainer fields -> fields.getFieldDefinitions();
      case GraphQLInputObjectType input -> input.getFieldDefinitions();
      case GraphQLEnumType constants -> constants.getValues();
      default -> List.of();
    };
  }
}
