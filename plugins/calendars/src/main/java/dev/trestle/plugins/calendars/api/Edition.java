package dev.trestle.plugins.calendars.api;

import java.time.ZoneId;
import java.util.List;

/**
 * The rules of a calendar as they are from one instant on, until the next edition's begin. Time
 * before an edit is judged by the rules of that time: history keeps what was true then.
 *
 * @param validFromMillis milliseconds since 1970 in UTC; {@link Long#MIN_VALUE}: since ever
 * @param zone whose clock on the wall the hours are read from
 * @param weeks usual weeks; on a date to which none applies the calendar is not valid, and closed
 * @param days holidays and exceptions
 * @param closures spans of time that are closed
 */
public record Edition(
    long validFromMillis,
    ZoneId zone,
    List<WeeklyHours> weeks,
    List<SpecialDays> days,
    List<Closure> closures) {
  public Edition {
    weeks = List.copyOf(weeks);
    days = List.copyOf(days);
    closures = List.copyOf(closures);
  }

  /** Rules that have been true since ever. */
  public static Edition of(ZoneId zone, List<WeeklyHours> weeks, List<SpecialDays> days) {
    return new Edition(Long.MIN_VALUE, zone, weeks, days, List.of());
  }
}
