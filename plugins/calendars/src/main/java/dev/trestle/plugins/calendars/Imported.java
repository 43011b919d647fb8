package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.CalendarRecords.Closing;
import dev.trestle.plugins.calendars.CalendarRecords.Exceptional;
import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import dev.trestle.plugins.calendars.ical.Feed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read from an iCalendar text: events of whole days are closed dates, others close their
 * time.
 */
record Imported(List<Exceptional> days, List<Closing> closings) {
  static final Imported NOTHING = new Imported(List.of(), List.of());

  private static final int ENTRIES_MAX = 2_000;
  private static final int NAME_MAX = 200;
  private static final int DAYS_MAX = 3_660;
  private static final Duration BACK = Duration.ofDays(2 * 365);
  private static final Duration AHEAD = Duration.ofDays(5 * 365);

  /**
   * Reads a text, from two years ago to in five years.
   *
   * @throws DateTimeException when it cannot be understood, or holds too much
   */
  static Imported of(String text, String timeZone, Instant now) {
    List<Exceptional> days = new ArrayList<>();
    List<Closing> closings = new ArrayList<>();
    for (Feed.Entry entry :
        Feed.entries(text, ZoneId.of(timeZone), now.minus(BACK), now.plus(AHEAD))) {
      String name = entry.name().isEmpty() ? "Closed" : entry.name();
      String shown = name.length() > NAME_MAX ? name.substring(0, NAME_MAX) : name;
      LocalDate from = entry.from();
      LocalDate until = entry.until();
      if (from != null && until != null) {
        LocalDate last = until.isAfter(from.plusDays(DAYS_MAX)) ? from.plusDays(DAYS_MAX) : until;
        days.add(new Exceptional(shown, from, last, false, Effect.CLOSED, List.of()));
      } else if (entry.begin() != null && entry.end() != null) {
        closings.add(new Closing(shown, entry.begin(), entry.end()));
      }
    }
    if (days.size() + closings.size() > ENTRIES_MAX) {
      throw new DateTimeException("more than 2,000 events between two years ago and in five years");
    }
    return new Imported(days, closings);
  }
}
