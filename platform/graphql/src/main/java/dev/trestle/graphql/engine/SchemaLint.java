package dev.trestle.graphql.engine;

import graphql.language.SourceLocation;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The house's rules for schema texts: described, exact numbers, mutations and lists of one form.
 */
final class SchemaLint {
  private static final Set<String> VERBS =
      Set.of(
          "add", "archive", "assign", "cancel", "change", "close", "comment", "create", "delete",
          "edit", "get", "link", "list", "make", "merge", "move", "new", "remove", "reopen",
          "resolve", "set", "update", "upsert");
  private static final Set<String> SPECIFIED_DIRECTIVES =
      Set.of(
          "include",
          "skip",
          "deprecated",
          "specifiedBy",
          "oneOf",
          "defer",
          "experimental_disableErrorPropagation");
  private static final Set<String> SPECIFIED_SCALARS =
      Set.of("String", "Int", "Float", "Boolean", "ID");

  /** Mutations about the request itself rather than a thing; "sign" is no noun, and none fits. */
  private static final Set<String> NAMED_OTHERWISE = Set.of("signIn", "signOut");

  private final List<String> findings = new ArrayList<>();
  private final GraphQLSchema schema;

  private SchemaLint(GraphQLSchema schema) {
    this.schema = schema;
  }

  /** One sentence per finding, sorted. */
  static List<String> check(GraphQLSchema schema) {
    SchemaLint lint = new SchemaLint(schema);
    lint.run();
    return List.copyOf(new TreeSet<>(lint.findings));
  }

  private void run() {
    for (GraphQLNamedType type : schema.getAllTypesAsList()) {
      if (type.getName().startsWith("__") || SPECIFIED_SCALARS.contains(type.getName())) {
        continue;
      }
      described(type.getName(), type);
      switch (type) {
        case GraphQLFieldsContainer container -> fields(container);
        case GraphQLInputObjectType input -> {
          for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
            String where = input.getName() + "." + field.getName();
            described(where, field);
            noFloat(where, field.getType());
            reason(where, field.isDeprecated(), field.getDeprecationReason());
          }
        }
        case GraphQLEnumType enumeration ->
            enumeration
                .getValues()
                .forEach(value -> {
                  String where = enumeration.getName() + "." + value.getName();
                  described(where, value);
                  reason(where, value.isDeprecated(), value.getDeprecationReason());
                });
        default -> {}
      }
    }
    for (GraphQLDirective directive : schema.getDirectives()) {
      if (!SPECIFIED_DIRECTIVES.contains(directive.getName())) {
        described("@" + directive.getName(), directive);
        directive
            .getArguments()
            .forEach(argument ->
                described("@" + directive.getName() + "(" + argument.getName() + ")", argument));
      }
    }
    GraphQLObjectType mutations = schema.getMutationType();
    if (mutations != null) {
      mutations.getFieldDefinitions().forEach(this::mutation);
    }
  }

  private void fields(GraphQLFieldsContainer type) {
    for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
      String where = type.getName() + "." + field.getName();
      described(where, field);
      noFloat(where, field.getType());
      reason(where, field.isDeprecated(), field.getDeprecationReason());
      for (GraphQLArgument argument : field.getArguments()) {
        String at = where + "(" + argument.getName() + ")";
        described(at, argument);
        noFloat(at, argument.getType());
        reason(at, argument.isDeprecated(), argument.getDeprecationReason());
      }
      if (GraphQLTypeUtil.unwrapAll(field.getType()).getName().endsWith("Connection")) {
        connection(where, field);
      }
    }
  }

  private void connection(String where, GraphQLFieldDefinition field) {
    if (field.getArgument("first") == null && field.getArgument("last") == null) {
      findings.add(where + " is a connection without first or last");
    }
    if (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType type) {
      if (type.getFieldDefinition("pageInfo") == null) {
        findings.add(type.getName() + " has no pageInfo");
      }
      if (type.getFieldDefinition("edges") == null) {
        findings.add(type.getName() + " has no edges");
      }
    }
  }

  private void mutation(GraphQLFieldDefinition field) {
    String name = field.getName();
    String where = "Mutation." + name;
    String pascal = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    String firstWord = name.split("(?=[A-Z])", 2)[0];
    if (!NAMED_OTHERWISE.contains(name) && VERBS.contains(firstWord)) {
      findings.add(where + " begins with a verb; mutations are noun first");
    }
    GraphQLArgument input = field.getArgument("input");
    if (input == null || field.getArguments().size() != 1) {
      findings.add(where + " takes something else than one argument, input");
    } else if (!GraphQLTypeUtil.simplePrint(input.getType()).equals(pascal + "Input!")) {
      findings.add(where + " takes another type than " + pascal + "Input!");
    }
    GraphQLType payload = GraphQLTypeUtil.unwrapNonNull(field.getType());
    if (!(payload instanceof GraphQLObjectType object)
        || !object.getName().equals(pascal + "Payload")) {
      findings.add(where + " gives another type than " + pascal + "Payload");
    } else {
      carries(object, "userErrors", "[UserError!]!");
      carries(object, "warnings", "[Warning!]!");
    }
  }

  private void carries(GraphQLObjectType payload, String name, String type) {
    GraphQLFieldDefinition field = payload.getFieldDefinition(name);
    if (field == null || !GraphQLTypeUtil.simplePrint(field.getType()).equals(type)) {
      findings.add(payload.getName() + " has no " + name + ": " + type);
    }
  }

  private void described(String where, GraphQLNamedSchemaElement element) {
    String description = element.getDescription();
    if (description == null || description.isBlank()) {
      findings.add(where + " has no description" + at(element));
    }
  }

  private static String at(GraphQLNamedSchemaElement element) {
    SourceLocation location =
        element.getDefinition() == null ? null : element.getDefinition().getSourceLocation();
    return location == null || location.getLine() < 1 ? "" : " (line " + location.getLine() + ")";
  }

  private void noFloat(String where, GraphQLType type) {
    if (GraphQLTypeUtil.unwrapAll(type).getName().equals("Float")) {
      findings.add(where + " is a Float; use Decimal, Int or Long");
    }
  }

  private void reason(String where, boolean deprecated, @Nullable String reason) {
    if (deprecated
        && (reason == null || reason.isBlank() || reason.equals("No longer supported"))) {
      findings.add(where + " is deprecated without a reason");
    }
  }
}
