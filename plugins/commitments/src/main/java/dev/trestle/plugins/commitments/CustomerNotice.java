package dev.trestle.plugins.commitments;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text to a customer, before and after it went out.
 *
 * @param promiseId the promise it tells of, if any
 * @param promiseDueAt the time it tells; when the promise has another by now, sending it tells
 *     nothing of that
 * @param templateId what it was made from; null when somebody wrote it
 * @param draftOf the ticket while it is a draft; null afterwards, so that an index holds the drafts
 */
record CustomerNotice(
    UUID id,
    int version,
    UUID ticketId,
    @Nullable UUID contactId,
    @Nullable UUID promiseId,
    @Nullable Instant promiseDueAt,
    @Nullable UUID templateId,
    @Nullable String language,
    String text,
    State state,
    @Nullable UUID draftOf,
    Instant writtenAt,
    String writtenByName,
    @Nullable Instant endedAt)
    implements DeskRecord {

  static final RecordType<CustomerNotice> NOTICES =
      RecordType.of("notice", CustomerNotice.class)
          .grouped("ticket", "ticketId")
          .grouped("draft", "draftOf")
          .grouped("state", "state");

  /** What has become of it. */
  enum State {
    DRAFT,
    SENT,
    DISCARDED
  }

  boolean draft() {
    return state == State.DRAFT;
  }

  CustomerNotice saying(String other) {
    return new CustomerNotice(
        id,
        version,
        ticketId,
        contactId,
        promiseId,
        promiseDueAt,
        templateId,
        language,
        other,
        state,
        draftOf,
        writtenAt,
        writtenByName,
        endedAt);
  }

  /** A draft about a promise goes where that is owed. */
  CustomerNotice on(UUID otherTicketId) {
    return new CustomerNotice(
        id,
        version,
        otherTicketId,
        contactId,
        promiseId,
        promiseDueAt,
        templateId,
        language,
        text,
        state,
        otherTicketId,
        writtenAt,
        writtenByName,
        endedAt);
  }

  CustomerNotice ended(State end, Instant at) {
    return new CustomerNotice(
        id,
        version,
        ticketId,
        contactId,
        promiseId,
        promiseDueAt,
        templateId,
        language,
        text,
        end,
        null,
        writtenAt,
        writtenByName,
        at);
  }
}
