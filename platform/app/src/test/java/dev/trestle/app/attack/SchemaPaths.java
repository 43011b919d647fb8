package dev.trestle.app.attack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions along every path of a schema, learned by introspection. */
final class SchemaPaths {
  private static final int PAGE = 2;

  /** One request. */
  record Question(String document, Map<String, ?> variables) {}

  private final Map<String, JsonNode> types = new LinkedHashMap<>();

  private SchemaPaths(JsonNode schema) {
    schema.get("types").forEach(type -> types.put(type.get("name").asText(), type));
  }

  static SchemaPaths of(DeskClient desk) {
    String type =
        "type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
    return new SchemaPaths(
        desk.data(
                "{ __schema { types { kind name possibleTypes { name } fields(includeDeprecated:"
                    + " true) { name args { name defaultValue "
                    + type
                    + " } "
                    + type
                    + " } } } }")
            .get("__schema"));
  }

  /** For each root query, and for each path down from it, one question that reads all leaves. */
  List<Question> questions(int depth, List<String> ids) {
    List<Question> questions = new ArrayList<>();
    for (JsonNode field : types.get("Query").get("fields")) {
      List<String> selections = new ArrayList<>();
      paths(named(field.get("type")), depth, "", "", selections);
      for (String arguments : arguments(field)) {
        for (String selection : selections) {
          boolean byId = arguments.contains("$id");
          String document =
              (byId ? "query($id: ID!) { " : "{ ")
                  + field.get("name").asText()
                  + arguments
                  + selection
                  + " }";
          if (byId) {
            ids.forEach(id -> questions.add(new Question(document, Map.of("id", id))));
          } else {
            questions.add(new Question(document, Map.of()));
          }
        }
      }
    }
    return questions;
  }

  /** One selection for each chain of object fields, which reads the leaves at its end. */
  private void paths(String name, int depth, String before, String after, List<String> found) {
    JsonNode type = types.get(name);
    if (!type.get("possibleTypes").isNull() && !type.get("possibleTypes").isEmpty()) {
      type.get("possibleTypes")
          .forEach(possible -> {
            String inner = possible.get("name").asText();
            paths(inner, depth - 1, before + " { ... on " + inner, " }" + after, found);
          });
      return;
    }
    if (type.get("fields").isNull()) {
      found.add(before + after);
      return;
    }
    if (depth <= 0) {
      found.add(before + all(name, 1) + after);
      return;
    }
    found.add(before + all(name, 0) + after);
    for (JsonNode field : type.get("fields")) {
      JsonNode inner = types.get(named(field.get("type")));
      boolean shortCut = List.of("edges", "pageInfo").contains(field.get("name").asText());
      boolean composite = !inner.get("fields").isNull() || !inner.get("possibleTypes").isNull();
      if (composite && !shortCut) {
        boolean wrapper = field.get("name").asText().equals("nodes");
        for (String arguments : arguments(field)) {
          paths(
              inner.get("name").asText(),
              wrapper ? depth : depth - 1,
              before + " { " + field.get("name").asText() + arguments,
              " }" + after,
              found);
        }
      }
    }
  }

  /** All leaves of a type, and those of its objects so many levels down. */
  private String all(String name, int levels) {
    JsonNode type = types.get(name);
    if (type.get("fields").isNull()) {
      return " { __typename }";
    }
    StringBuilder fields = new StringBuilder(" { __typename");
    for (JsonNode field : type.get("fields")) {
      String innerName = named(field.get("type"));
      JsonNode inner = types.get(innerName);
      boolean leaf = inner.get("fields").isNull() && inner.get("possibleTypes").isNull();
      boolean wrapper = List.of("nodes", "node").contains(field.get("name").asText());
      if (leaf || levels > 0 || wrapper) {
        fields.append(' ').append(field.get("name").asText()).append(arguments(field).getFirst());
        if (!leaf) {
          fields.append(all(innerName, wrapper ? levels : levels - 1));
        }
      }
    }
    return fields + " }";
  }

  /** What a field must be given. */
  private static List<String> arguments(JsonNode field) {
    List<String> arguments = new ArrayList<>();
    boolean first = false;
    for (JsonNode argument : field.get("args")) {
      String name = argument.get("name").asText();
      boolean required =
          argument.at("/type/kind").asText().equals("NON_NULL")
              && argument.get("defaultValue").isNull();
      if (name.equals("first")) {
        first = true;
      } else if (required) {
        arguments.add(
            switch (name) {
              case "id" -> "id: $id";
              case "ids" -> "ids: [$id]";
              case "query" ->
                  "query: \"" + OwnAndForeign.SECRET + " " + OwnAndForeign.FOREIGN + "\"";
              case "number" -> "number: \"1003\"";
              case "country" -> "country: \"DE\"";
              case "year" -> "year: 2026";
              case "from" -> "from: \"2026-01-05T08:00:00Z\"";
              case "to" -> "to: \"2026-01-06T08:00:00Z\"";
              case "until" -> "until: \"2026-01-06T08:00:00Z\"";
              case "span" -> "span: \"PT4H\"";
              case "ticketId" -> "ticketId: $id";
              case "kind" -> "kind: REPLY";
              case "language" -> "language: \"en\"";
              case "mailboxId" -> "mailboxId: $id";
              case "message" -> "message: \"From: a@b.example\\n\\nHello\"";
              default -> throw new AssertionError("What is " + name + " of " + field.get("name"));
            });
      }
    }
    if (first) {
      arguments.add("first: " + PAGE);
    }
    return List.of(arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
  }

  private static String named(JsonNode type) {
    JsonNode inner = type;
    while (inner.get("name").isNull()) {
      inner = inner.get("ofType");
    }
    return inner.get("name").asText();
  }
}
