package dev.trestle.plugins.commitments;

import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that reports count, with whom it counts for: as the ticket was when it happened.
 *
 * @param key on which ticket, what it is about and when, so that nothing is counted twice
 * @param at the true time
 * @param notice what the customer knew; null unless a promised time passed
 */
record Outcome(
    UUID id,
    int version,
    String key,
    Kind kind,
    Instant at,
    UUID ticketId,
    @Nullable UUID promiseId,
    @Nullable Notice notice,
    @Nullable UUID companyId,
    @Nullable UUID queueId,
    @Nullable UUID teamId,
    @Nullable UUID agentId)
    implements DeskRecord {

  static final RecordType<Outcome> OUTCOMES =
      RecordType.of("outcome", Outcome.class)
          .unique("key", "COMMITMENT_COUNTED_TWICE", "key")
          .sorted("at", "at");

  /** What is counted. */
  enum Kind {
    /** A promise was kept in time. */
    PROMISE_KEPT,
    /** A promised time passed. */
    PROMISE_BREACHED,
    /** A clock of the customer's agreement ran out. */
    CLOCK_BREACHED,
    /** The customer was owed a word, and got none. */
    UPDATE_MISSED,
    /** The customer asked after that. */
    CHASE;

    boolean breach() {
      return this == PROMISE_BREACHED || this == CLOCK_BREACHED;
    }
  }

  static Outcome of(
      UUID id,
      Kind kind,
      String subject,
      Instant at,
      Ticket ticket,
      @Nullable Promise promise,
      @Nullable Notice notice) {
    UUID agent = promise == null || promise.agentId() == null ? null : promise.agentId();
    UUID team = promise == null || promise.teamId() == null ? null : promise.teamId();
    return new Outcome(
        id,
        0,
        kind + ":" + ticket.id() + ":" + subject + ":" + at.toEpochMilli(),
        kind,
        at,
        ticket.id(),
        promise == null ? null : promise.id(),
        notice,
        ticket.companyId(),
        ticket.queueId(),
        team == null ? ticket.teamId() : team,
        agent == null ? ticket.assigneeId() : agent);
  }
}
