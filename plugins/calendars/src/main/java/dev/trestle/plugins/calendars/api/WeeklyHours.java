package dev.trestle.plugins.calendars.api;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a usual week, for all dates or for a season. On a date to which several apply, the
 * last one in the list decides alone.
 *
 * @param name for explanations, such as {@code Summer hours}; null when it needs none
 * @param from the first date; null: since ever
 * @param until the last date; null: for ever
 * @param days the parts of each day; a day that is not named is closed
 */
public record WeeklyHours(
    @Nullable String name,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    Map<DayOfWeek, List<Hours>> days) {
  public WeeklyHours {
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("a week's last date is not before its first");
    }
    Map<DayOfWeek, List<Hours>> copy = new EnumMap<>(DayOfWeek.class);
    days.forEach((day, hours) -> copy.put(day, List.copyOf(hours)));
    days = java.util.Collections.unmodifiableMap(copy);
  }

  /** The same hours on several days of every week, for ever. */
  public static WeeklyHours every(List<DayOfWeek> days, Hours... hours) {
    Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
    days.forEach(day -> week.put(day, List.of(hours)));
    return new WeeklyHours(null, null, null, week);
  }

  boolean appliesOn(LocalDate date) {
    return (from == null || !date.isBefore(from)) && (until == null || !date.isAfter(until));
  }

  List<Hours> on(DayOfWeek day) {
    return days.getOrDefault(day, List.of());
  }

  boolean opens() {
    return days.values().stream().anyMatch(hours -> !hours.isEmpty());
  }
}
