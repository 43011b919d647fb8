package dev.trestle.plugins.sla.clock;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Weekly hours with holidays, computed day by day: slow, and easy to check by eye. */
record Week(ZoneId zone, Map<DayOfWeek, List<Hours>> days, Set<LocalDate> holidays)
    implements WorkingTime {
  private static final int DAYS_MAX = 400;

  /** Minutes of a day. */
  record Hours(int from, int until) {}

  /** Monday to Friday from 9 to 17 in UTC. */
  static Week usual() {
    Map<DayOfWeek, List<Hours>> days = new java.util.EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day, day.getValue() < 6 ? List.of(new Hours(540, 1020)) : List.of());
    }
    return new Week(ZoneId.of("UTC"), days, Set.of());
  }

  private List<Stretch> openOn(LocalDate date) {
    List<Stretch> open = new ArrayList<>();
    if (!holidays.contains(date)) {
      for (Hours hours : days.getOrDefault(date.getDayOfWeek(), List.of())) {
        open.add(
            new Stretch(
                instant(date, hours.from()), instant(date, hours.until()), true, null, null));
      }
    }
    return open;
  }

  private long instant(LocalDate date, int minute) {
    LocalDate day = date.plusDays(minute / 1440);
    return day.atTime(LocalTime.ofSecondOfDay(minute % 1440 * 60L))
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  private LocalDate dateOf(long time) {
    return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
  }

  @Override
  public long between(long from, long until) {
    return stretches(from, until).stream()
        .filter(Stretch::open)
        .mapToLong(stretch -> stretch.until() - stretch.from())
        .sum();
  }

  @Override
  public long add(long from, long working) {
    long left = working;
    LocalDate first = dateOf(from);
    for (int day = 0; day < DAYS_MAX; day++) {
      for (Stretch open : openOn(first.plusDays(day))) {
        long begin = Math.max(from, open.from());
        long length = Math.max(0, open.until() - begin);
        if (length >= left) {
          return begin + left;
        }
        left -= length;
      }
    }
    return NEVER;
  }

  @Override
  public List<Stretch> stretches(long from, long until) {
    List<Stretch> all = new ArrayList<>();
    long at = from;
    for (LocalDate day = dateOf(from); at < until; day = day.plusDays(1)) {
      for (Stretch open : openOn(day)) {
        long begin = Math.max(at, open.from());
        long end = Math.min(until, open.until());
        if (begin < end) {
          close(all, at, begin);
          all.add(new Stretch(begin, end, true, null, null));
          at = end;
        }
      }
      long midnight = Math.min(until, instant(day.plusDays(1), 0));
      close(all, at, midnight);
      at = Math.max(at, midnight);
    }
    return all;
  }

  private static void close(List<Stretch> all, long from, long until) {
    if (from < until) {
      all.add(new Stretch(from, until, false, "OUTSIDE_HOURS", null));
    }
  }
}
