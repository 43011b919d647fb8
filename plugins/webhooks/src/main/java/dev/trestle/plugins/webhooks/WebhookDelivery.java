package dev.trestle.plugins.webhooks;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver, as the delivery log has it.
 *
 * @param messageId what the receiver saw as {@code webhook-id}
 * @param status the HTTP status; 0 when there was no answer
 * @param detail why it failed; null when it did not
 */
record WebhookDelivery(
    UUID id,
    int version,
    UUID webhookId,
    String messageId,
    long sequence,
    String eventType,
    int attempt,
    Instant at,
    Outcome outcome,
    int status,
    @Nullable String detail)
    implements DeskRecord {

  /** What became of an attempt. */
  enum Outcome {
    DELIVERED,
    FAILED,
    REFUSED,
    GONE
  }
}
