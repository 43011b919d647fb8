package dev.trestle.app.plugins;

import dev.trestle.graphql.engine.SchemaGeneration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says what one generation of the schema has and another has not. */
final class SchemaChanges {
  private SchemaChanges() {}

  /** A line for each element that comes or goes, by name. */
  static List<String> between(SchemaGeneration before, SchemaGeneration after) {
    if (before == after) {
      return List.of();
    }
    Set<String> old = before.elements();
    Set<String> fresh = after.elements();
    List<String> lines = new ArrayList<>();
    fresh.stream().filter(name -> !old.contains(name)).forEach(name -> lines.add("+ " + name));
    old.stream().filter(name -> !fresh.contains(name)).forEach(name -> lines.add("- " + name));
    return lines;
  }
}
