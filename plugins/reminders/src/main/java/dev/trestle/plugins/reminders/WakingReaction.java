package dev.trestle.plugins.reminders;

import static dev.trestle.plugins.reminders.ReminderRecords.SNOOZES;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;
import java.util.UUID;

/** Wakes tickets that somebody outside has written to, and lets those go that have ended. */
final class WakingReaction implements Reaction {
  @Override
  public String name() {
    return "wakeTickets";
  }

  @Override
  public Set<String> events() {
    return Set.of(DeskEvent.COMMENT_ADDED, "TicketResolved", "TicketClosed", "TicketMerged");
  }

  @Override
  public void react(Occasion occasion) {
    Draft draft = occasion.draft();
    UUID ticketId = occasion.event().ticketId();
    Snooze snooze = draft.snapshot().records(SNOOZES).get(ticketId);
    Ticket ticket = draft.snapshot().ticket(ticketId);
    if (snooze == null || ticket == null) {
      return;
    }
    if (!occasion.event().type().equals(DeskEvent.COMMENT_ADDED)) {
      if (!ticket.open()) {
        SnoozeDeciders.wake(draft, ticket.id(), "The ticket has ended.");
      }
    } else if (snooze.untilReply() && isReply(occasion.event(), ticket, snooze)) {
      SnoozeDeciders.wake(draft, ticket.id(), "Somebody outside has replied.");
    }
  }

  /** Whether a comment came from outside, after the ticket was put to sleep. */
  private static boolean isReply(DeskEvent comment, Ticket ticket, Snooze snooze) {
    // An agent or a machine may write down what a contact said: then the ticket waits for an
    // answer.
    boolean outside =
        comment.actorKind() == PrincipalKind.CONTACT
            || ticket.unansweredSinceMillis() >= comment.at().toEpochMilli();
    return outside && !comment.at().isBefore(snooze.since());
  }
}
