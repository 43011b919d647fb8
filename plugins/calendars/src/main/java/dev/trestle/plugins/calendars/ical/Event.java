package dev.trestle.plugins.calendars.ical;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One VEVENT: something with a begin and a length, which may come again. */
final class Event {
  private static final int DATES_MAX = 200_000;

  private final ZoneId zone;
  private final List<Property> properties;
  private final @Nullable When start;

  /**
   * Of the properties between BEGIN and END.
   *
   * @param zone of times that name none
   * @throws DateTimeException when its begin is no time
   */
  Event(List<Property> properties, ZoneId zone) {
    this.properties = properties;
    this.zone = zone;
    this.start = when("DTSTART");
  }

  /** Its begin; null when it has none, and so never is. */
  @Nullable When start() {
    return start;
  }

  String text(String name) {
    Property property = property(name);
    return property == null ? "" : property.text();
  }

  /** Which occurrence of another event this one stands for; null: it stands for itself. */
  @Nullable When standsFor() {
    return when("RECURRENCE-ID");
  }

  boolean isCancelled() {
    return text("STATUS").equalsIgnoreCase("CANCELLED");
  }

  /** How many days a whole-day event takes; at least one. */
  long days(When begin) {
    When end = when("DTEND");
    if (end != null) {
      return Math.max(
          1, ChronoUnit.DAYS.between(begin.local().toLocalDate(), end.local().toLocalDate()));
    }
    return Math.max(1, length().toDays());
  }

  /** How long an event with times takes; zero when it does not say. */
  Duration length() {
    When end = when("DTEND");
    if (end != null && start != null) {
      return Duration.between(start.instant(), end.instant());
    }
    Property duration = property("DURATION");
    return duration == null ? Duration.ZERO : duration(duration.value());
  }

  /** When it begins, each time, in order: by its rules and dates, without those taken out. */
  List<LocalDateTime> occurrences(Instant horizon) {
    if (start == null) {
      return List.of();
    }
    TreeSet<LocalDateTime> all = new TreeSet<>(List.of(start.local()));
    for (Property property : properties) {
      switch (property.name()) {
        case "RRULE" -> all.addAll(Occurrences.of(property.value(), start, horizon, DATES_MAX));
        case "RDATE" -> all.addAll(dates(property));
        default -> {}
      }
    }
    for (Property property : properties) {
      switch (property.name()) {
        case "EXRULE" ->
            Occurrences.of(property.value(), start, horizon, DATES_MAX).forEach(all::remove);
        case "EXDATE" -> exclude(property, all);
        default -> {}
      }
    }
    return new ArrayList<>(all);
  }

  /** A date without a time takes out all of that day. */
  private void exclude(Property property, TreeSet<LocalDateTime> all) {
    for (String value : property.value().split(",")) {
      When out = When.of(value, property, zone);
      if (out.isDate()) {
        all.removeIf(each -> each.toLocalDate().equals(out.local().toLocalDate()));
      } else {
        all.remove(inOwnZone(out));
      }
    }
  }

  private List<LocalDateTime> dates(Property property) {
    List<LocalDateTime> dates = new ArrayList<>();
    for (String value : property.value().split(",")) {
      // A period begins with its time.
      dates.add(inOwnZone(When.of(value.split("/", 2)[0], property, zone)));
    }
    return dates;
  }

  LocalDateTime inOwnZone(When when) {
    return when.isDate() || start == null
        ? when.local()
        : LocalDateTime.ofInstant(when.instant(), start.zone());
  }

  private @Nullable When when(String name) {
    Property property = property(name);
    return property == null ? null : When.of(property.value(), property, zone);
  }

  private @Nullable Property property(String name) {
    for (Property property : properties) {
      if (property.name().equals(name)) {
        return property;
      }
    }
    return null;
  }

  /** Weeks are not known to Java's durations. */
  private static Duration duration(String text) {
    String plain = text.strip().toUpperCase(java.util.Locale.ROOT).replaceFirst("^\\+", "");
    if (plain.matches("-?P\\d{1,4}W")) {
      return Duration.ofDays(7L * Integer.parseInt(plain.replaceAll("[-PW]", "")));
    }
    return Duration.parse(plain);
  }
}
