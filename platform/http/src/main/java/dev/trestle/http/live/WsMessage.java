package dev.trestle.http.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trestle.http.graphql.RequestReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One message of graphql-transport-ws.
 *
 * @param id of the operation, null where the type has none
 * @param payload the payload's JSON text, null when absent or null
 */
record WsMessage(String type, @Nullable String id, @Nullable String payload) {

  /** Reads a message; its members may come in any order. */
  static WsMessage read(RequestReader reader, String text) throws IOException {
    String type = null;
    String id = null;
    String payload = null;
    try (JsonParser parser = reader.open(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a message is a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("payload")) {
          payload = payload(parser, value, text);
        } else if (name.equals("type") || name.equals("id")) {
          if (value != JsonToken.VALUE_STRING) {
            throw new IOException(name + " is a string");
          }
          if (name.equals("type")) {
            type = parser.getText();
          } else {
            id = parser.getText();
          }
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null || type == null) {
        throw new IOException("a message has one type and nothing behind it");
      }
    }
    return new WsMessage(type, id, payload);
  }

  private static @Nullable String payload(JsonParser parser, JsonToken value, String text)
      throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    if (value != JsonToken.START_OBJECT) {
      throw new IOException("a payload is a JSON object");
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
    return text.substring(start, end);
  }
}
