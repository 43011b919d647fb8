package dev.trestle.plugins.webhooks;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be told.
 *
 * @param nameKey the name in lower case, by which it is unique
 * @param stop why it is stopped; null while it is active
 * @param eventTypes the types it wants; empty for all
 * @param filter shaped like TicketFilter: only events of tickets that pass; null for all events
 * @param payload the selection on the public type Event that is sent
 * @param keys what it is signed with, newest first
 */
record Webhook(
    UUID id,
    int version,
    String name,
    String nameKey,
    String url,
    State state,
    @Nullable Stop stop,
    List<String> eventTypes,
    @Nullable Map<String, Object> filter,
    String payload,
    Signing signing,
    List<Key> keys,
    Instant createdAt)
    implements DeskRecord {
  Webhook {
    eventTypes = List.copyOf(eventTypes);
    keys = List.copyOf(keys);
  }

  /** Whether it is told. */
  enum State {
    ACTIVE,
    STOPPED
  }

  /**
   * Why a webhook is stopped.
   *
   * @param gone whether the receiver did it, by answering 410
   * @param byName who did; empty when the receiver did
   */
  record Stop(boolean gone, String byName) {
    static final Stop GONE = new Stop(true, "");

    String text(@Nullable String language, Texts texts) {
      return gone ? texts.text(language, "stop.gone") : texts.text(language, "stop.by", byName);
    }
  }

  /** How receivers can tell that a message is from this desk. */
  enum Signing {
    HMAC_SHA256,
    ED25519
  }

  /**
   * One key.
   *
   * @param sealed the secret part
   * @param publicKey what receivers verify with; null for HMAC, where they hold the secret
   * @param endsAt when it stops signing; null for the newest
   */
  record Key(
      UUID id,
      String sealed,
      @Nullable String publicKey,
      Instant madeAt,
      @Nullable Instant endsAt) {
    boolean live(Instant now) {
      return endsAt == null || endsAt.isAfter(now);
    }

    Key endingAt(Instant time) {
      return new Key(id, sealed, publicKey, madeAt, time);
    }
  }

  boolean active() {
    return state == State.ACTIVE;
  }

  boolean wants(String eventType) {
    return eventTypes.isEmpty() || eventTypes.contains(eventType);
  }

  List<Key> liveKeys(Instant now) {
    return keys.stream().filter(key -> key.live(now)).toList();
  }

  Webhook in(State next, @Nullable Stop reason) {
    return new Webhook(
        id,
        version,
        name,
        nameKey,
        url,
        next,
        reason,
        eventTypes,
        filter,
        payload,
        signing,
        keys,
        createdAt);
  }

  Webhook with(List<Key> newKeys) {
    return new Webhook(
        id,
        version,
        name,
        nameKey,
        url,
        state,
        stop,
        eventTypes,
        filter,
        payload,
        signing,
        newKeys,
        createdAt);
  }
}
