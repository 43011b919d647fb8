package dev.trestle.plugins.reminders;

import static dev.trestle.plugins.reminders.ReminderRecords.SNOOZES;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with tickets that shall sleep. */
final class SnoozeDeciders {
  record StartSnooze(
      UUID ticketId,
      @Nullable Instant until,
      @Nullable Duration after,
      @Nullable Boolean untilReply) {}

  record EndSnooze(UUID ticketId) {}

  private SnoozeDeciders() {}

  static void start(StartSnooze wish, Draft draft) {
    Ticket ticket = ReminderDeciders.ticket(draft, wish.ticketId());
    boolean untilReply = Boolean.TRUE.equals(wish.untilReply());
    boolean timed = wish.until() != null || wish.after() != null;
    Instant until =
        untilReply && !timed ? null : DueTime.required(draft, wish.until(), "until", wish.after());
    if (ticket == null || draft.refused()) {
      return;
    }
    if (!ticket.open()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "SNOOZE_TICKET_ENDED",
          "Ticket " + ticket.number() + " is resolved or closed; there is nothing to put off.",
          "input",
          "ticketId");
      return;
    }
    draft.relyOnTicket(ticket.id());
    draft.put(
        SNOOZES,
        new Snooze(ticket.id(), 0, true, until, untilReply, draft.now(), draft.viewer().name()));
    if (until == null) {
      draft.cancelTimer(SnoozeTimer.NAME, ticket.id().toString());
    } else {
      draft.setTimer(
          new TimerSetting(SnoozeTimer.NAME, ticket.id().toString(), until, ticket.id()));
    }
    draft.event(
        new Happening(
            "TicketSnoozed",
            SNOOZES,
            ticket.id(),
            ticket.id(),
            List.of(
                new Change("snoozedUntil", null, until == null ? null : until.toString()),
                new Change("untilReply", null, String.valueOf(untilReply))),
            null,
            false));
    draft.result("ticket", ticket.id());
  }

  static void end(EndSnooze wish, Draft draft) {
    Ticket ticket = ReminderDeciders.ticket(draft, wish.ticketId());
    if (ticket != null) {
      wake(draft, ticket.id(), null);
      draft.result("ticket", ticket.id());
    }
  }

  /** Wakes a ticket; without effect when it does not sleep. */
  static void wake(Draft draft, UUID ticketId, @Nullable String reason) {
    Snooze snooze = draft.snapshot().records(SNOOZES).get(ticketId);
    if (snooze == null) {
      return;
    }
    draft.remove(SNOOZES, ticketId);
    draft.cancelTimer(SnoozeTimer.NAME, ticketId.toString());
    draft.event(
        new Happening(
            "TicketWoken",
            SNOOZES,
            ticketId,
            ticketId,
            List.of(
                new Change(
                    "snoozedUntil",
                    snooze.until() == null ? null : snooze.until().toString(),
                    null)),
            reason,
            false));
  }
}
