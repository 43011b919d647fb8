package dev.trestle.plugins.calendars.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date, or a date with a time in a zone.
 *
 * @param local the time on the wall; midnight for a date
 * @param isDate whether it stands for a whole day
 */
record When(LocalDateTime local, ZoneId zone, boolean isDate) {
  private static final Pattern VALUE =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})(Z?))?");

  /** Names that mail programs use for zones, as far as they are common. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("W. Europe Standard Time", "Europe/Berlin"),
          Map.entry("Central Europe Standard Time", "Europe/Budapest"),
          Map.entry("Central European Standard Time", "Europe/Warsaw"),
          Map.entry("Romance Standard Time", "Europe/Paris"),
          Map.entry("GMT Standard Time", "Europe/London"),
          Map.entry("Greenwich Standard Time", "Atlantic/Reykjavik"),
          Map.entry("E. Europe Standard Time", "Europe/Chisinau"),
          Map.entry("FLE Standard Time", "Europe/Kyiv"),
          Map.entry("Eastern Standard Time", "America/New_York"),
          Map.entry("Central Standard Time", "America/Chicago"),
          Map.entry("Mountain Standard Time", "America/Denver"),
          Map.entry("Pacific Standard Time", "America/Los_Angeles"),
          Map.entry("India Standard Time", "Asia/Kolkata"),
          Map.entry("Tokyo Standard Time", "Asia/Tokyo"),
          Map.entry("China Standard Time", "Asia/Shanghai"),
          Map.entry("AUS Eastern Standard Time", "Australia/Sydney"));

  /**
   * Reads one value of a property.
   *
   * @param otherwise the zone of times that name none
   * @throws DateTimeException when it is none
   */
  static When of(String value, Property property, ZoneId otherwise) {
    Matcher found = VALUE.matcher(value.strip());
    if (!found.matches()) {
      throw new DateTimeException(value + " is no date of iCalendar");
    }
    LocalDate date =
        LocalDate.of(
            Integer.parseInt(found.group(1)),
            Integer.parseInt(found.group(2)),
            Integer.parseInt(found.group(3)));
    if (found.group(4) == null) {
      return new When(date.atStartOfDay(), otherwise, true);
    }
    // A leap second is as good as the one before it.
    LocalDateTime time =
        date.atTime(
            Integer.parseInt(found.group(4)),
            Integer.parseInt(found.group(5)),
            Math.min(59, Integer.parseInt(found.group(6))));
    if (!found.group(7).isEmpty()) {
      return new When(time, ZoneOffset.UTC, false);
    }
    String zone = property.parameter("TZID");
    return new When(time, zone == null ? otherwise : zone(zone, otherwise), false);
  }

  Instant instant() {
    return local.atZone(zone).toInstant();
  }

  When at(LocalDateTime other) {
    return new When(other, zone, isDate);
  }

  /** A zone by its name, which some programs put behind a path of their own. */
  private static ZoneId zone(String name, ZoneId otherwise) {
    String known = FOREIGN.getOrDefault(name, name);
    String[] parts = known.split("/");
    for (int from = 0; from < parts.length; from++) {
      String tail = String.join("/", java.util.Arrays.copyOfRange(parts, from, parts.length));
      if (ZoneId.getAvailableZoneIds().contains(tail)) {
        return ZoneId.of(tail);
      }
      String slashed = tail.replaceFirst("-", "/");
      if (ZoneId.getAvailableZoneIds().contains(slashed)) {
        return ZoneId.of(slashed);
      }
    }
    return otherwise;
  }
}
