package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.event.TimerHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Has feeds read again every day. */
final class FeedTimer implements TimerHandler {
  static final String NAME = "feed";

  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public String name() {
    return NAME;
  }

  static Instant nextAfter(Instant now) {
    return now.plus(DAY);
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    Calendar calendar = draft.snapshot().records(CALENDARS).get(UUID.fromString(alarm.key()));
    if (calendar != null && calendar.feed() != null && calendar.feed().url() != null) {
      draft.send(FeedChannel.NAME, alarm.key(), Map.of("calendar", alarm.key()));
      draft.setTimer(new TimerSetting(NAME, alarm.key(), nextAfter(draft.now()), null));
    }
  }
}
