package dev.trestle.plugins.commitments;

import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where promises go when tickets are merged: with the work, and back when that is taken back. */
final class Moves {
  static final String ABSORBED = "TicketAbsorbed";
  static final String RELEASED = "TicketReleased";

  /**
   * One way.
   *
   * @param madeOn the ticket that was merged or set free
   */
  record Move(UUID from, UUID to, UUID madeOn) {}

  private Moves() {}

  static List<Move> of(List<TicketChange> changes) {
    List<Move> moves = new ArrayList<>();
    for (TicketChange change : changes) {
      Ticket was = change.before();
      UUID id = change.after().id();
      UUID from = was == null ? null : was.mergedIntoId();
      UUID into = change.after().mergedIntoId();
      if (was != null && !Objects.equals(from, into)) {
        moves.add(new Move(from == null ? id : from, into == null ? id : into, id));
      }
    }
    return moves;
  }

  /** What an event tells of a merge, if that is still so; null when it tells of none. */
  static @Nullable Move of(DeskEvent event, Additions additions) {
    boolean absorbed = event.type().equals(ABSORBED);
    if (event.ticketId() == null || !absorbed && !event.type().equals(RELEASED)) {
      return null;
    }
    for (EventFacts.FieldChange change : event.changes()) {
      String number = absorbed ? change.after() : change.before();
      Ticket other = number == null ? null : additions.snapshot().ticketByNumber(number);
      if (other != null && absorbed == event.ticketId().equals(other.mergedIntoId())) {
        UUID from = absorbed ? other.id() : event.ticketId();
        UUID to = absorbed ? event.ticketId() : other.id();
        return new Move(from, to, other.id());
      }
    }
    return null;
  }
}
