package dev.trestle.plugins.reminders;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent wants to be told about a ticket at a time.
 *
 * @param text what to be told; empty when the ticket says it all
 * @param pendingFor the agent, and {@code pendingOn} the ticket, while it is pending; null
 *     afterwards, so that the indexes hold what is still to come
 * @param firedAt when it was told, which is later than due after the desk was down; null before
 */
record Reminder(
    UUID id,
    int version,
    UUID ticketId,
    UUID agentId,
    Instant dueAt,
    String text,
    State state,
    @Nullable UUID pendingFor,
    @Nullable UUID pendingOn,
    Instant setAt,
    String setByName,
    @Nullable Instant firedAt)
    implements DeskRecord {

  /** What has become of it. */
  enum State {
    PENDING,
    FIRED,
    DISMISSED
  }

  static Reminder pending(
      UUID id,
      UUID ticketId,
      UUID agentId,
      Instant dueAt,
      String text,
      Instant setAt,
      String setByName) {
    return new Reminder(
        id,
        0,
        ticketId,
        agentId,
        dueAt,
        text,
        State.PENDING,
        agentId,
        ticketId,
        setAt,
        setByName,
        null);
  }

  boolean pending() {
    return state == State.PENDING;
  }

  Reminder dueAt(Instant time) {
    return new Reminder(
        id,
        version,
        ticketId,
        agentId,
        time,
        text,
        state,
        pendingFor,
        pendingOn,
        setAt,
        setByName,
        firedAt);
  }

  Reminder ended(State end, @Nullable Instant toldAt) {
    return new Reminder(
        id, version, ticketId, agentId, dueAt, text, end, null, null, setAt, setByName, toldAt);
  }
}
