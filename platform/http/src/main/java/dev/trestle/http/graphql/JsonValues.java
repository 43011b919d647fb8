package dev.trestle.http.graphql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trestle.http.exchange.Refusals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Java values. Recursion is bounded by the parser's nesting limit. */
final class JsonValues {
  private JsonValues() {}

  /** Fills a map from the object the parser stands on. */
  static void readInto(Map<String, @Nullable Object> map, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = text(parser.currentName());
      parser.nextToken();
      if (map.containsKey(name)) {
        throw Refusals.invalid(
            "JSON_MALFORMED", "An object names one member twice.", "Name each member once.");
      }
      map.put(name, value(parser));
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        readInto(map, parser);
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }

  /**
   * Lets text pass that can be stored and searched. NUL and halves of surrogate pairs cannot be
   * written as UTF-8 by every store and index, so they stop here.
   */
  static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw unusable("the character NUL");
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw unusable("half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private static RuntimeException unusable(String what) {
    return Refusals.invalid(
        "TEXT_INVALID", "A text holds " + what + ".", "Send well-formed Unicode without NUL.");
  }
}
