package dev.trestle.app.api;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes requests of a schema: for each root field one per choice that its inputs offer. */
final class SchemaProbes {
  private static final int DEPTH_MAX = 3;

  /** One request; variable by variable, so that nothing is lost in quoting. */
  record Probe(String field, String document, Map<String, Object> variables) {
    @Override
    public String toString() {
      return field + " " + variables;
    }
  }

  private final TypeDefinitionRegistry schema;
  private final Map<String, String> knownIds;

  SchemaProbes(TypeDefinitionRegistry schema, Map<String, String> knownIds) {
    this.schema = schema;
    this.knownIds = knownIds;
  }

  List<Probe> all() {
    List<Probe> probes = new ArrayList<>();
    for (String root : List.of("Query", "Mutation")) {
      ObjectTypeDefinition type = schema.getType(root, ObjectTypeDefinition.class).orElseThrow();
      for (FieldDefinition field : type.getFieldDefinitions()) {
        probes.addAll(of(root.toLowerCase(), field));
      }
    }
    return probes;
  }

  private List<Probe> of(String operation, FieldDefinition field) {
    List<Map<String, Object>> choices = new ArrayList<>();
    Map<String, Object> least = new LinkedHashMap<>();
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      if (argument.getType() instanceof NonNullType && argument.getDefaultValue() == null) {
        least.put(argument.getName(), values(argument.getName(), argument.getType(), 0).getFirst());
      }
    }
    boolean pages =
        field.getInputValueDefinitions().stream().anyMatch(a -> a.getName().equals("first"));
    if (pages) {
      least.put("first", 2);
    }
    choices.add(least);
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      for (Object value : values(argument.getName(), argument.getType(), 0)) {
        Map<String, Object> choice = new LinkedHashMap<>(least);
        choice.put(argument.getName(), value);
        choices.add(choice);
      }
    }
    List<Probe> probes = new ArrayList<>();
    for (Map<String, Object> choice : choices) {
      probes.add(new Probe(field.getName(), document(operation, field, choice), choice));
    }
    return probes;
  }

  private String document(String operation, FieldDefinition field, Map<String, Object> choice) {
    StringBuilder variables = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      if (choice.containsKey(argument.getName())) {
        variables
            .append('$')
            .append(argument.getName())
            .append(": ")
            .append(text(argument.getType()))
            .append(' ');
        arguments.append(argument.getName()).append(": $").append(argument.getName()).append(' ');
      }
    }
    return operation
        + (variables.isEmpty() ? "" : "(" + variables + ")")
        + " { "
        + field.getName()
        + (arguments.isEmpty() ? "" : "(" + arguments + ")")
        + selection(field.getType(), 0)
        + " }";
  }

  /** Every leaf of the result, two levels deep, where no argument is needed. */
  private String selection(Type<?> type, int depth) {
    String name = name(type);
    if (schema.getType(name).orElse(null) instanceof ObjectTypeDefinition object) {
      StringBuilder fields = new StringBuilder(" { __typename");
      for (FieldDefinition field : object.getFieldDefinitions()) {
        boolean composite =
            !(schema.getType(name(field.getType())).orElse(null) instanceof EnumTypeDefinition)
                && schema.getType(name(field.getType())).orElse(null)
                    instanceof ObjectTypeDefinition;
        boolean leaf =
            schema.scalars().containsKey(name(field.getType()))
                || schema.getType(name(field.getType())).orElse(null) instanceof EnumTypeDefinition;
        boolean needsArguments =
            field.getInputValueDefinitions().stream()
                .anyMatch(a -> a.getType() instanceof NonNullType && a.getDefaultValue() == null);
        if (leaf && !needsArguments) {
          fields.append(' ').append(field.getName());
        } else if (composite && depth < 2 && !needsArguments) {
          boolean pages =
              field.getInputValueDefinitions().stream().anyMatch(a -> a.getName().equals("first"));
          fields
              .append(' ')
              .append(field.getName())
              .append(pages ? "(first: 1)" : "")
              .append(selection(field.getType(), depth + 1));
        }
      }
      return fields + " }";
    }
    return schema.scalars().containsKey(name)
            || schema.getType(name).orElse(null) instanceof EnumTypeDefinition
        ? ""
        : " { __typename }";
  }

  /** Values to try for an input; the first is the plainest one that the type allows. */
  private List<Object> values(String name, Type<?> declared, int depth) {
    List<Object> values = new ArrayList<>();
    Type<?> type = declared;
    boolean nullable = true;
    if (type instanceof NonNullType nonNull) {
      type = nonNull.getType();
      nullable = false;
    }
    if (type instanceof ListType list) {
      for (Object element : values(name, list.getType(), depth)) {
        if (element != null) {
          values.add(List.of(element));
        }
      }
      values.add(List.of());
    } else {
      values.addAll(named(name, ((TypeName) type).getName(), depth));
    }
    if (nullable) {
      values.add(null);
    }
    return values;
  }

  private List<Object> named(String name, String type, int depth) {
    return switch (type) {
      case "Int" -> List.of(1, 0, -1, Integer.MAX_VALUE);
      case "Long" -> List.of(1);
      case "Boolean" -> List.of(true, false);
      case "String" -> List.of("text", "", "\u00e4\u4e2d\ud83d\ude00");
      case "ID" ->
          List.of(
              knownIds.getOrDefault(name, UUID.nameUUIDFromBytes(name.getBytes()).toString()),
              "nonsense",
              "",
              UUID.nameUUIDFromBytes(new byte[] {1}) + ".0");
      case "UUID" -> List.of(UUID.nameUUIDFromBytes(new byte[] {2}).toString());
      case "Cursor" -> List.of("nonsense", "");
      case "DateTime" -> List.of("2031-03-03T09:00:00Z", "1970-01-01T00:00:00Z");
      default ->
          switch (schema.getType(type).orElseThrow()) {
            case EnumTypeDefinition constants ->
                constants.getEnumValueDefinitions().stream()
                    .map(v -> (Object) v.getName())
                    .toList();
            case InputObjectTypeDefinition input -> objects(input, depth);
            default -> throw new AssertionError("no input type: " + type);
          };
    };
  }

  private List<Object> objects(InputObjectTypeDefinition input, int depth) {
    Map<String, Object> least = new LinkedHashMap<>();
    for (InputValueDefinition field : input.getInputValueDefinitions()) {
      if (field.getType() instanceof NonNullType && field.getDefaultValue() == null) {
        least.put(field.getName(), values(field.getName(), field.getType(), depth + 1).getFirst());
      }
    }
    List<Object> objects = new ArrayList<>();
    objects.add(least);
    if (depth >= DEPTH_MAX) {
      return objects;
    }
    for (InputValueDefinition field : input.getInputValueDefinitions()) {
      boolean recursive = Set.of("and", "or", "not").contains(field.getName()) && depth > 0;
      if (!recursive) {
        for (Object value : values(field.getName(), field.getType(), depth + 1)) {
          Map<String, Object> object = new LinkedHashMap<>(least);
          object.put(field.getName(), value);
          objects.add(object);
        }
      }
    }
    return objects;
  }

  private static String name(Type<?> type) {
    return switch (type) {
      case NonNullType nonNull -> name(nonNull.getType());
      case ListType list -> name(list.getType());
      case TypeName named -> named.getName();
      default -> throw new AssertionError(type.toString());
    };
  }

  private static String text(Type<?> type) {
    return switch (type) {
      case NonNullType nonNull -> text(nonNull.getType()) + "!";
      case ListType list -> "[" + text(list.getType()) + "]";
      case TypeName named -> named.getName();
      default -> throw new AssertionError(type.toString());
    };
  }
}
