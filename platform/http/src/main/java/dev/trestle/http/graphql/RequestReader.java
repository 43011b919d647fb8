package dev.trestle.http.graphql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.trestle.graphql.engine.GraphQlRequest;
import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.exchange.Refusals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads GraphQL requests from JSON, within limits, and refuses what the specification refuses. */
public final class RequestReader {
  private static final int DEPTH_MAX = 64;
  private static final int NUMBER_MAX = 400;

  private final JsonFactory json;

  /**
   * @param bytesMax the longest text a request may hold
   */
  public RequestReader(int bytesMax) {
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_MAX)
                    .maxStringLength(bytesMax)
                    .maxNameLength(1_000)
                    .build())
            .build();
  }

  /** Reads the body of a POST. */
  public GraphQlRequest read(byte[] body) {
    return reading(
        () -> {
          try (JsonParser parser = json.createParser(body)) {
            GraphQlRequest request = read(parser);
            if (parser.nextToken() != null) {
              throw malformed("There is something behind the request's closing brace.");
            }
            return request;
          }
        });
  }

  /** Reads what a GET carries in its URL; absent parts are null. */
  public GraphQlRequest read(
      @Nullable String query,
      @Nullable String operationName,
      @Nullable String variables,
      @Nullable String extensions) {
    Map<String, @Nullable Object> given = readMap("variables", variables);
    Map<String, @Nullable Object> extra = readMap("extensions", extensions);
    if (query != null) {
      JsonValues.text(query);
    }
    return checked(query, operationName, given, extra);
  }

  /** Opens a message of another protocol under the same limits. */
  public JsonParser open(String text) throws IOException {
    return json.createParser(text);
  }

  /** Reads one request; the parser stands before, or on, its opening brace. */
  public GraphQlRequest read(JsonParser parser) throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      throw Refusals.invalid(
          "BATCH_REFUSED",
          "Several operations in one request are not taken.",
          "Send each operation as a request of its own, or several fields in one operation.");
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw malformed("A GraphQL request is a JSON object.");
    }
    String query = null;
    String operationName = null;
    Map<String, @Nullable Object> variables = Map.of();
    Map<String, @Nullable Object> extensions = Map.of();
    int seen = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      int member =
          switch (name) {
            case "query" -> 1;
            case "operationName" -> 2;
            case "variables" -> 4;
            case "extensions" -> 8;
            default -> 0;
          };
      if ((seen & member) != 0) {
        throw malformed("The request names " + name + " twice.");
      }
      seen |= member;
      switch (member) {
        case 1 -> query = textMember(parser, name);
        case 2 -> operationName = textMember(parser, name);
        case 4 -> variables = mapMember(parser, name);
        case 8 -> extensions = mapMember(parser, name);
        default -> parser.skipChildren();
      }
    }
    return checked(query, operationName, variables, extensions);
  }

  /** Runs a reading step and says what is wrong with the JSON when it fails. */
  public static <T extends @Nullable Object> T reading(Step<T> step) {
    try {
      return step.run();
    } catch (StreamConstraintsException beyond) {
      throw Refusals.invalid(
          "JSON_TOO_DEEP",
          "The JSON is nested deeper, or holds a longer number or name, than is taken.",
          "Nest at most " + DEPTH_MAX + " levels and keep numbers under " + NUMBER_MAX
              + " digits.");
    } catch (IOException broken) {
      throw malformed("The body is not well-formed JSON in UTF-8.");
    }
  }

  /** A step that may meet broken JSON. */
  @FunctionalInterface
  public interface Step<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private Map<String, @Nullable Object> readMap(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Map.of();
    }
    return reading(
        () -> {
          try (JsonParser parser = json.createParser(text)) {
            parser.nextToken();
            Map<String, @Nullable Object> map = mapMember(parser, name);
            if (parser.nextToken() != null) {
              throw wrongType(name, "a JSON object");
            }
            return map;
          }
        });
  }

  private static GraphQlRequest checked(
      @Nullable String query,
      @Nullable String operationName,
      Map<String, @Nullable Object> variables,
      Map<String, @Nullable Object> extensions) {
    if (query == null || query.isEmpty()) {
      throw extensions.containsKey("persistedQuery")
          ? Refusals.invalid(
              "PERSISTED_QUERY_NOT_SUPPORTED",
              "PersistedQueryNotSupported: this desk keeps no documents for clients.",
              "Send the whole document in query.")
          : Refusals.invalid(
              "QUERY_MISSING",
              "The request has no query.",
              "Send {\"query\": \"...\"} with a GraphQL document.");
    }
    return new GraphQlRequest(query, operationName, variables, extensions);
  }

  private static @Nullable String textMember(JsonParser parser, String name) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> JsonValues.text(parser.getText());
      default -> throw wrongType(name, "a string");
    };
  }

  private static Map<String, @Nullable Object> mapMember(JsonParser parser, String name)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType(name, "a JSON object");
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    JsonValues.readInto(map, parser);
    return map;
  }

  private static Refusal wrongType(String name, String expected) {
    return Refusals.invalid(
        "REQUEST_INVALID",
        "The member " + name + " of the request is not " + expected + ".",
        "Send " + name + " as " + expected + " or leave it out.");
  }

  private static Refusal malformed(String message) {
    return Refusals.invalid(
        "JSON_MALFORMED", message, "Send one JSON object with the member query.");
  }
}
