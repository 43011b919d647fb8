package dev.trestle.plugins.calendars.ical;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When a rule says that something comes again. */
final class Occurrences {
  /** How many periods are looked at: rules may say what never happens. */
  private static final int PERIODS_MAX = 400_000;

  private final RecurrenceRule rule;
  private final When start;
  private final Instant limit;
  private final List<LocalDateTime> found = new ArrayList<>();

  private Occurrences(RecurrenceRule rule, When start, Instant limit) {
    this.rule = rule;
    this.start = start;
    this.limit = limit;
  }

  /**
   * What a rule names from the start on, in order. The start itself is among it only if the rule
   * names it: what begins then happens all the same, but is not counted.
   *
   * @param horizon those that begin then or later are left out
   * @param max how many at most
   */
  static List<LocalDateTime> of(RecurrenceRule rule, When start, Instant horizon, int max) {
    Instant last = until(rule, start);
    Instant limit = last == null || horizon.isBefore(last) ? horizon : last.plusMillis(1);
    Occurrences occurrences = new Occurrences(rule, start, limit);
    occurrences.expand(rule.count == 0 ? max : Math.min(max, rule.count));
    return occurrences.found;
  }

  private static @Nullable Instant until(RecurrenceRule rule, When start) {
    if (rule.until == null) {
      return null;
    }
    When until = When.of(rule.until, new Property("UNTIL", Map.of(), ""), start.zone());
    // A date stands for its whole day, and so does a time where whole days come again.
    boolean wholeDay = until.isDate() || start.isDate();
    ZoneId zone = until.zone() == ZoneOffset.UTC && start.isDate() ? start.zone() : until.zone();
    return wholeDay
        ? until.local().toLocalDate().plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1)
        : until.instant();
  }

  private void expand(int max) {
    LocalDateTime period = firstPeriod();
    for (int i = 0; i < PERIODS_MAX && found.size() < max; i++) {
      LocalDateTime at = period.plus((long) i * rule.interval, rule.unit);
      if (!start.at(at).instant().isBefore(limit)) {
        return;
      }
      for (LocalDateTime each : chosen(inPeriod(at))) {
        if (!start.at(each).instant().isBefore(limit)) {
          return;
        }
        if (!each.isBefore(start.local()) && found.size() < max) {
          found.add(each);
        }
      }
    }
  }

  /** Where counting by intervals begins: months and years from their first day. */
  private LocalDateTime firstPeriod() {
    LocalDateTime at = start.local();
    return switch (rule.unit) {
      case YEARS -> at.withDayOfYear(1);
      case MONTHS -> at.withDayOfMonth(1);
      case WEEKS -> at.with(TemporalAdjusters.previousOrSame(rule.weekStart));
      default -> at;
    };
  }

  private List<LocalDateTime> inPeriod(LocalDateTime at) {
    LocalDate day = start.local().toLocalDate();
    List<LocalDateTime> all = new ArrayList<>();
    if (rule.unit.compareTo(ChronoUnit.DAYS) >= 0) {
      for (LocalDate date : rule.dates(at.toLocalDate(), day)) {
        addTimes(date, at, all);
      }
    } else if (rule.passes(at.toLocalDate()) && passesTime(at)) {
      addTimes(at.toLocalDate(), at, all);
    }
    return all;
  }

  /** The times of a date: what the rule leaves open is as at the start, or as in the period. */
  private void addTimes(LocalDate date, LocalDateTime at, List<LocalDateTime> all) {
    boolean hourly = rule.unit.compareTo(ChronoUnit.HOURS) <= 0;
    boolean minutely = rule.unit.compareTo(ChronoUnit.MINUTES) <= 0;
    boolean secondly = rule.unit == ChronoUnit.SECONDS;
    for (int hour : or(hourly ? List.of() : rule.hours, at.getHour())) {
      for (int minute : or(minutely ? List.of() : rule.minutes, at.getMinute())) {
        for (int second : or(secondly ? List.of() : rule.seconds, at.getSecond())) {
          all.add(date.atTime(LocalTime.of(hour, minute, Math.min(second, 59))));
        }
      }
    }
  }

  private boolean passesTime(LocalDateTime at) {
    boolean minutely = rule.unit.compareTo(ChronoUnit.MINUTES) <= 0;
    return (rule.hours.isEmpty() || rule.hours.contains(at.getHour()))
        && (!minutely || rule.minutes.isEmpty() || rule.minutes.contains(at.getMinute()))
        && (rule.unit != ChronoUnit.SECONDS
            || rule.seconds.isEmpty()
            || rule.seconds.contains(at.getSecond()));
  }

  private List<LocalDateTime> chosen(List<LocalDateTime> unsorted) {
    List<LocalDateTime> all = new ArrayList<>(new TreeSet<>(unsorted));
    if (rule.positions.isEmpty()) {
      return all;
    }
    List<LocalDateTime> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (rule.positions.contains(i + 1) || rule.positions.contains(i - all.size())) {
        chosen.add(all.get(i));
      }
    }
    return chosen;
  }

  private static List<Integer> or(List<Integer> given, int otherwise) {
    return given.isEmpty() ? List.of(otherwise) : given;
  }
}
