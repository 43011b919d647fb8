package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Course.Mark;
import dev.trestle.plugins.sla.clock.Course.Merging;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;
import java.util.UUID;

/** Does what the companion could not: while the plugin was away, or when it failed. */
final class RepairReaction implements Reaction {
  private static final String ABSORBED = "TicketAbsorbed";
  private static final String RELEASED = "TicketReleased";

  static final Set<String> EVENTS =
      Set.of(
          DeskEvent.COMMENT_ADDED,
          "TicketCreated",
          "TicketEdited",
          "TicketAssigned",
          "TicketPrioritized",
          "TicketMoved",
          "TicketStatusChanged",
          "TicketResolved",
          "TicketClosed",
          "TicketReopened",
          "TicketMerged",
          "TicketUnmerged",
          ABSORBED,
          RELEASED);

  @Override
  public String name() {
    return "repair";
  }

  @Override
  public Set<String> events() {
    return EVENTS;
  }

  @Override
  public boolean repairs() {
    return true;
  }

  @Override
  public void react(Occasion occasion) {
    UUID ticketId = occasion.event().ticketId();
    Ticket ticket = occasion.draft().snapshot().ticket(ticketId);
    if (ticketId == null
        || ticket == null
        || PolicyBook.of(occasion.draft().snapshot()).isEmpty()) {
      return;
    }
    TicketClocks record = Keeping.of(occasion.draft().snapshot(), ticketId);
    if (record != null) {
      learn(occasion, record, ticket);
      record = Keeping.of(occasion.draft().snapshot(), ticketId);
    }
    if (record != null && record.ticketVersion() >= ticket.version()) {
      return;
    }
    Keeping keeping = new Keeping(occasion.draft());
    if (record == null) {
      if (ticket.open()) {
        keeping.begin(
            ticket, Courses.recalled(keeping.rules(), occasion.draft().snapshot(), ticket));
      }
    } else {
      keeping.mend(record, ticket);
    }
  }

  /** What was merged into a ticket, or taken out of it again, is told by the event alone. */
  private static void learn(Occasion occasion, TicketClocks record, Ticket ticket) {
    DeskEvent event = occasion.event();
    boolean absorbed = event.type().equals(ABSORBED);
    if (!absorbed && !event.type().equals(RELEASED)) {
      return;
    }
    for (EventFacts.FieldChange change : event.changes()) {
      String number = absorbed ? change.after() : change.before();
      Ticket other = number == null ? null : occasion.draft().snapshot().ticketByNumber(number);
      if (other != null) {
        Merging what = absorbed ? Merging.ABSORBED : Merging.RELEASED;
        Mark mark = new Mark(event.at().toEpochMilli(), what, other.createdAtMillis());
        if (!record.path().entries().contains(mark)) {
          new Keeping(occasion.draft()).learn(record, ticket, mark);
        }
      }
    }
  }
}
