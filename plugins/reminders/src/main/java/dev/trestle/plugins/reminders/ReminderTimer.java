package dev.trestle.plugins.reminders;

import static dev.trestle.plugins.reminders.ReminderRecords.REMINDERS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.text.LocalTimes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of reminders that are due: an event with the time it was due at, and an internal note. */
final class ReminderTimer implements TimerHandler {
  static final String NAME = "remind";
  private static final int MERGES_MAX = 20;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    Reminder reminder = draft.snapshot().records(REMINDERS).get(UUID.fromString(alarm.key()));
    if (reminder == null || !reminder.pending()) {
      return;
    }
    ReminderDeciders.put(draft, reminder.ended(Reminder.State.FIRED, draft.now()));
    ReminderDeciders.event(
        draft, "ReminderFired", reminder, new Change("dueAt", alarm.dueAt().toString(), null));
    Ticket ticket = goingOn(draft.snapshot(), reminder.ticketId());
    if (ticket != null) {
      draft.perform(Wish.note(ticket.id(), note(alarm, reminder)));
    }
  }

  private static String note(Alarm alarm, Reminder reminder) {
    Agent agent = alarm.draft().snapshot().agent(reminder.agentId());
    String name = agent == null ? "" : agent.name();
    return alarm
        .surroundings()
        .texts()
        .text(
            agent == null ? null : agent.locale(),
            reminder.text().isEmpty() ? "reminder.bare" : "reminder.text",
            name,
            LocalTimes.text(alarm.dueAt(), agent),
            reminder.text());
  }

  /** The ticket itself, or the one it was merged into. */
  static @Nullable Ticket goingOn(Snapshot snapshot, UUID ticketId) {
    Ticket ticket = snapshot.ticket(ticketId);
    for (int i = 0; i < MERGES_MAX && ticket != null && ticket.mergedIntoId() != null; i++) {
      ticket = snapshot.ticket(ticket.mergedIntoId());
    }
    return ticket;
  }
}
