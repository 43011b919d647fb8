package dev.trestle.plugins.calendars.api;

import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An edition's rules, found by date. */
final class DatedRules {
  private static final Reason OUTSIDE = new Reason(Reason.Kind.OUTSIDE_HOURS, null);
  private static final Reason NOT_VALID = new Reason(Reason.Kind.NOT_VALID, null);

  private final List<WeeklyHours> weeks;
  private final Map<Long, List<SpecialDays>> dated = new HashMap<>();
  private final List<SpecialDays> yearly = new ArrayList<>();

  /**
   * What a date is like.
   *
   * @param whole whether the date's own rules replace what reaches into it from the day before
   * @param open the parts that open on the date, each with its reason
   * @param closed the parts that are closed although the rest says open
   * @param rest why the remaining time is closed
   */
  record Day(boolean whole, List<Part> open, List<Part> closed, Reason rest) {}

  /** A part of a day, with the reason it is open or closed. */
  record Part(Hours hours, Reason reason) {}

  DatedRules(Edition edition) {
    weeks = edition.weeks();
    for (SpecialDays days : edition.days()) {
      if (days.yearly()) {
        yearly.add(days);
      } else {
        for (LocalDate date = days.from(); !date.isAfter(days.until()); date = date.plusDays(1)) {
          dated.computeIfAbsent(date.toEpochDay(), day -> new ArrayList<>(1)).add(days);
        }
      }
    }
  }

  Day on(LocalDate date) {
    List<SpecialDays> special = specialOn(date);
    SpecialDays ruling = null;
    List<Part> closed = new ArrayList<>(0);
    for (SpecialDays days : special) {
      if (days.effect() == Effect.CLOSED_DURING) {
        days.hours().forEach(hours -> closed.add(new Part(hours, closing(days))));
      } else if (ruling == null || ruling.holiday() || !days.holiday()) {
        ruling = days;
      }
    }
    WeeklyHours week = weekOn(date);
    Reason rest = week == null ? NOT_VALID : OUTSIDE;
    if (ruling == null) {
      return new Day(false, week == null ? List.of() : usual(week, date), closed, rest);
    }
    if (ruling.effect() == Effect.CLOSED) {
      return new Day(true, List.of(), closed, closing(ruling));
    }
    Reason reason = new Reason(Reason.Kind.SPECIAL_HOURS, ruling.name());
    List<Part> open = ruling.hours().stream().map(hours -> new Part(hours, reason)).toList();
    return new Day(true, open, closed, closing(ruling));
  }

  /** The earliest and the latest date on which something may open; null when there is none. */
  LocalDate @Nullable [] openingDates() {
    LocalDate first = null;
    LocalDate last = null;
    for (WeeklyHours week : weeks) {
      if (week.opens()) {
        first = week.from() == null ? LocalDate.MIN : earlier(first, week.from());
        last = week.until() == null ? LocalDate.MAX : later(last, week.until());
      }
    }
    for (SpecialDays days : yearly) {
      if (days.effect() == Effect.OPEN) {
        first = earlier(first, days.from());
        last = LocalDate.MAX;
      }
    }
    for (Map.Entry<Long, List<SpecialDays>> entry : dated.entrySet()) {
      if (entry.getValue().stream().anyMatch(days -> days.effect() == Effect.OPEN)) {
        LocalDate date = LocalDate.ofEpochDay(entry.getKey());
        first = earlier(first, date);
        last = later(last, date);
      }
    }
    return first == null || last == null ? null : new LocalDate[] {first, last};
  }

  private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private static Reason closing(SpecialDays days) {
    return new Reason(days.holiday() ? Reason.Kind.HOLIDAY : Reason.Kind.EXCEPTION, days.name());
  }

  private static List<Part> usual(WeeklyHours week, LocalDate date) {
    List<Hours> hours = week.on(date.getDayOfWeek());
    if (hours.isEmpty()) {
      return List.of();
    }
    Reason reason = new Reason(Reason.Kind.WEEKLY_HOURS, week.name());
    return hours.stream().map(part -> new Part(part, reason)).toList();
  }

  private @Nullable WeeklyHours weekOn(LocalDate date) {
    for (int i = weeks.size() - 1; i >= 0; i--) {
      if (weeks.get(i).appliesOn(date)) {
        return weeks.get(i);
      }
    }
    return null;
  }

  private List<SpecialDays> specialOn(LocalDate date) {
    List<SpecialDays> found = dated.getOrDefault(date.toEpochDay(), List.of());
    if (yearly.isEmpty()) {
      return found;
    }
    // What names its year goes before what comes every year.
    List<SpecialDays> all = new ArrayList<>();
    for (SpecialDays days : yearly) {
      if (comesOn(days, date, date.getYear()) || comesOn(days, date, date.getYear() - 1)) {
        all.add(days);
      }
    }
    all.addAll(found);
    return all;
  }

  /** Whether a date is among those that a yearly rule has from a date of this year on. */
  private static boolean comesOn(SpecialDays days, LocalDate date, int year) {
    MonthDay begin = MonthDay.from(days.from());
    if (year < days.from().getYear() || !begin.isValidYear(year)) {
      return false;
    }
    LocalDate from = begin.atYear(year);
    LocalDate until =
        MonthDay.from(days.until()).atYear(year + days.until().getYear() - days.from().getYear());
    return !date.isBefore(from) && !date.isAfter(until);
  }
}
