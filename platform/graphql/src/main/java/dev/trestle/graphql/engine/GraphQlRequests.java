package dev.trestle.graphql.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON body of a GraphQL request after the GraphQL-over-HTTP draft: an object with query,
 * operationName, variables and extensions; other members are ignored. Depth and size are bounded, a
 * name may stand once in an object, and text must be text.
 */
public final class GraphQlRequests {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_NUMBER_DIGITS = 400;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_DIGITS)
                  .maxNameLength(1_000)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private GraphQlRequests() {}

  /**
   * @throws FieldProblem with the code JSON, JSON_TOO_DEEP, BATCH_NOT_SUPPORTED, REQUEST_SHAPE or
   *     BAD_TEXT
   */
  public static GraphQlRequest parse(byte[] body) {
    return parse(body, 0, body.length);
  }

  /** As {@link #parse(byte[])}, from a part of an array. */
  public static GraphQlRequest parse(byte[] body, int offset, int length) {
    try (JsonParser parser = JSON.createParser(body, offset, length)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        throw new FieldProblem(
            ProblemType.LIMIT,
            "BATCH_NOT_SUPPORTED",
            "A request carries one operation, not an array of them.",
            "Send the operations one by one, or as fields of one document.");
      }
      if (first != JsonToken.START_OBJECT) {
        throw shape("The request is no JSON object.");
      }
      GraphQlRequest request = members(parser);
      if (parser.nextToken() != null) {
        throw json();
      }
      return request;
    } catch (StreamConstraintsException big) {
      throw new FieldProblem(
          ProblemType.LIMIT,
          "JSON_TOO_DEEP",
          "The request's JSON nests deeper than "
              + MAX_DEPTH
              + " levels, or holds a number or name too long to be one.");
    } catch (JsonParseException malformed) {
      throw json();
    } catch (IOException unreadable) {
      // From an array only text that is no UTF-8 ends here.
      throw json();
    }
  }

  /**
   * The request of a message that was parsed already, such as the payload of a subscribe message.
   */
  public static GraphQlRequest of(Map<String, @Nullable Object> members) {
    return new GraphQlRequest(
        text("query", members.get("query")),
        nullableText("operationName", members.get("operationName")),
        object("variables", members.get("variables")),
        object("extensions", members.get("extensions")));
  }

  /**
   * Reads one JSON object of any shape within the same bounds; for messages of live connections.
   */
  public static Map<String, @Nullable Object> parseObject(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw shape("The message is no JSON object.");
      }
      Map<String, @Nullable Object> object = readObject(parser);
      if (parser.nextToken() != null) {
        throw json();
      }
      return object;
    } catch (IOException malformed) {
      throw json();
    }
  }

  private static GraphQlRequest members(JsonParser parser) throws IOException {
    String query = "";
    String operationName = null;
    Map<String, @Nullable Object> variables = Map.of();
    Map<String, @Nullable Object> extensions = Map.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "query" -> query = text(name, read(parser));
        case "operationName" -> operationName = nullableText(name, read(parser));
        case "variables" -> variables = object(name, read(parser));
        case "extensions" -> extensions = object(name, read(parser));
        default -> parser.skipChildren();
      }
    }
    return new GraphQlRequest(query, operationName, variables, extensions);
  }

  private static String text(String name, @Nullable Object value) {
    String text = nullableText(name, value);
    return text == null ? "" : text;
  }

  private static @Nullable String nullableText(String name, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw shape("The request's " + name + " is no text.");
    }
    String flaw = TextRules.flaw(text);
    if (flaw != null) {
      throw DocumentLimits.badText(name, flaw);
    }
    return text;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> object(String name, @Nullable Object value) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map)) {
      throw shape("The request's " + name + " is no object.");
    }
    return (Map<String, @Nullable Object>) value;
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(read(parser));
        }
        yield list;
      }
      case null, default -> throw json();
    };
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (name == null) {
        throw json();
      }
      parser.nextToken();
      object.put(name, read(parser));
    }
    return object;
  }

  private static FieldProblem shape(String sentence) {
    return new FieldProblem(ProblemType.INVALID, "REQUEST_SHAPE", sentence);
  }

  private static FieldProblem json() {
    return new FieldProblem(
        ProblemType.INVALID, "JSON", "The request's body is not well-formed JSON in UTF-8.");
  }
}
