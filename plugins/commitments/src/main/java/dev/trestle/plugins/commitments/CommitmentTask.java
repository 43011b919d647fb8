package dev.trestle.plugins.commitments;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to do on a ticket.
 *
 * @param dueAt null when nobody said
 * @param origin why it is there
 * @param promiseId the promise it is about, if any
 * @param openFor the ticket, {@code openOf} the agent and {@code openOfTeam} the team, while it is
 *     open; null afterwards, so that the indexes hold what is still to do
 * @param reason why it was dropped; null otherwise
 */
record CommitmentTask(
    UUID id,
    int version,
    UUID ticketId,
    String text,
    @Nullable Instant dueAt,
    @Nullable UUID agentId,
    @Nullable UUID teamId,
    Origin origin,
    @Nullable UUID promiseId,
    State state,
    @Nullable UUID openFor,
    @Nullable UUID openOf,
    Instant addedAt,
    @Nullable String addedByName,
    @Nullable Instant endedAt,
    @Nullable String reason)
    implements DeskRecord {

  static final RecordType<CommitmentTask> TASKS =
      RecordType.of("task", CommitmentTask.class)
          .grouped("open", "openFor")
          .sortedWithin("ofAgent", "openOf", "addedAt");

  /** What has become of it. */
  enum State {
    OPEN,
    DONE,
    DROPPED
  }

  /** Why it is there. */
  enum Origin {
    PERSON,
    PROMISE_AT_RISK,
    PROMISE_BROKEN,
    CLOCK_AT_RISK,
    UPDATE_MISSED,
    SILENCE
  }

  boolean open() {
    return state == State.OPEN;
  }

  CommitmentTask of(@Nullable UUID agent, @Nullable UUID team) {
    return new CommitmentTask(
        id,
        version,
        ticketId,
        text,
        dueAt,
        agent,
        team,
        origin,
        promiseId,
        state,
        openFor,
        agent,
        addedAt,
        addedByName,
        endedAt,
        reason);
  }

  CommitmentTask ended(State end, Instant at, @Nullable String because) {
    return new CommitmentTask(
        id,
        version,
        ticketId,
        text,
        dueAt,
        agentId,
        teamId,
        origin,
        promiseId,
        end,
        null,
        null,
        addedAt,
        addedByName,
        at,
        because);
  }
}
