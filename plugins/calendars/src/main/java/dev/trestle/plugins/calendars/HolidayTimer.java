package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;
import static dev.trestle.plugins.calendars.CalendarRecords.EDITIONS;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.Holiday;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.event.TimerHandler;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Adds the holidays of one more year to a calendar's latest edition, every year. */
final class HolidayTimer implements TimerHandler {
  static final String NAME = "holidays";

  @Override
  public String name() {
    return NAME;
  }

  /** The next second day of a year; in any zone the old year is over then. */
  static Instant nextAfter(Instant now) {
    int year = now.atOffset(ZoneOffset.UTC).getYear();
    return LocalDate.of(year + 1, 1, 2).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    UUID id = UUID.fromString(alarm.key());
    Calendar calendar = draft.snapshot().records(CALENDARS).get(id);
    if (calendar == null) {
      return;
    }
    StoredEdition latest = CalendarService.editions(draft.snapshot(), calendar).getLast();
    if (latest.country() == null) {
      return;
    }
    int untilYear = EditionRules.untilYear(draft.now());
    HolidayTable table = HolidayTable.of(latest.country());
    if (table != null && untilYear > latest.holidaysUntilYear()) {
      List<Holiday> more =
          table.holidays(latest.subdivision(), latest.holidaysUntilYear() + 1, untilYear);
      draft.put(EDITIONS, with(latest, more, untilYear));
      draft.put(CALENDARS, calendar.stamped(draft.newId()));
      SaveCalendar.changed(
          draft,
          id,
          LocalDate.of(latest.holidaysUntilYear(), 12, 31)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant());
    }
    draft.setTimer(new TimerSetting(NAME, alarm.key(), nextAfter(draft.now()), null));
  }

  private static StoredEdition with(StoredEdition edition, List<Holiday> more, int untilYear) {
    List<Holiday> all = new ArrayList<>(edition.holidays());
    all.addAll(more);
    return new StoredEdition(
        edition.id(),
        edition.version(),
        edition.calendarId(),
        edition.order(),
        edition.validFrom(),
        edition.savedAt(),
        edition.savedByName(),
        edition.timeZone(),
        edition.weeks(),
        edition.country(),
        edition.subdivision(),
        all,
        untilYear,
        edition.adjustments(),
        edition.exceptions(),
        edition.imported(),
        edition.closings());
  }
}
