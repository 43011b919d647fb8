package dev.trestle.plugins.reminders;

import static dev.trestle.plugins.reminders.ReminderRecords.SNOOZES;

import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.text.LocalTimes;
import java.util.UUID;

/** Wakes tickets whose time has come, and says so in a note. */
final class SnoozeTimer implements TimerHandler {
  static final String NAME = "wake";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    UUID ticketId = UUID.fromString(alarm.key());
    Snooze snooze = alarm.draft().snapshot().records(SNOOZES).get(ticketId);
    if (snooze == null) {
      return;
    }
    SnoozeDeciders.wake(alarm.draft(), ticketId, "Its time has come.");
    alarm
        .draft()
        .perform(
            Wish.note(
                ticketId,
                alarm
                    .surroundings()
                    .texts()
                    .text(
                        null,
                        "snooze.over",
                        snooze.byName(),
                        LocalTimes.text(alarm.dueAt(), null))));
  }
}
