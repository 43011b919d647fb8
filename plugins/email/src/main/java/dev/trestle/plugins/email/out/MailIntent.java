package dev.trestle.plugins.email.out;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When the words shall leave that somebody has just written: put in the commit of the comment, and
 * taken away with the reaction to it.
 *
 * @param at the commit's time, by which the comment is found
 */
record MailIntent(
    UUID id, int version, UUID ticketId, @Nullable UUID authorId, Instant at, Instant sendAt)
    implements DeskRecord {
  static final RecordType<MailIntent> INTENTS =
      RecordType.of("mailIntent", MailIntent.class).grouped("ticket", "ticketId");
}
