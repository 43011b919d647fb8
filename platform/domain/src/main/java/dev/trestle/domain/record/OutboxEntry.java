package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to deliver outside, at least once, under one key.
 *
 * @param channel the plugin and its channel, with a slash between them
 * @param orderKey entries of a channel with the same key go out in the order they were made; what
 *     stands before its first slash names the receiver
 * @param retriedAtMillis when people last had it tried again; 0 when they never did
 */
public record OutboxEntry(
    UUID id,
    int version,
    String channel,
    String orderKey,
    OutboxState state,
    int attempts,
    long nextAttemptAtMillis,
    @Nullable String lastError,
    Document payload,
    long createdAtMillis,
    long retriedAtMillis,
    Document extra)
    implements Stored {

  /** Whom it goes to, as far as the order key tells: the part before a slash, else all of it. */
  public String receiver() {
    return receiverOf(orderKey);
  }

  /** Whom the entries of an order key go to. */
  public static String receiverOf(String orderKey) {
    int slash = orderKey.indexOf('/');
    return slash < 0 ? orderKey : orderKey.substring(0, slash);
  }

  /** From when the time is counted after which it is given up. */
  public long countedFromMillis() {
    return Math.max(createdAtMillis, retriedAtMillis);
  }
}
