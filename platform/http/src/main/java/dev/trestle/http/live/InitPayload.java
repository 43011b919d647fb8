package dev.trestle.http.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trestle.http.graphql.RequestReader;
import org.jspecify.annotations.Nullable;

/** Finds the credential in the payload of connection_init. */
final class InitPayload {
  private InitPayload() {}

  /**
   * The credential as an Authorization header would carry it: {@code authorization} in any letter
   * case as it is, or {@code accessToken} or {@code token} as a bearer token; null when none is there.
   */
  static @Nullable String authorization(RequestReader reader, @Nullable String payload) {
    if (payload == null) {
      return null;
    }
    return RequestReader.reading(
        () -> {
          try (JsonParser parser = reader.open(payload)) {
            parser.nextToken();
            String found = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
              String name = parser.currentName();
              JsonToken value = parser.nextToken();
              if (value != JsonToken.VALUE_STRING) {
                parser.skipChildren();
              } else if (name.equalsIgnoreCase("authorization")) {
                found = parser.getText();
              } else if (name.equals("accessToken") || name.equals("token")) {
                found = "Bearer " + parser.getText();
              }
            }
            return found;
          }
        });
  }
}
