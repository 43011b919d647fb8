package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.Opening;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.plugins.calendars.CalendarRecords.Week;
import dev.trestle.sdk.command.Draft;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The calendar that a desk has before anybody sets one up: Monday to Friday, 09:00 to 17:00 in UTC.
 * It becomes a record when something is first changed.
 */
final class Standard {
  static final UUID ID = UUID.fromString("00000000-0000-7000-8000-00000000ca1e");

  static final Calendar CALENDAR =
      new Calendar(ID, 0, "Standard", "standard", false, ID, null, null, null);

  static final StoredEdition EDITION =
      new StoredEdition(
          UUID.fromString("00000000-0000-7000-8000-00000000ed17"),
          0,
          ID,
          StoredEdition.order(null),
          null,
          Instant.EPOCH,
          "",
          "UTC",
          List.of(
              new Week(
                  null,
                  null,
                  null,
                  Arrays.stream(DayOfWeek.values())
                      .limit(5)
                      .map(day -> new Opening(day, 9 * 3_600, 17 * 3_600))
                      .toList())),
          null,
          null,
          List.of(),
          0,
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private Standard() {}

  /** Makes a record of the standard calendar where it is none yet: before there are others. */
  static void makeStored(Draft draft) {
    if (draft.snapshot().records(CalendarRecords.CALENDARS).get(ID) == null) {
      draft.put(CalendarRecords.CALENDARS, CALENDAR);
      draft.put(CalendarRecords.EDITIONS, EDITION);
    }
  }
}
