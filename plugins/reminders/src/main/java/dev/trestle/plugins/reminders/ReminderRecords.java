package dev.trestle.plugins.reminders;

import dev.trestle.sdk.record.RecordType;

/** What the desk stores for the plugin. */
final class ReminderRecords {
  static final RecordType<Reminder> REMINDERS =
      RecordType.of("reminder", Reminder.class)
          .sortedWithin("ofAgent", "pendingFor", "dueAt")
          .sortedWithin("ofTicket", "pendingOn", "dueAt");

  static final RecordType<NextReminder> NEXT =
      RecordType.ofTicket("next", NextReminder.class).sorted("dueAt", "dueAt");

  static final RecordType<Snooze> SNOOZES =
      RecordType.ofTicket("snooze", Snooze.class).grouped("asleep", "asleep");

  private ReminderRecords() {}
}
