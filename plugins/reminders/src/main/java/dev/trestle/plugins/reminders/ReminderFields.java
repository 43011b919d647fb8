package dev.trestle.plugins.reminders;

import static dev.trestle.plugins.reminders.ReminderRecords.REMINDERS;
import static dev.trestle.plugins.reminders.ReminderRecords.SNOOZES;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldEntry.Refusal;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.List;

/** How the types in the schema text are read. */
final class ReminderFields {
  private ReminderFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("Ticket", Ticket.class)
            .batch(
                "reminders",
                (tickets, arguments, context) ->
                    tickets.stream()
                        .map(ticket ->
                            snapshot(context)
                                .records(REMINDERS)
                                .sortedWithin("ofTicket", ticket.id())
                                .first(ReminderDeciders.PENDING_MAX))
                        .toList())
            .guarded(RemindersPlugin.USE, Refusal.EMPTY)
            .computed(
                "snooze",
                (ticket, arguments, context) -> snapshot(context).records(SNOOZES).get(ticket.id()))
            .guarded(RemindersPlugin.USE, Refusal.EMPTY));
    all.add(reminder());
    all.add(
        Fields.of("TicketSnooze", Snooze.class)
            .getter("until", Snooze::until)
            .booleanGetter("untilReply", Snooze::untilReply)
            .getter("since", Snooze::since)
            .getter("byName", Snooze::byName));
    all.addAll(Page.fields("Reminder"));
    return all;
  }

  static RootFields roots() {
    return new RootFields().query("myReminders", ReminderFields::mine).guarded(RemindersPlugin.USE);
  }

  private static Page<Reminder> mine(Arguments arguments, RequestContext context) {
    Viewer viewer = context.get(Viewer.class);
    if (viewer.id() == null) {
      throw new FieldProblem(
          ProblemType.FORBIDDEN,
          "REMINDERS_OF_NOBODY",
          "Only people have reminders.",
          "Sign in as an agent.");
    }
    return snapshot(context)
        .records(REMINDERS)
        .sortedWithin("ofAgent", viewer.id())
        .page(arguments);
  }

  private static Fields<Reminder> reminder() {
    return Fields.of("Reminder", Reminder.class)
        .getter("id", Reminder::id)
        .intGetter("version", Reminder::version)
        .computed(
            "ticket",
            (reminder, arguments, context) -> snapshot(context).ticket(reminder.ticketId()))
        .computed(
            "agent", (reminder, arguments, context) -> snapshot(context).agent(reminder.agentId()))
        .getter("dueAt", Reminder::dueAt)
        .getter("text", Reminder::text)
        .getter("state", Reminder::state)
        .getter("setAt", Reminder::setAt)
        .getter("setByName", Reminder::setByName)
        .getter("firedAt", Reminder::firedAt);
  }

  private static Snapshot snapshot(RequestContext context) {
    return context.get(Snapshot.class);
  }
}
