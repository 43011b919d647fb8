package dev.trestle.plugins.tests.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cases that anybody can count by hand, so that the reference itself can be trusted. */
class SlowClocksTest {
  /** A Wednesday. */
  private static final long NINE = second("2026-03-04T09:00:00Z");

  private static final int HOUR = 3600;

  /** States of one course name one and the same policy. */
  private static final Map<Long, SlowPolicy> POLICIES = new HashMap<>();

  @Test
  void countsOnlyWhatIsOpen_andIsDueAtTheClosingTimeItself() {
    SlowCalendar hours = calendar("UTC", Map.of());
    List<SlowEntry> course = List.of(state(NINE, Category.NEW, hours, 7L * HOUR));

    Reading noon = only(course, NINE + 3 * HOUR + 1800);
    assertEquals(3L * HOUR, noon.used());
    assertEquals(second("2026-03-04T17:00:00Z"), noon.due());

    Reading night = only(course, NINE + 9 * HOUR);
    assertEquals(Reading.State.RUNNING, night.state());
    assertEquals(second("2026-03-04T17:00:00Z"), night.due());
    // Late is who lets time go on.
    assertEquals(Reading.State.BREACHED, only(course, NINE + 24 * HOUR).state());
  }

  @Test
  void waitingForTheRequesterIsNotCounted_norIsTheTimeAfterTheEnd() {
    SlowCalendar hours = calendar("UTC", Map.of());
    List<SlowEntry> course =
        List.of(
            state(NINE, Category.NEW, hours, 4L * HOUR),
            state(NINE + 600, Category.WAITING_ON_REQUESTER, hours, 4L * HOUR),
            state(NINE + 1800, Category.OPEN, hours, 4L * HOUR),
            state(NINE + 2400, Category.RESOLVED, hours, 4L * HOUR),
            state(NINE + 3000, Category.OPEN, hours, 4L * HOUR));

    assertNull(only(course, NINE + 700).due());
    assertEquals(Reading.State.PAUSED, only(course, NINE + 700).state());
    assertEquals(Reading.State.MET, only(course, NINE + 2500).state());
    assertEquals(1260, only(course, NINE + 3060).used());
    assertEquals(
        List.of(Why.COUNTED, Why.CATEGORY, Why.COUNTED, Why.ENDED, Why.COUNTED),
        only(course, NINE + 3060).because().stream().map(Reading.Run::why).toList());
  }

  @Test
  void aNightInWhichTheClocksAreSetHasAnHourMoreOrLess() {
    List<SlowHours.Span> night = List.of(new SlowHours.Span(HOUR, 5 * HOUR));
    long spring = second("2026-03-28T23:30:00Z");
    long autumn = second("2026-10-24T22:30:00Z");
    for (long evening : List.of(spring, autumn)) {
      SlowCalendar hours = daily("Europe/Berlin", night, evening);
      Reading morning =
          only(List.of(state(evening, Category.NEW, hours, 9L * HOUR)), evening + 8 * HOUR);
      assertEquals(evening == spring ? 3L * HOUR : 5L * HOUR, morning.used());
    }
  }

  @Test
  void aHolidayIsNotCounted() {
    SlowCalendar hours = calendar("UTC", Map.of(LocalDate.parse("2026-03-05"), List.of()));
    Reading reading = only(List.of(state(NINE, Category.NEW, hours, 8L * HOUR)), NINE + HOUR);
    assertEquals(second("2026-03-06T10:00:00Z"), reading.due());
  }

  @Test
  void aStepIsDueToTheMillisecond() {
    SlowCalendar hours = calendar("UTC", Map.of());
    Reading reading = only(List.of(state(NINE, Category.NEW, hours, 61)), NINE + 100);
    assertEquals(List.of(NINE * 1000 + 48_800, NINE * 1000 + 91_000), reading.stepMillis());
  }

  private static Reading only(List<SlowEntry> course, long now) {
    List<SlowEntry> known = course.stream().filter(entry -> entry.at() <= now).toList();
    List<Reading> readings = SlowClocks.read(known, 1000, List.of(now)).getFirst();
    assertEquals(1, readings.size());
    return readings.getFirst();
  }

  private static SlowEntry.State state(
      long at, Category category, SlowCalendar calendar, long ticks) {
    SlowTarget target =
        new SlowTarget(
            Map.of(1, ticks),
            Set.of(Category.WAITING_ON_REQUESTER),
            List.of(
                new SlowStep(SlowStep.Place.AT_SHARE, 80),
                new SlowStep(SlowStep.Place.AFTER, 30_000)),
            false,
            80);
    SlowPolicy policy = POLICIES.computeIfAbsent(ticks, key -> policy(target));
    return new SlowEntry.State(
        at, category, 1, null, "Ada", Map.of(Agreement.CUSTOMER, policy), calendar);
  }

  private static SlowPolicy policy(SlowTarget target) {
    return new SlowPolicy(
        "P",
        Agreement.CUSTOMER,
        List.of(
            new SlowPolicy.Edition(
                0,
                Long.MIN_VALUE,
                Mode.CONTINUE,
                false,
                Mode.CONTINUE,
                false,
                null,
                Map.of(Kind.RESOLUTION, target))));
  }

  /** Monday to Friday from 9 to 12 and from 13 to 17. */
  private static SlowCalendar calendar(String zone, Map<LocalDate, List<SlowHours.Span>> special) {
    Map<DayOfWeek, List<SlowHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() < 6) {
        week.put(
            day,
            List.of(
                new SlowHours.Span(9 * HOUR, 12 * HOUR), new SlowHours.Span(13 * HOUR, 17 * HOUR)));
      }
    }
    return calendar(new SlowHours(ZoneId.of(zone), week, special, 1, NINE - HOUR));
  }

  private static SlowCalendar daily(String zone, List<SlowHours.Span> spans, long base) {
    Map<DayOfWeek, List<SlowHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, spans);
    }
    return calendar(new SlowHours(ZoneId.of(zone), week, Map.of(), 1, base));
  }

  private static SlowCalendar calendar(SlowHours hours) {
    return new SlowCalendar(
        "C", List.of(new SlowCalendar.Edition(Long.MIN_VALUE, Long.MIN_VALUE, hours)));
  }

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }
}
