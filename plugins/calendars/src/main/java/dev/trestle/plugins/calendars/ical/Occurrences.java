package dev.trestle.plugins.calendars.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final String YEARLY = "YEARLY";
  private static final Pattern ORDINAL = Pattern.compile("\\d");

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
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : rule.strip().toUpperCase(Locale.ROOT).split(";")) {
      String[] sides = part.strip().split("=", 2);
      if (!part.isBlank() && (sides.length < 2 || parts.put(sides[0], sides[1]) != null)) {
        throw new DateTimeException(rule + " is no rule of iCalendar: read it at " + part);
      }
    }
    String until = parts.remove("UNTIL");
    Instant limit = horizon;
    if (until != null) {
      Instant last = last(until, start);
      limit = last.isBefore(limit) ? last.plusMillis(1) : limit;
    }
    RecurrenceRule read = rule(parts, rule);
    int count = read.getCount() == null ? max : Math.min(max, read.getCount());
    parts.remove("COUNT");
    return WithinDays.isMeantBy(parts)
        ? new WithinDays(parts, start).before(limit, count)
        : byTheLibrary(parts, rule, start, limit, count);
  }

  private static List<LocalDateTime> byTheLibrary(
      Map<String, String> parts, String asGiven, When start, Instant limit, int max) {
    LocalDateTime begin = start.local();
    Set<Integer> monthDays = Set.of();
    if (YEARLY.equals(parts.get("FREQ"))) {
      if (parts.containsKey("BYMONTHDAY") && !narrowed(parts)) {
        if (ORDINAL.matcher(parts.getOrDefault("BYDAY", "")).find()) {
          // The 30th Tuesday is one of the year, which a month beside it would make one of the
          // month.
          monthDays = WithinDays.numbers(parts.remove("BYMONTHDAY"));
        } else {
          // The library takes the begin's month only; by RFC 5545 days of the month are those of
          // each.
          parts.put("BYMONTH", "1,2,3,4,5,6,7,8,9,10,11,12");
        }
      }
      if (parts.containsKey("BYSETPOS") && !parts.containsKey("BYWEEKNO")) {
        // The library counts places from the begin on; by RFC 5545 they are those in the year.
        begin = fromNewYear(parts, begin);
      }
    }
    List<LocalDateTime> found = new ArrayList<>();
    RecurrenceRule parsed = rule(parts, asGiven);
    try {
      RecurrenceRuleIterator each = parsed.iterator(time(begin));
      while (each.hasNext() && found.size() < max) {
        LocalDateTime time = time(each.nextDateTime());
        if (!start.at(time).instant().isBefore(limit)) {
          break;
        }
        if (!time.isBefore(start.local()) && isOn(monthDays, time)) {
          found.add(time);
        }
      }
    } catch (IllegalArgumentException | IllegalStateException never) {
      // The rule names what never comes, at least for as long as it makes sense to look.
      return found;
    } catch (IndexOutOfBoundsException lost) {
      // So ends the library on the 366th day before a year's end that must be some day of the week.
      throw new DateTimeException(asGiven + " is a rule that cannot be followed", lost);
    }
    return found;
  }

  /**
   * The first instant of the begin's year, where the rule says what else it took from the begin.
   */
  private static LocalDateTime fromNewYear(Map<String, String> parts, LocalDateTime begin) {
    boolean named = parts.containsKey("BYMONTHDAY") || parts.containsKey("BYYEARDAY");
    if (!named && !parts.containsKey("BYDAY")) {
      parts.put("BYMONTHDAY", String.valueOf(begin.getDayOfMonth()));
      parts.putIfAbsent("BYMONTH", String.valueOf(begin.getMonthValue()));
    }
    return begin.withDayOfYear(1);
  }

  private static boolean isOn(Set<Integer> monthDays, LocalDateTime time) {
    int day = time.getDayOfMonth();
    return monthDays.isEmpty()
        || monthDays.contains(day)
        || monthDays.contains(day - 1 - time.toLocalDate().lengthOfMonth());
  }

  private static boolean narrowed(Map<String, String> parts) {
    return parts.containsKey("BYMONTH")
        || parts.containsKey("BYWEEKNO")
        || parts.containsKey("BYYEARDAY");
  }

  private static RecurrenceRule rule(Map<String, String> parts, String asGiven) {
    List<String> text = new ArrayList<>();
    parts.forEach((name, value) -> text.add(name + "=" + value));
    try {
      return new RecurrenceRule(String.join(";", text), RfcMode.RFC2445_STRICT);
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
