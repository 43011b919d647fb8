package dev.trestle.plugins.webhooks;

import dev.trestle.sdk.record.DeskRecord;
import java.util.UUID;

/**
 * How far in the log a webhook has come: everything up to this event is in the outbox or not
 * wanted. A record of its own, since it moves with every event and the webhook hardly ever.
 *
 * @param id the webhook's
 * @param ordinal the event of that commit; -1 for none of them
 * @param held whether it goes on only once there is room in the outbox
 */
record WebhookPosition(UUID id, int version, long sequence, int ordinal, boolean held)
    implements DeskRecord {
  /** Stands for all events of a commit. */
  static final int WHOLE_COMMIT = Integer.MAX_VALUE;

  static WebhookPosition at(UUID webhookId, long sequence, int ordinal) {
    return new WebhookPosition(webhookId, 0, sequence, ordinal, false);
  }

  WebhookPosition holding() {
    return new WebhookPosition(id, version, sequence, ordinal, true);
  }

  boolean isBehind(long otherSequence, int otherOrdinal) {
    return sequence < otherSequence || (sequence == otherSequence && ordinal < otherOrdinal);
  }
}
