package dev.trestle.plugins.calendars.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of an iCalendar text, each time they are. */
public final class Feed {
  private Feed() {}

  /**
   * One time that an event is.
   *
   * @param name what it is called; empty when the text does not say
   * @param from its first date; null unless it takes whole days
   * @param until its last date; null unless it takes whole days
   * @param begin when it begins; null when it takes whole days
   * @param end when it ends, later than that; null when it takes whole days
   */
  public record Entry(
      String name,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable Instant begin,
      @Nullable Instant end) {}

  /**
   * Reads a text.
   *
   * @param zone of times that name no zone
   * @param from entries that are over by then are left out
   * @param horizon entries that begin then or later are left out
   * @throws DateTimeException when it is no iCalendar, or an event cannot be understood
   */
  public static List<Entry> entries(String text, ZoneId zone, Instant from, Instant horizon) {
    List<Event> events = events(text, zone);
    Map<String, Set<LocalDateTime>> replaced = new HashMap<>();
    for (Event event : events) {
      When standsFor = event.standsFor();
      if (standsFor != null) {
        replaced
            .computeIfAbsent(event.text("UID"), uid -> new HashSet<>())
            .add(event.inOwnZone(standsFor));
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (Event event : events) {
      When start = event.start();
      if (start == null || event.isCancelled()) {
        continue;
      }
      Set<LocalDateTime> others =
          event.standsFor() == null ? replaced.getOrDefault(event.text("UID"), Set.of()) : Set.of();
      for (LocalDateTime time : event.occurrences(horizon)) {
        Entry entry = entry(event, start.at(time));
        if (!others.contains(time) && entry != null && isBetween(entry, zone, from, horizon)) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** The events of a text as they stand there. */
  static List<Event> events(String text, ZoneId zone) {
    List<Property> all = Property.all(text);
    if (all.stream().noneMatch(line -> isLine(line, "BEGIN", "VCALENDAR"))) {
      throw new DateTimeException("the text holds no VCALENDAR");
    }
    List<Event> events = new ArrayList<>();
    List<Property> event = null;
    int inside = 0;
    for (Property line : all) {
      if (event == null) {
        event = isLine(line, "BEGIN", "VEVENT") ? new ArrayList<>() : null;
        inside = 0;
      } else if (inside == 0 && isLine(line, "END", "VEVENT")) {
        events.add(new Event(event, zone));
        event = null;
      } else if (line.name().equals("BEGIN")) {
        inside++;
      } else if (line.name().equals("END")) {
        inside--;
      } else if (inside == 0) {
        event.add(line);
      }
    }
    return events;
  }

  private static boolean isLine(Property line, String name, String value) {
    return line.name().equals(name) && line.value().equalsIgnoreCase(value);
  }

  private static @Nullable Entry entry(Event event, When begin) {
    String name = event.text("SUMMARY");
    if (begin.isDate()) {
      When start = event.start();
      LocalDate from = begin.local().toLocalDate();
      long days = event.days(start == null ? begin : start);
      return new Entry(name, from, from.plusDays(days - 1), null, null);
    }
    Instant from = begin.instant();
    Instant until = from.plus(event.length());
    return until.isAfter(from) ? new Entry(name, null, null, from, until) : null;
  }

  private static boolean isBetween(Entry entry, ZoneId zone, Instant from, Instant horizon) {
    Instant begin =
        entry.from() == null ? entry.begin() : entry.from().atStartOfDay(zone).toInstant();
    Instant end =
        entry.until() == null
            ? entry.end()
            : entry.until().plusDays(1).atStartOfDay(zone).toInstant();
    return begin != null && end != null && begin.isBefore(horizon) && end.isAfter(from);
  }
}
