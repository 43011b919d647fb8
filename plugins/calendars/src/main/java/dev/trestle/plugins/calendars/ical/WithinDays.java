package dev.trestle.plugins.calendars.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule that goes by hours, minutes or seconds: the dates that it names, and on each the times.
 *
 * <p>The library steps from hour to hour, and takes a rule that names none for some weeks for one
 * that has ended.
 */
final class WithinDays {
  private static final int DAY = 86_400;
  private static final int HOUR = 3_600;
  private static final int MINUTE = 60;

  /** Some years of minutes; what steps more often than that is no plan of anybody's. */
  private static final int STEPS_MAX = 4_000_000;

  private static final Map<String, Integer> UNITS =
      Map.of("HOURLY", HOUR, "MINUTELY", MINUTE, "SECONDLY", 1);
  private static final List<String> OF_DATES =
      List.of("BYMONTH", "BYYEARDAY", "BYMONTHDAY", "BYDAY");

  private final Map<String, String> parts;
  private final When start;
  private final int unit;
  private final long interval;
  private int looked;

  WithinDays(Map<String, String> parts, When start) {
    this.parts = parts;
    this.start = start;
    this.unit = UNITS.getOrDefault(parts.getOrDefault("FREQ", ""), HOUR);
    this.interval = Long.parseLong(parts.getOrDefault("INTERVAL", "1"));
  }

  /** Whether a rule is one of these. */
  static boolean isMeantBy(Map<String, String> parts) {
    return UNITS.containsKey(parts.getOrDefault("FREQ", ""));
  }

  /**
   * What the rule names before an instant, in order.
   *
   * @throws DateTimeException when too many steps of it name nothing
   */
  List<LocalDateTime> before(Instant limit, int max) {
    List<LocalDateTime> found = new ArrayList<>();
    When midnight = start.at(start.local().toLocalDate().atStartOfDay());
    for (LocalDateTime date : Occurrences.of(dates(), midnight, limit, Integer.MAX_VALUE)) {
      if (looked > STEPS_MAX) {
        throw new DateTimeException(parts + " is a rule that cannot be followed");
      }
      for (LocalDateTime time : on(date.toLocalDate())) {
        if (found.size() >= max || !start.at(time).instant().isBefore(limit)) {
          return found;
        }
        if (!time.isBefore(start.local())) {
          found.add(time);
        }
      }
    }
    return found;
  }

  /** The rule of its dates. */
  private String dates() {
    Map<String, String> named = new LinkedHashMap<>();
    for (String part : OF_DATES) {
      if (parts.containsKey(part)) {
        named.put(part, parts.get(part));
      }
    }
    if (named.isEmpty()) {
      return "FREQ=DAILY";
    }
    StringBuilder rule = new StringBuilder("FREQ=YEARLY");
    if (named.size() == 1 && named.containsKey("BYMONTH")) {
      rule.append(";BYDAY=MO,TU,WE,TH,FR,SA,SU");
    }
    named.forEach((part, value) -> rule.append(';').append(part).append('=').append(value));
    return rule.toString();
  }

  private List<LocalDateTime> on(LocalDate date) {
    List<LocalDateTime> times = new ArrayList<>();
    Set<Integer> hours = numbers(parts.get("BYHOUR"));
    for (int hour = 0; hour < DAY / HOUR; hour++) {
      if (hours.isEmpty() || hours.contains(hour)) {
        addTimesIn(date.atTime(hour, 0), times);
      }
    }
    return times;
  }

  private void addTimesIn(LocalDateTime hour, List<LocalDateTime> times) {
    Set<Integer> minutes = numbers(parts.get("BYMINUTE"));
    Set<Integer> seconds = numbers(parts.get("BYSECOND"));
    Set<Integer> places = numbers(parts.get("BYSETPOS"));
    LocalDateTime begin = start.local();
    long before = steps(hour) - steps(begin);
    for (long step = Math.floorMod(-before, interval); step < HOUR / unit; step += interval) {
      looked++;
      LocalDateTime time = hour.plusSeconds(step * unit);
      List<LocalDateTime> ofStep = new ArrayList<>();
      for (int minute : named(minutes, unit < HOUR, time.getMinute(), begin.getMinute())) {
        for (int second : named(seconds, unit < MINUTE, time.getSecond(), begin.getSecond())) {
          // A leap second is as good as the one before it.
          ofStep.add(hour.withMinute(minute).withSecond(Math.min(second, 59)));
        }
      }
      for (int i = 0; i < ofStep.size(); i++) {
        if (places.isEmpty() || places.contains(i + 1) || places.contains(i - ofStep.size())) {
          times.add(ofStep.get(i));
        }
      }
    }
  }

  private long steps(LocalDateTime time) {
    return Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), unit);
  }

  /**
   * Which numbers of a finer unit are meant.
   *
   * @param stepped whether the rule steps by this unit or a finer one; else the named ones are all
   *     meant
   */
  private static Set<Integer> named(Set<Integer> named, boolean stepped, int at, int begin) {
    if (stepped) {
      return named.isEmpty() || named.contains(at) ? Set.of(at) : Set.of();
    }
    return named.isEmpty() ? Set.of(begin) : named;
  }

  /** The numbers of a list; empty when there is none. */
  static Set<Integer> numbers(@Nullable String list) {
    Set<Integer> numbers = new TreeSet<>();
    for (String number : list == null ? new String[0] : list.split(",")) {
      numbers.add(Integer.parseInt(number.strip()));
    }
    return numbers;
  }
}
