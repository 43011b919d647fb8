package dev.trestle.plugins.calendars.api;

import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges single instants by the words of the rules, and counts minute by minute: slow, and shares
 * nothing with the calendars it checks but the rules themselves.
 */
final class SlowCalendar {
  static final long MINUTE = 60_000;

  private final List<Edition> editions;

  SlowCalendar(List<Edition> editions) {
    this.editions = editions;
  }

  boolean isOpen(long at) {
    Edition edition = null;
    for (Edition candidate : editions) {
      if (candidate.validFromMillis() <= at
          && (edition == null || candidate.validFromMillis() > edition.validFromMillis())) {
        edition = candidate;
      }
    }
    return edition != null && isOpen(edition, at);
  }

  /** The open minutes between two instants on whole minutes. */
  long minutes(long from, long until) {
    long count = 0;
    for (long at = from; at < until; at += MINUTE) {
      count += isOpen(at) ? 1 : 0;
    }
    return count;
  }

  private static boolean isOpen(Edition edition, long at) {
    for (Closure closure : edition.closures()) {
      if (at >= closure.fromMillis() && at < closure.untilMillis()) {
        return false;
      }
    }
    // The day an instant belongs to is the last one that has begun.
    LocalDate today = Instant.ofEpochMilli(at).atZone(edition.zone()).toLocalDate().plusDays(1);
    while (today.atStartOfDay(edition.zone()).toInstant().toEpochMilli() > at) {
      today = today.minusDays(1);
    }
    for (SpecialDays days : edition.days()) {
      if (days.effect() == Effect.CLOSED_DURING && isOn(days, today)) {
        for (Hours hours : days.hours()) {
          if (holds(edition, today, hours, at)) {
            return false;
          }
        }
      }
    }
    SpecialDays special = ruling(edition, today);
    if (opens(edition, today, at)) {
      return true;
    }
    LocalDate yesterday = today.minusDays(1);
    if (yesterday.atStartOfDay(edition.zone()).equals(today.atStartOfDay(edition.zone()))) {
      // A date that never was.
      yesterday = yesterday.minusDays(1);
    }
    return special == null && opens(edition, yesterday, at);
  }

  private static boolean opens(Edition edition, LocalDate date, long at) {
    SpecialDays special = ruling(edition, date);
    List<Hours> hours = List.of();
    if (special != null) {
      hours = special.effect() == Effect.OPEN ? special.hours() : List.of();
    } else {
      for (WeeklyHours week : edition.weeks()) {
        boolean begun = week.from() == null || !week.from().isAfter(date);
        boolean ended = week.until() != null && week.until().isBefore(date);
        if (begun && !ended) {
          hours = week.days().getOrDefault(date.getDayOfWeek(), List.of());
        }
      }
    }
    return hours.stream().anyMatch(part -> holds(edition, date, part, at));
  }

  private static boolean holds(Edition edition, LocalDate date, Hours hours, long at) {
    LocalDateTime opens = date.atStartOfDay().plusSeconds(hours.fromSecond());
    LocalDateTime closes = date.atStartOfDay().plusSeconds(hours.untilSecond());
    ZoneOffsetTransition change = edition.zone().getRules().getTransition(opens);
    if (change != null && change.isGap() && !closes.isAfter(change.getDateTimeAfter())) {
      return false;
    }
    return at >= ZonedDateTime.of(opens, edition.zone()).toInstant().toEpochMilli()
        && at < ZonedDateTime.of(closes, edition.zone()).toInstant().toEpochMilli();
  }

  private static @Nullable SpecialDays ruling(Edition edition, LocalDate date) {
    SpecialDays ruling = null;
    for (boolean holiday : List.of(true, false)) {
      for (boolean yearly : List.of(true, false)) {
        for (SpecialDays days : edition.days()) {
          if (days.holiday() == holiday
              && days.yearly() == yearly
              && days.effect() != Effect.CLOSED_DURING
              && isOn(days, date)) {
            ruling = days;
          }
        }
      }
    }
    return ruling;
  }

  private static boolean isOn(SpecialDays days, LocalDate date) {
    if (!days.yearly()) {
      return !date.isBefore(days.from()) && !date.isAfter(days.until());
    }
    for (LocalDate begin = date.minusYears(1); !begin.isAfter(date); begin = begin.plusDays(1)) {
      if (begin.getYear() >= days.from().getYear()
          && MonthDay.from(begin).equals(MonthDay.from(days.from()))) {
        int crossed = days.until().getYear() - days.from().getYear();
        LocalDate end = MonthDay.from(days.until()).atYear(begin.getYear() + crossed);
        if (!date.isAfter(end)) {
          return true;
        }
      }
    }
    return false;
  }
}
