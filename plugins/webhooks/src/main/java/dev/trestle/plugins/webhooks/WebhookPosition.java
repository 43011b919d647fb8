package dev.trestle.plugins.webhooks;

import dev.trestle.sdk.record.DeskRecord;
import java.util.UUID;

/**
 * How far in the log a webhook has come: everything up to this event is in the outbox or not
 * wanted. A record of its own, since it moves with every event and the webhook hardly ever.
 *
 * @param id the webhook's
 * @param ordinal the event of that commit; -1 for none of them
 */
record WebhookPosition(UUID id, int version, long sequence, int ordinal) implements DeskRecord {
  /** Stands for all events of a commit. */
  static final int WHOLE_COMMIT = Integer.MAX_VALUE;

  boolean isBehind(long otherSequence, int otherOrdinal) {
    return sequence < otherSequence || (sequence == otherSequence && ordinal < otherOrdinal);
  }
}
