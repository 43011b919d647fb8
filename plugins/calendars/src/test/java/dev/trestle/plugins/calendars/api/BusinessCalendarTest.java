package dev.trestle.plugins.calendars.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {
  private static final List<DayOfWeek> ALL_DAYS = Arrays.asList(DayOfWeek.values());

  @Test
  void aBudgetThatEndsAtClosingTime_isUsedUpThen_andNotAtTheNextOpening() {
    // Scenario zam-12: two hours, of which one passed before a pause; the other ends at 18:00.
    BusinessCalendar calendar = daily("Europe/Berlin", Hours.of(9, 18));
    assertEquals(at("2013-06-04T16:00:00Z"), calendar.add(at("2013-06-04T15:00:00Z"), hours(1)));
  }

  @Test
  void clocksThatGoForwardTakeAnHour_andThoseThatGoBackGiveOne() {
    BusinessCalendar calendar = daily("Europe/Berlin", Hours.of(0, 24));
    assertEquals(hours(23), day(calendar, "2031-03-30"));
    assertEquals(hours(25), day(calendar, "2031-10-26"));
    BusinessCalendar night = daily("Europe/Berlin", new Hours(22 * 3_600, 30 * 3_600));
    assertEquals(
        Duration.ofHours(7),
        night.between(
            Instant.parse("2031-03-29T12:00:00Z"), Instant.parse("2031-03-30T12:00:00Z")));
  }

  @Test
  void aDayThatNeverWasHasNoHours() {
    // Samoa went to bed on Thursday 29 December 2011, and got up on Saturday.
    BusinessCalendar calendar =
        BusinessCalendar.of(
            Edition.of(
                ZoneId.of("Pacific/Apia"),
                List.of(WeeklyHours.every(List.of(DayOfWeek.FRIDAY), Hours.of(9, 17))),
                List.of()));
    assertEquals(0, calendar.between(at("2011-12-29T00:00:00Z"), at("2012-01-05T00:00:00Z")));
  }

  @Test
  void aYearlyLeapDayComesInLeapYearsOnly() {
    LocalDate leapDay = LocalDate.of(2028, 2, 29);
    SpecialDays party =
        new SpecialDays("Leap day", leapDay, leapDay, true, false, Effect.CLOSED, List.of());
    BusinessCalendar calendar =
        BusinessCalendar.of(
            Edition.of(
                ZoneId.of("UTC"),
                List.of(WeeklyHours.every(ALL_DAYS, Hours.of(9, 17))),
                List.of(party)));
    assertEquals(hours(8), day(calendar, "2031-02-28"));
    assertEquals(0, day(calendar, "2032-02-29"));
    assertEquals("Leap day", calendar.reasonAt(at("2032-02-29T10:00:00Z")).name());
    assertEquals(hours(8), day(calendar, "2024-02-29"));
  }

  @Test
  void aHolidayClosesAtItsMidnightWhatOpenedTheDayBefore() {
    BusinessCalendar calendar =
        BusinessCalendar.of(
            Edition.of(
                ZoneId.of("UTC"),
                List.of(WeeklyHours.every(ALL_DAYS, new Hours(22 * 3_600, 30 * 3_600))),
                List.of(SpecialDays.holiday("Rest", LocalDate.of(2031, 3, 4)))));
    assertEquals(at("2031-03-04T00:00:00Z"), calendar.nextClosing(at("2031-03-03T23:00:00Z")));
    assertEquals(at("2031-03-05T22:00:00Z"), calendar.nextOpening(at("2031-03-04T00:00:00Z")));
  }

  @Test
  void timeBeforeAnEditIsJudgedByTheRulesOfThen() {
    Edition before =
        Edition.of(
            ZoneId.of("UTC"), List.of(WeeklyHours.every(ALL_DAYS, Hours.of(9, 17))), List.of());
    Edition after =
        new Edition(
            at("2031-03-03T12:00:00Z"),
            ZoneId.of("Asia/Tokyo"),
            List.of(WeeklyHours.every(ALL_DAYS, Hours.of(9, 17))),
            List.of(),
            List.of());
    BusinessCalendar calendar = BusinessCalendar.of(List.of(after, before));
    assertEquals(hours(3), day(calendar, "2031-03-03"));
    assertEquals(hours(8), day(calendar, "2031-03-04"));
    assertEquals(at("2031-03-04T01:00:00Z"), calendar.add(at("2031-03-03T11:00:00Z"), hours(2)));
  }

  @Test
  void aCalendarWithoutHoursNeverReachesAnything() {
    BusinessCalendar never =
        BusinessCalendar.of(Edition.of(ZoneId.of("UTC"), List.of(), List.of()));
    long now = at("2031-03-03T09:00:00Z");
    assertEquals(BusinessCalendar.NEVER, never.add(now, 1));
    assertEquals(BusinessCalendar.NEVER_BEFORE, never.add(now, -1));
    assertEquals(now, never.add(now, 0));
    assertEquals(BusinessCalendar.NEVER, never.nextOpening(now));
    assertEquals(BusinessCalendar.NEVER, never.nextClosing(now));
    assertEquals(BusinessCalendar.NEVER_BEFORE, never.previousClosing(now));
    assertEquals(0, never.between(Long.MIN_VALUE + 1, Long.MAX_VALUE));
    assertEquals(Optional.empty(), never.addDays(LocalDate.of(2031, 3, 3), 1));
    assertEquals(Reason.Kind.NOT_VALID, never.reasonAt(now).kind());
  }

  @Test
  void whatIsAlwaysOpenNeverCloses_andAddsUpToTheEndOfWhatIsCovered() {
    BusinessCalendar always = daily("UTC", Hours.of(0, 24));
    long now = at("2031-03-03T09:00:00Z");
    assertEquals(now + hours(1_000), always.add(now, hours(1_000)));
    assertEquals(now - hours(1_000), always.add(now, -hours(1_000)));
    assertEquals(BusinessCalendar.NEVER, always.nextClosing(now));
    assertEquals(BusinessCalendar.NEVER, always.add(now, BusinessCalendar.LATEST));
    assertTrue(always.isOpen(BusinessCalendar.LATEST - 1));
    assertFalse(always.isOpen(BusinessCalendar.LATEST));
    assertEquals(BusinessCalendar.LATEST - now, always.between(now, Long.MAX_VALUE));
  }

  @Test
  void hoursThatEndOneDayAreNotLookedForBehindIt() {
    LocalDate last = LocalDate.of(2031, 3, 7);
    BusinessCalendar calendar =
        BusinessCalendar.of(
            Edition.of(
                ZoneId.of("UTC"),
                List.of(
                    new WeeklyHours(
                        "Project",
                        null,
                        last,
                        WeeklyHours.every(ALL_DAYS, Hours.of(9, 17)).days())),
                List.of()));
    assertEquals(at("2031-03-07T17:00:00Z"), calendar.add(at("2031-03-07T00:00:00Z"), hours(8)));
    assertEquals(BusinessCalendar.NEVER, calendar.add(at("2031-03-07T00:00:00Z"), hours(9)));
    assertEquals(at("2031-03-07T17:00:00Z"), calendar.previousClosing(at("2050-01-01T00:00:00Z")));
  }

  private static BusinessCalendar daily(String zone, Hours hours) {
    return BusinessCalendar.of(
        Edition.of(ZoneId.of(zone), List.of(WeeklyHours.every(ALL_DAYS, hours)), List.of()));
  }

  private static long day(BusinessCalendar calendar, String date) {
    LocalDate day = LocalDate.parse(date);
    ZoneId zone = calendar.zoneAt(at(date + "T12:00:00Z"));
    ZoneId judged = calendar.editions().size() > 1 ? ZoneId.of("UTC") : zone;
    return calendar.between(
        day.atStartOfDay(judged).toInstant().toEpochMilli(),
        day.plusDays(1).atStartOfDay(judged).toInstant().toEpochMilli());
  }

  private static long hours(int hours) {
    return hours * 3_600_000L;
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
