package dev.trestle.plugins.calendars.ical;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule by which something comes again: RRULE or EXRULE of RFC 5545. */
final class RecurrenceRule {
  private static final Pattern BY_DAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
  private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  final ChronoUnit unit;
  final int interval;

  /** How many there are; 0: no such limit. */
  final int count;

  /** The last one, as text; null: no such limit. */
  final @Nullable String until;

  final List<Integer> seconds;
  final List<Integer> minutes;
  final List<Integer> hours;
  final List<Integer> positions;
  final DayOfWeek weekStart;

  private final List<Integer> months;
  private final List<Integer> monthDays;
  private final List<Integer> yearDays;
  private final List<Integer> weeks;
  private final List<ByDay> days;

  /** A weekday; the n-th of its month or year, counted from the end when negative, 0 for all. */
  private record ByDay(DayOfWeek day, int n) {}

  /**
   * Reads a rule.
   *
   * @throws DateTimeException when it is none
   */
  RecurrenceRule(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.strip().split(";")) {
      String[] sides = part.split("=", 2);
      parts.put(
          sides[0].strip().toUpperCase(Locale.ROOT),
          sides.length == 1 ? "" : sides[1].strip().toUpperCase(Locale.ROOT));
    }
    unit =
        switch (parts.getOrDefault("FREQ", "")) {
          case "SECONDLY" -> ChronoUnit.SECONDS;
          case "MINUTELY" -> ChronoUnit.MINUTES;
          case "HOURLY" -> ChronoUnit.HOURS;
          case "DAILY" -> ChronoUnit.DAYS;
          case "WEEKLY" -> ChronoUnit.WEEKS;
          case "MONTHLY" -> ChronoUnit.MONTHS;
          case "YEARLY" -> ChronoUnit.YEARS;
          default -> throw new DateTimeException(text + " does not say how often");
        };
    interval = Math.max(1, number(parts, "INTERVAL", 1));
    count = number(parts, "COUNT", 0);
    until = parts.get("UNTIL");
    seconds = numbers(parts, "BYSECOND");
    minutes = numbers(parts, "BYMINUTE");
    hours = numbers(parts, "BYHOUR");
    positions = numbers(parts, "BYSETPOS");
    months = numbers(parts, "BYMONTH");
    monthDays = numbers(parts, "BYMONTHDAY");
    yearDays = numbers(parts, "BYYEARDAY");
    weeks = numbers(parts, "BYWEEKNO");
    days = byDays(parts.get("BYDAY"));
    int start = DAYS.indexOf(parts.getOrDefault("WKST", "MO"));
    weekStart = DayOfWeek.of(Math.max(0, start) + 1);
  }

  /** Whether a date passes all parts; for frequencies of a day and less. */
  boolean passes(LocalDate date) {
    return (months.isEmpty() || months.contains(date.getMonthValue()))
        && (monthDays.isEmpty() || holds(monthDays, date.getDayOfMonth(), date.lengthOfMonth()))
        && (yearDays.isEmpty() || holds(yearDays, date.getDayOfYear(), date.lengthOfYear()))
        && (days.isEmpty() || days.stream().anyMatch(by -> by.day() == date.getDayOfWeek()));
  }

  /**
   * The dates of the week, month or year that a date is in.
   *
   * @param start the first occurrence, which gives what the rule leaves open
   */
  TreeSet<LocalDate> dates(LocalDate period, LocalDate start) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    switch (unit) {
      case WEEKS -> week(period, start, dates);
      case MONTHS -> {
        if (months.isEmpty() || months.contains(period.getMonthValue())) {
          month(period, start, dates);
        }
      }
      case YEARS -> year(period, start, dates);
      default -> {
        if (passes(period)) {
          dates.add(period);
        }
      }
    }
    return dates;
  }

  private void week(LocalDate period, LocalDate start, TreeSet<LocalDate> dates) {
    LocalDate first = period.with(TemporalAdjusters.previousOrSame(weekStart));
    for (LocalDate date = first; date.isBefore(first.plusWeeks(1)); date = date.plusDays(1)) {
      DayOfWeek weekday = date.getDayOfWeek();
      boolean named =
          days.isEmpty()
              ? weekday == start.getDayOfWeek()
              : days.stream().anyMatch(by -> by.day() == weekday);
      if (named && (months.isEmpty() || months.contains(date.getMonthValue()))) {
        dates.add(date);
      }
    }
  }

  private void month(LocalDate period, LocalDate start, TreeSet<LocalDate> dates) {
    LocalDate first = period.withDayOfMonth(1);
    LocalDate last = first.with(TemporalAdjusters.lastDayOfMonth());
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      boolean named;
      if (!monthDays.isEmpty()) {
        named =
            holds(monthDays, date.getDayOfMonth(), date.lengthOfMonth())
                && (days.isEmpty() || isNamed(date, first, last));
      } else {
        named =
            days.isEmpty()
                ? date.getDayOfMonth() == start.getDayOfMonth()
                : isNamed(date, first, last);
      }
      if (named) {
        dates.add(date);
      }
    }
  }

  private void year(LocalDate period, LocalDate start, TreeSet<LocalDate> dates) {
    LocalDate first = period.withDayOfYear(1);
    if (!weeks.isEmpty()) {
      weeksOfYear(first.getYear(), start, dates);
    } else if (!yearDays.isEmpty()) {
      for (LocalDate date = first; date.getYear() == first.getYear(); date = date.plusDays(1)) {
        if (passes(date)) {
          dates.add(date);
        }
      }
    } else if (!months.isEmpty()) {
      months.forEach(month -> month(first.withMonth(month), start, dates));
    } else if (!monthDays.isEmpty()) {
      // By days of months without a month: in every month.
      for (int month = 1; month <= 12; month++) {
        month(first.withMonth(month), start, dates);
      }
    } else if (!days.isEmpty()) {
      LocalDate last = first.with(TemporalAdjusters.lastDayOfYear());
      for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
        if (isNamed(date, first, last)) {
          dates.add(date);
        }
      }
    } else if (start.getMonthValue() != 2 || start.getDayOfMonth() < 29 || first.isLeapYear()) {
      dates.add(start.withYear(first.getYear()));
    }
  }

  private void weeksOfYear(int year, LocalDate start, TreeSet<LocalDate> dates) {
    WeekFields fields = WeekFields.of(weekStart, 4);
    LocalDate middle = LocalDate.of(year, 7, 1);
    int inYear = (int) middle.range(fields.weekOfWeekBasedYear()).getMaximum();
    for (int week = 1; week <= inYear; week++) {
      if (holds(weeks, week, inYear)) {
        LocalDate first =
            middle.with(fields.weekOfWeekBasedYear(), week).with(fields.dayOfWeek(), 1);
        for (int i = 0; i < 7; i++) {
          LocalDate date = first.plusDays(i);
          boolean named =
              days.isEmpty()
                  ? date.getDayOfWeek() == start.getDayOfWeek()
                  : days.stream().anyMatch(by -> by.day() == date.getDayOfWeek());
          if (named && (months.isEmpty() || months.contains(date.getMonthValue()))) {
            dates.add(date);
          }
        }
      }
    }
  }

  private boolean isNamed(LocalDate date, LocalDate first, LocalDate last) {
    int fromStart = (int) ChronoUnit.DAYS.between(first, date) / 7 + 1;
    int fromEnd = -(int) ChronoUnit.DAYS.between(date, last) / 7 - 1;
    return days.stream()
        .anyMatch(by ->
            by.day() == date.getDayOfWeek()
                && (by.n() == 0 || by.n() == fromStart || by.n() == fromEnd));
  }

  /** Whether numbers that count from both ends hold one. */
  private static boolean holds(List<Integer> numbers, int number, int of) {
    return numbers.contains(number) || numbers.contains(number - of - 1);
  }

  private static List<ByDay> byDays(@Nullable String text) {
    List<ByDay> days = new ArrayList<>();
    for (String part : text == null ? new String[0] : text.split(",")) {
      Matcher day = BY_DAY.matcher(part.strip());
      if (!day.matches()) {
        throw new DateTimeException(part + " is no weekday of iCalendar");
      }
      int n = day.group(1) == null ? 0 : Integer.parseInt(day.group(1));
      days.add(new ByDay(DayOfWeek.of(DAYS.indexOf(day.group(2)) + 1), n));
    }
    return days;
  }

  private static int number(Map<String, String> parts, String name, int otherwise) {
    List<Integer> numbers = numbers(parts, name);
    return numbers.isEmpty() ? otherwise : numbers.getFirst();
  }

  private static List<Integer> numbers(Map<String, String> parts, String name) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : parts.getOrDefault(name, "").split(",")) {
      if (!part.isBlank()) {
        if (!part.strip().matches("[+-]?\\d{1,6}")) {
          throw new DateTimeException(part + " is no number of " + name);
        }
        numbers.add(Integer.parseInt(part.strip()));
      }
    }
    return numbers;
  }
}
