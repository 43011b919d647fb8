package dev.trestle.app.plugins;

import dev.trestle.graphql.engine.SchemaGeneration;
import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.schema.idl.SchemaParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says what one generation of the schema has and another has not. */
final class SchemaChanges {
  private SchemaChanges() {}

  /** A line for each element that comes or goes, by name. */
  static List<String> between(SchemaGeneration before, SchemaGeneration after) {
    if (before == after) {
      return List.of();
    }
    Set<String> old = elements(before.printed());
    Set<String> fresh = elements(after.printed());
    List<String> lines = new ArrayList<>();
    fresh.stream().filter(name -> !old.contains(name)).forEach(name -> lines.add("+ " + name));
    old.stream().filter(name -> !fresh.contains(name)).forEach(name -> lines.add("- " + name));
    return lines;
  }

  private static Set<String> elements(String sdl) {
    Set<String> names = new TreeSet<>();
    new SchemaParser().parse(sdl).types().values().forEach(type -> add(type, names));
    return names;
  }

  private static void add(TypeDefinition<?> type, Set<String> names) {
    names.add(type.getName());
    List<String> members =
        switch (type) {
          case ObjectTypeDefinition object ->
              object.getFieldDefinitions().stream().map(field -> field.getName()).toList();
          case InterfaceTypeDefinition shared ->
              shared.getFieldDefinitions().stream().map(field -> field.getName()).toList();
          case InputObjectTypeDefinition input ->
              input.getInputValueDefinitions().stream().map(field -> field.getName()).toList();
          case EnumTypeDefinition constants ->
              constants.getEnumValueDefinitions().stream().map(value -> value.getName()).toList();
          default -> List.of();
        };
    members.forEach(member -> names.add(type.getName() + "." + member));
  }
}
