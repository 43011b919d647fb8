package dev.trestle.plugins.sla;

import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;
import java.util.UUID;

/** Does what the companion could not: while the plugin was away, or when it failed. */
final class RepairReaction implements Reaction {
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
          "TicketUnmerged");

  @Override
  public String name() {
    return "repair";
  }

  @Override
  public Set<String> events() {
    return EVENTS;
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
}
