package dev.trestle.plugins.reminders;

import static dev.trestle.plugins.reminders.ReminderRecords.NEXT;
import static dev.trestle.plugins.reminders.ReminderRecords.REMINDERS;
import static dev.trestle.plugins.reminders.ReminderRecords.SNOOZES;

import dev.trestle.plugins.reminders.ReminderDeciders.DismissReminder;
import dev.trestle.plugins.reminders.ReminderDeciders.MoveReminder;
import dev.trestle.plugins.reminders.ReminderDeciders.SetReminder;
import dev.trestle.plugins.reminders.SnoozeDeciders.EndSnooze;
import dev.trestle.plugins.reminders.SnoozeDeciders.StartSnooze;
import dev.trestle.sdk.command.Decider;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import java.util.List;

/** Reminders for agents, and tickets that sleep. */
public final class RemindersPlugin implements DeskPlugin {
  static final String USE = "reminders.use";
  static final String OTHERS = "reminders.others";

  @Override
  public List<Fields<?>> fields() {
    return ReminderFields.all();
  }

  @Override
  public RootFields roots() {
    return ReminderFields.roots();
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        onReminder("reminderSet", SetReminder.class, ReminderDeciders::set),
        onReminder("reminderMove", MoveReminder.class, ReminderDeciders::move),
        onReminder("reminderDismiss", DismissReminder.class, ReminderDeciders::dismiss),
        onTicket("snoozeStart", StartSnooze.class, SnoozeDeciders::start),
        onTicket("snoozeEnd", EndSnooze.class, SnoozeDeciders::end));
  }

  @Override
  public ListExtension ticketLists() {
    return ListExtension.NONE
        .filter("reminderDueAt", FilterKind.TIME, NEXT, "dueAt")
        .filter("snoozed", FilterKind.FLAG, SNOOZES, "asleep")
        .sort("REMINDER_DUE_AT", NEXT, "dueAt");
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(REMINDERS, NEXT, SNOOZES);
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new WakingReaction());
  }

  @Override
  public List<TimerHandler> timers() {
    return List.of(new ReminderTimer(), new SnoozeTimer());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(
            USE,
            "See reminders on tickets, set reminders for oneself, and put tickets to sleep.",
            List.of("manager", "dispatcher", "technician", "intake")),
        new Permission(
            OTHERS,
            "Set, move and dismiss reminders of other agents.",
            List.of("manager", "dispatcher")));
  }

  private static <C extends Record> Mutation<C> onReminder(
      String name, Class<C> input, Decider<C> decider) {
    return Mutation.of(name, input, decider)
        .needs(USE)
        .shows(
            "reminder", answer -> answer.snapshot().records(REMINDERS).get(answer.id("reminder")));
  }

  private static <C extends Record> Mutation<C> onTicket(
      String name, Class<C> input, Decider<C> decider) {
    return Mutation.of(name, input, decider)
        .needs(USE)
        .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket")));
  }
}
