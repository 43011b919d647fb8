package dev.trestle.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents that the schema accepts with values that nobody would send: every root field with every
 * input, made from what the desk says of itself.
 */
final class OddWishes {
  private static final int DEPTH_MAX = 3;
  private static final String TYPE =
      "kind name ofType { kind name ofType { kind name ofType { kind name } } }";

  private final Map<String, JsonNode> types = new TreeMap<>();
  private final List<String> ids = new ArrayList<>();
  private final Oddities odd;

  OddWishes(DeskClient client, Oddities odd) {
    this.odd = odd;
    client
        .data(
            "{ __schema { types { name kind enumValues { name } inputFields { name type { "
                + TYPE
                + " } } fields { name type { "
                + TYPE
                + " } args { name type { "
                + TYPE
                + " } } } } } }")
        .at("/__schema/types")
        .forEach(type -> types.put(type.get("name").asText(), type));
  }

  /** Takes ids of things that are there, so that wishes are about something. */
  void know(JsonNode answer) {
    for (JsonNode id : answer.findValues("id")) {
      if (id.isTextual() && ids.size() < 500) {
        ids.add(id.asText());
      }
    }
  }

  /** One request's body. */
  String next() {
    String root = odd.once(3) ? "Query" : "Mutation";
    List<JsonNode> fields = new ArrayList<>();
    types.get(root).get("fields").forEach(fields::add);
    JsonNode field = odd.of(fields);
    Map<String, Object> variables = new LinkedHashMap<>();
    StringBuilder declared = new StringBuilder();
    StringBuilder passed = new StringBuilder();
    for (JsonNode argument : field.get("args")) {
      boolean page = argument.get("name").asText().equals("first");
      if (page || required(argument) || odd.once(3)) {
        String name = argument.get("name").asText();
        variables.put(
            name, page && !odd.once(5) ? Integer.valueOf(3) : value(argument.get("type"), 0));
        declared
            .append('$')
            .append(name)
            .append(": ")
            .append(text(argument.get("type")))
            .append(' ');
        passed.append(name).append(": $").append(name).append(' ');
      }
    }
    return DeskClient.body(
        root.toLowerCase(java.util.Locale.ROOT)
            + (declared.isEmpty() ? "" : "(" + declared + ")")
            + " { "
            + field.get("name").asText()
            + (passed.isEmpty() ? "" : "(" + passed + ")")
            + selection(field.get("type"), 0)
            + " }",
        variables);
  }

  private String selection(JsonNode type, int depth) {
    JsonNode named = types.get(name(type));
    String kind = named.get("kind").asText();
    if (kind.equals("SCALAR") || kind.equals("ENUM")) {
      return "";
    }
    TreeSet<String> fields = new TreeSet<>();
    fields.add("__typename");
    if (kind.equals("OBJECT")) {
      for (JsonNode field : named.get("fields")) {
        boolean free = true;
        for (JsonNode argument : field.get("args")) {
          free &= !required(argument);
        }
        String inner = name(field.get("type"));
        boolean leaf = List.of("SCALAR", "ENUM").contains(types.get(inner).get("kind").asText());
        if (free && (leaf || depth < 2) && !inner.endsWith("Connection")) {
          fields.add(field.get("name").asText() + selection(field.get("type"), depth + 1));
        }
      }
    }
    return " { " + String.join(" ", fields) + " }";
  }

  private @Nullable Object value(JsonNode type, int depth) {
    return switch (type.get("kind").asText()) {
      case "NON_NULL" -> value(type.get("ofType"), depth);
      case "LIST" -> {
        List<Object> list = new ArrayList<>();
        for (int i = odd.once(20) ? 600 : odd.below(4); i > 0; i--) {
          list.add(value(type.get("ofType"), depth + 1));
        }
        yield list;
      }
      default -> named(types.get(type.get("name").asText()), depth);
    };
  }

  private @Nullable Object named(JsonNode type, int depth) {
    return switch (type.get("kind").asText()) {
      case "ENUM" -> {
        List<JsonNode> values = new ArrayList<>();
        type.get("enumValues").forEach(values::add);
        yield odd.of(values).get("name").asText();
      }
      case "INPUT_OBJECT" -> {
        Map<String, Object> input = new LinkedHashMap<>();
        for (JsonNode field : type.get("inputFields")) {
          if (required(field) || depth < DEPTH_MAX && odd.once(3)) {
            boolean nothing = !required(field) && odd.once(8);
            input.put(
                field.get("name").asText(), nothing ? null : value(field.get("type"), depth + 1));
          }
        }
        yield input;
      }
      default -> scalar(type.get("name").asText());
    };
  }

  private Object scalar(String name) {
    return switch (name) {
      case "Int", "Long" -> odd.once(9) ? odd.number() : Integer.valueOf(odd.below(300) - 2);
      case "Boolean" -> odd.once(2);
      case "ID" -> odd.once(6) ? odd.text() : odd.of(ids);
      case "UUID" ->
          odd.once(3) ? odd.text() : new java.util.UUID(odd.below(9), odd.below(9)).toString();
      case "DateTime" ->
          odd.once(3)
              ? odd.text()
              : odd.of(
                  List.of(
                      "2031-03-03T09:00:00Z",
                      "9999-12-31T23:59:59Z",
                      "0001-01-01T00:00:00Z",
                      "2000-01-01T00:00:00+14:00",
                      "1970-01-01T00:00:00Z"));
      default -> odd.once(4) ? "w" + odd.below(50) : odd.text();
    };
  }

  private static boolean required(JsonNode input) {
    return input.at("/type/kind").asText().equals("NON_NULL");
  }

  private static String name(JsonNode type) {
    JsonNode at = type;
    while (at.hasNonNull("ofType")) {
      at = at.get("ofType");
    }
    return at.get("name").asText();
  }

  private static String text(JsonNode type) {
    return switch (type.get("kind").asText()) {
      case "NON_NULL" -> text(type.get("ofType")) + "!";
      case "LIST" -> "[" + text(type.get("ofType")) + "]";
      default -> type.get("name").asText();
    };
  }
}
