package dev.trestle.http.live;

import dev.trestle.http.exchange.Refusal;
import dev.trestle.http.graphql.RequestJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of graphql-transport-ws.
 *
 * @param id of the operation, null where the type has none
 * @param payload null when absent or null
 */
record WsMessage(
    String type, @Nullable String id, @Nullable Map<String, @Nullable Object> payload) {

  /** Reads a message; null when it is none. */
  @SuppressWarnings("unchecked")
  static @Nullable WsMessage read(String text) {
    Map<String, @Nullable Object> members;
    try {
      members = RequestJson.message(text);
    } catch (Refusal malformed) {
      return null;
    }
    Object id = members.get("id");
    Object payload = members.get("payload");
    boolean wellFormed =
        members.get("type") instanceof String
            && (id == null || id instanceof String)
            && (payload == null || payload instanceof Map);
    return wellFormed
        ? new WsMessage(
            String.valueOf(members.get("type")),
            (String) id,
            (Map<String, @Nullable Object>) payload)
        : null;
  }

  /**
   * The credential of a connection_init as an Authorization header would carry it: {@code
   * authorization} in any letter case as it is, {@code accessToken} or {@code token} as a bearer
   * token; null when none is there.
   */
  @Nullable String authorization() {
    if (payload == null) {
      return null;
    }
    String found = null;
    for (Map.Entry<String, @Nullable Object> entry : payload.entrySet()) {
      if (entry.getValue() instanceof String text) {
        if (entry.getKey().equalsIgnoreCase("authorization")) {
          found = text;
        } else if (entry.getKey().equals("accessToken") || entry.getKey().equals("token")) {
          found = "Bearer " + text;
        }
      }
    }
    return found;
  }
}
