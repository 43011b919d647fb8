package dev.trestle.plugins.commitments;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that was handed on until a time: when nothing is done by then, it comes back.
 *
 * @param taskId the task that was handed on; null when it is the ticket itself
 * @param fromTeamId the ticket's team before; null when it had none
 * @param waitsOn the ticket while it waits; null afterwards, so that an index holds what is under
 *     way
 */
record Delegation(
    UUID id,
    int version,
    UUID ticketId,
    @Nullable UUID taskId,
    UUID fromAgentId,
    @Nullable UUID fromTeamId,
    @Nullable UUID toAgentId,
    @Nullable UUID toTeamId,
    @Nullable String text,
    Instant until,
    State state,
    @Nullable UUID waitsOn,
    Instant startedAt,
    @Nullable Instant endedAt)
    implements DeskRecord {

  static final RecordType<Delegation> DELEGATIONS =
      RecordType.of("delegation", Delegation.class)
          .grouped("ticket", "ticketId")
          .grouped("waiting", "waitsOn");

  /** What has become of it. */
  enum State {
    WAITING,
    TAKEN_UP,
    RETURNED,
    WITHDRAWN
  }

  boolean waiting() {
    return state == State.WAITING;
  }

  Delegation ended(State end, Instant at) {
    return new Delegation(
        id,
        version,
        ticketId,
        taskId,
        fromAgentId,
        fromTeamId,
        toAgentId,
        toTeamId,
        text,
        until,
        end,
        null,
        startedAt,
        at);
  }
}
