package dev.trestle.plugins.webhooks;

import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.text.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event for one webhook, as it waits in the outbox.
 *
 * @param id the same whenever this event is sent to anybody, replays included
 * @param body JSON
 */
record Message(
    UUID webhookId, String id, long sequence, int ordinal, String eventType, String body) {
  static final String EVERYTHING =
      "{ id type at recordType recordId actor { kind name } reason"
          + " changes { field before after } ticket { id number subject } }";

  // What was said is an event of the public schema only together with what it changed.
  private static final Set<String> TEXTS = Set.of(DeskEvent.COMMENT_ADDED, DeskEvent.NOTE_ADDED);
  private static final int BODY_MAX = 256 * 1024;

  /** What a selection on Event is asked as. */
  static String document(String selection) {
    return "subscription { events " + selection + " }";
  }

  static boolean isPublic(DeskEvent event) {
    return !TEXTS.contains(event.type());
  }

  /** What is sent of an event; null when the plugin may not know of it. */
  static @Nullable Message of(Webhook webhook, DeskEvent event, Queries queries) {
    Queries.Reading reading =
        queries.event(document(webhook.payload()), event.sequence(), event.ordinal());
    Object data = reading.data().get("events");
    if (data == null) {
      return null;
    }
    String body = body(event, data, null);
    if (body.length() > BODY_MAX) {
      body = body(event, null, "The payload is too large; ask the desk for it.");
    }
    return new Message(
        webhook.id(),
        "evt_" + event.sequence() + "_" + event.ordinal(),
        event.sequence(),
        event.ordinal(),
        event.type(),
        body);
  }

  private static String body(DeskEvent event, @Nullable Object data, @Nullable String error) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("type", event.type());
    body.put("timestamp", event.at());
    body.put("sequence", event.sequence());
    body.put("data", data);
    if (error != null) {
      body.put("error", error);
    }
    return Json.of(body);
  }

  static Message read(Map<String, Object> payload) {
    return new Message(
        (UUID) required(payload, "webhookId"),
        (String) required(payload, "id"),
        (Long) required(payload, "sequence"),
        ((Long) required(payload, "ordinal")).intValue(),
        (String) required(payload, "eventType"),
        (String) required(payload, "body"));
  }

  Map<String, Object> payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("webhookId", webhookId);
    payload.put("id", id);
    payload.put("sequence", sequence);
    payload.put("ordinal", (long) ordinal);
    payload.put("eventType", eventType);
    payload.put("body", body);
    return payload;
  }

  private static Object required(Map<String, Object> payload, String name) {
    Object value = payload.get(name);
    if (value == null) {
      throw new IllegalStateException("the outbox holds a message without " + name);
    }
    return value;
  }
}
