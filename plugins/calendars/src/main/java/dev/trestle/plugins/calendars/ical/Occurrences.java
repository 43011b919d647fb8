package dev.trestle.plugins.calendars.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * When a rule (RRULE or EXRULE of RFC 5545) says that something comes again.
 *
 * <p>The rule is gone through in times on the wall, which is how it is meant: nine o'clock stays
 * nine o'clock. When it ends is a point in time, and so is compared here.
 */
final class Occurrences {
  private Occurrences() {}

  /**
   * What a rule names from the start on, in order. The start itself is among it only if the rule
   * names it: what begins then happens all the same, but is not counted.
   *
   * @param horizon those that begin then or later are left out
   * @param max how many at most
   * @throws DateTimeException when it is no rule
   */
  static List<LocalDateTime> of(String rule, When start, Instant horizon, int max) {
    List<String> parts = new ArrayList<>();
    Instant limit = horizon;
    for (String part : rule.strip().toUpperCase(Locale.ROOT).split(";")) {
      if (part.startsWith("UNTIL=")) {
        Instant last = last(part.substring("UNTIL=".length()), start);
        limit = last.isBefore(limit) ? last.plusMillis(1) : limit;
      } else if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    if (parts.contains("FREQ=YEARLY") && has(parts, "BYMONTHDAY=") && !narrowed(parts)) {
      // The library takes the begin's month only; by RFC 5545 days of the month are those of each.
      parts.add("BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12");
    }
    List<LocalDateTime> found = new ArrayList<>();
    RecurrenceRule parsed = rule(String.join(";", parts), rule);
    try {
      RecurrenceRuleIterator each = parsed.iterator(time(start.local()));
      while (each.hasNext() && found.size() < max) {
        LocalDateTime time = time(each.nextDateTime());
        if (!start.at(time).instant().isBefore(limit)) {
          break;
        }
        found.add(time);
      }
    } catch (IllegalArgumentException | IllegalStateException never) {
      // The rule names what never comes, at least for as long as it makes sense to look.
      return found;
    } catch (IndexOutOfBoundsException lost) {
      // So ends the library on the 366th day before a year's end that must be some day of the week.
      throw new DateTimeException(rule + " is a rule that cannot be followed", lost);
    }
    return found;
  }

  private static boolean narrowed(List<String> parts) {
    return has(parts, "BYMONTH=") || has(parts, "BYWEEKNO=") || has(parts, "BYYEARDAY=");
  }

  private static boolean has(List<String> parts, String name) {
    return parts.stream().anyMatch(part -> part.startsWith(name));
  }

  private static RecurrenceRule rule(String rule, String asGiven) {
    try {
      return new RecurrenceRule(rule, RfcMode.RFC2445_STRICT);
    } catch (InvalidRecurrenceRuleException wrong) {
      throw new DateTimeException(
          asGiven + " is no rule of iCalendar: " + wrong.getMessage(), wrong);
    }
  }

  /** A time on the wall, whose months the library counts from 0. */
  private static DateTime time(LocalDateTime time) {
    return new DateTime(
        time.getYear(),
        time.getMonthValue() - 1,
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond());
  }

  private static LocalDateTime time(DateTime time) {
    return LocalDateTime.of(
        time.getYear(),
        time.getMonth() + 1,
        time.getDayOfMonth(),
        time.getHours(),
        time.getMinutes(),
        time.getSeconds());
  }

  /** The last instant by which one may begin. */
  private static Instant last(String value, When start) {
    When until = When.of(value, new Property("UNTIL", Map.of(), ""), start.zone());
    // A date stands for its whole day, and so does a time where whole days come again.
    boolean wholeDay = until.isDate() || start.isDate();
    ZoneId zone = until.zone() == ZoneOffset.UTC && start.isDate() ? start.zone() : until.zone();
    return wholeDay
        ? until.local().toLocalDate().plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1)
        : until.instant();
  }
}
