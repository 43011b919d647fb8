package dev.trestle.plugins.tests.reference;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * An instant, some time that follows, and calendars, many of which open and close several times an
 * hour. Several histories share a scene, because calendars are what costs most.
 */
final class RandomScene {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kolkata"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("America/Santiago"),
          ZoneId.of("Pacific/Chatham"));

  /** Merges reach back before a ticket's creation, due times ahead of its last reading. */
  private static final long MARGIN = 86_400;

  private static final int MINUTES_A_DAY = 1440;

  private final Random random;
  private final ZoneId home;
  private final long begin;
  private final long window;
  private final List<SlowCalendar> calendars = new ArrayList<>();

  RandomScene(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    random.nextLong();
    this.home = anyZone();
    long second =
        LocalDateTime.of(2026, 1, 1, 0, 0)
            .plusSeconds(random.nextInt(365 * 86_400))
            .atZone(home)
            .toEpochSecond();
    ZoneOffsetTransition change = home.getRules().nextTransition(Instant.ofEpochSecond(second));
    boolean near = change != null && random.nextInt(3) == 0;
    long from = near ? change.toEpochSecond() - random.nextInt(5400) : second;
    this.begin = random.nextBoolean() ? from : Math.floorDiv(from, 60) * 60;
    this.window = anyWindow();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      calendars.add(calendar("C" + i));
    }
  }

  long begin() {
    return begin;
  }

  /** Mostly an hour, seldom up to two days. */
  long window() {
    return window;
  }

  List<SlowCalendar> calendars() {
    return calendars;
  }

  private long anyWindow() {
    int size = random.nextInt(100);
    if (size < 75) {
      return 600 + random.nextInt(3000);
    }
    return size < 99 ? 3600 + random.nextInt(3 * 3600) : 86_400 + random.nextInt(86_400);
  }

  private SlowCalendar calendar(String name) {
    List<SlowCalendar.Edition> editions = new ArrayList<>();
    SlowHours hours = hours(random.nextInt(5) == 0 ? anyZone() : home, week(), Map.of());
    if (random.nextInt(4) == 0) {
      hours = hours(hours.zone, hours.week, withSpecialDays(hours));
    }
    editions.add(new SlowCalendar.Edition(Long.MIN_VALUE, Long.MIN_VALUE, hours));
    long made = begin;
    long from = begin;
    while (random.nextInt(3) == 0 && editions.size() < 3) {
      made = Math.max(from, made) + 1 + random.nextInt((int) window);
      from = random.nextBoolean() ? made : made + random.nextInt((int) window);
      hours = changed(hours);
      editions.add(new SlowCalendar.Edition(made, from, hours));
    }
    return new SlowCalendar(name, editions);
  }

  private SlowHours changed(SlowHours hours) {
    return switch (random.nextInt(3)) {
      case 0 -> hours(anyZone(), hours.week, hours.special);
      case 1 -> hours(hours.zone, week(), hours.special);
      default -> hours(hours.zone, hours.week, withSpecialDays(hours));
    };
  }

  private SlowHours hours(
      ZoneId zone,
      Map<DayOfWeek, List<SlowHours.Span>> week,
      Map<LocalDate, List<SlowHours.Span>> special) {
    return new SlowHours(zone, week, special, 1, begin - MARGIN);
  }

  /** The days around the begin closed, or open at other hours; or the special days gone. */
  private Map<LocalDate, List<SlowHours.Span>> withSpecialDays(SlowHours hours) {
    Map<LocalDate, List<SlowHours.Span>> special = new TreeMap<>();
    LocalDate today = Instant.ofEpochSecond(begin).atZone(hours.zone).toLocalDate();
    for (int day = -1; day <= 2; day++) {
      switch (random.nextInt(8)) {
        case 0 -> special.put(today.plusDays(day), List.of());
        case 1, 2 -> special.put(today.plusDays(day), choppy());
        default -> {}
      }
    }
    return special;
  }

  private Map<DayOfWeek, List<SlowHours.Span>> week() {
    int kind = random.nextInt(40);
    Map<DayOfWeek, List<SlowHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    if (kind == 0) {
      return week;
    }
    List<SlowHours.Span> daily =
        kind < 8 ? List.of(new SlowHours.Span(0, 86_400)) : kind < 11 ? office() : choppy();
    for (DayOfWeek day : DayOfWeek.values()) {
      boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
      if (!weekend || kind % 8 != 1) {
        week.put(day, random.nextInt(4) == 0 && kind > 10 ? choppy() : daily);
      }
    }
    return week;
  }

  private List<SlowHours.Span> office() {
    int lunch = 12 * 3600 + 60 * random.nextInt(60);
    return List.of(
        new SlowHours.Span(9 * 3600, lunch), new SlowHours.Span(lunch + 1800, 17 * 3600));
  }

  /** Intervals such as 09:03 to 09:41, with breaks between them. */
  private List<SlowHours.Span> choppy() {
    List<SlowHours.Span> spans = new ArrayList<>();
    int open = 10 + random.nextInt(110);
    int closed = 10 + random.nextInt(40);
    int minute = random.nextInt(60);
    while (minute < MINUTES_A_DAY) {
      int until = Math.min(MINUTES_A_DAY, minute + 1 + random.nextInt(open));
      spans.add(new SlowHours.Span(60 * minute, 60 * until));
      minute = until + 1 + random.nextInt(closed);
    }
    return spans;
  }

  private ZoneId anyZone() {
    return ZONES.get(random.nextInt(ZONES.size()));
  }
}
