package dev.trestle.plugins.reminders;

import static dev.trestle.plugins.reminders.ReminderRecords.NEXT;
import static dev.trestle.plugins.reminders.ReminderRecords.REMINDERS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with reminders. */
final class ReminderDeciders {
  static final int PENDING_MAX = 50;
  private static final int TEXT_MAX = 500;

  record SetReminder(
      UUID ticketId,
      @Nullable UUID agentId,
      @Nullable Instant dueAt,
      @Nullable Duration after,
      @Nullable String text) {}

  record MoveReminder(
      UUID reminderId,
      @Nullable Instant dueAt,
      @Nullable Duration after,
      @Nullable Integer expectedVersion) {}

  record DismissReminder(UUID reminderId, @Nullable Integer expectedVersion) {}

  private ReminderDeciders() {}

  static void set(SetReminder wish, Draft draft) {
    Ticket ticket = ticket(draft, wish.ticketId());
    Agent agent = agent(draft, wish.agentId());
    Instant dueAt = DueTime.required(draft, wish.dueAt(), "dueAt", wish.after());
    String text = wish.text() == null ? "" : wish.text().strip();
    if (text.length() > TEXT_MAX) {
      draft.refuse(
          ProblemType.INVALID,
          "REMINDER_TEXT_TOO_LONG",
          "Say it in at most " + TEXT_MAX + " characters.",
          "input",
          "text");
    }
    if (ticket == null || agent == null || dueAt == null || draft.refused()) {
      return;
    }
    if (pendingOn(draft, ticket.id()).size() >= PENDING_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "REMINDERS_FULL",
          "A ticket has at most " + PENDING_MAX + " pending reminders. Dismiss one first.",
          "input",
          "ticketId");
      return;
    }
    UUID id = draft.newId();
    Reminder reminder =
        Reminder.pending(
            id, ticket.id(), agent.id(), dueAt, text, draft.now(), draft.viewer().name());
    put(draft, reminder);
    schedule(draft, reminder);
    event(draft, "ReminderSet", reminder, new Change("dueAt", null, dueAt.toString()));
    draft.result("reminder", id);
  }

  static void move(MoveReminder wish, Draft draft) {
    Reminder reminder = pending(draft, wish.reminderId(), wish.expectedVersion());
    Instant dueAt = DueTime.required(draft, wish.dueAt(), "dueAt", wish.after());
    if (reminder == null || dueAt == null) {
      return;
    }
    Reminder moved = reminder.dueAt(dueAt);
    put(draft, moved);
    schedule(draft, moved);
    event(
        draft,
        "ReminderMoved",
        moved,
        new Change("dueAt", reminder.dueAt().toString(), dueAt.toString()));
    draft.result("reminder", moved.id());
  }

  static void dismiss(DismissReminder wish, Draft draft) {
    Reminder reminder = pending(draft, wish.reminderId(), wish.expectedVersion());
    if (reminder == null) {
      return;
    }
    put(draft, reminder.ended(Reminder.State.DISMISSED, null));
    draft.cancelTimer(ReminderTimer.NAME, reminder.id().toString());
    event(
        draft,
        "ReminderDismissed",
        reminder,
        new Change("dueAt", reminder.dueAt().toString(), null));
    draft.result("reminder", reminder.id());
  }

  /** Puts a reminder, and what its ticket's earliest one is then. */
  static void put(Draft draft, Reminder reminder) {
    draft.put(REMINDERS, reminder);
    List<Reminder> pending = pendingOn(draft, reminder.ticketId());
    if (pending.isEmpty()) {
      draft.remove(NEXT, reminder.ticketId());
    } else {
      draft.put(NEXT, new NextReminder(reminder.ticketId(), 0, pending.getFirst().dueAt()));
    }
  }

  static void event(Draft draft, String type, Reminder reminder, Change change) {
    draft.event(
        new Happening(
            type,
            REMINDERS,
            reminder.id(),
            reminder.ticketId(),
            List.of(change),
            reminder.text().isEmpty() ? null : reminder.text(),
            false));
  }

  /** The ticket, if the viewer may see it; else null after a refusal. */
  static @Nullable Ticket ticket(Draft draft, UUID id) {
    Ticket ticket = draft.snapshot().ticket(id, draft.viewer());
    if (ticket == null) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such ticket, or you may not see it.",
          "input",
          "ticketId");
    }
    return ticket;
  }

  private static List<Reminder> pendingOn(Draft draft, UUID ticketId) {
    return draft
        .snapshot()
        .records(REMINDERS)
        .sortedWithin("ofTicket", ticketId)
        .first(PENDING_MAX);
  }

  private static void schedule(Draft draft, Reminder reminder) {
    draft.setTimer(
        new TimerSetting(
            ReminderTimer.NAME, reminder.id().toString(), reminder.dueAt(), reminder.ticketId()));
  }

  private static @Nullable Agent agent(Draft draft, @Nullable UUID wanted) {
    UUID own = draft.viewer().kind() == PrincipalKind.AGENT ? draft.viewer().id() : null;
    UUID id = wanted == null ? own : wanted;
    if (id != null && !id.equals(own) && !draft.require(RemindersPlugin.OTHERS)) {
      return null;
    }
    Agent agent = draft.snapshot().agent(id);
    if (agent == null || !agent.active()) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          wanted == null ? "Name the agent to remind." : "There is no such active agent.",
          "input",
          "agentId");
      return null;
    }
    return agent;
  }

  private static @Nullable Reminder pending(Draft draft, UUID id, @Nullable Integer expected) {
    Reminder reminder = draft.snapshot().records(REMINDERS).get(id);
    if (reminder == null || draft.snapshot().ticket(reminder.ticketId(), draft.viewer()) == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such reminder.", "input", "reminderId");
      return null;
    }
    if (!reminder.agentId().equals(draft.viewer().id()) && !draft.require(RemindersPlugin.OTHERS)) {
      return null;
    }
    draft.expect(reminder, expected);
    if (!reminder.pending()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "REMINDER_ENDED",
          "This reminder was told or dismissed already. Set a new one.",
          "input",
          "reminderId");
    }
    return draft.refused() ? null : reminder;
  }
}
