package dev.trestle.graphql.engine;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;

/**
 * Prints a schema to text that is the same for the same schema, whatever the order of its parts.
 */
final class SchemaText {
  private SchemaText() {}

  static String print(GraphQLSchema schema) {
    SchemaPrinter.Options options =
        SchemaPrinter.Options.defaultOptions()
            .includeScalarTypes(true)
            .includeSchemaDefinition(true)
            .includeDirectiveDefinitions(true)
            .includeIntrospectionTypes(false)
            .descriptionsAsHashComments(false);
    return new SchemaPrinter(options).print(schema).strip() + "\n";
  }
}
