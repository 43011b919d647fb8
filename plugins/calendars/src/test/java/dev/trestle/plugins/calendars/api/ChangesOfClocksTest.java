package dev.trestle.plugins.calendars.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nights and days that are odd somewhere: changes of half an hour and of two, midnights that do not
 * exist, dates that never were, summer time that is the lesser one, offsets to the minute. The
 * results were counted minute by minute with another language's time zones.
 */
class ChangesOfClocksTest {
  @ParameterizedTest
  @CsvSource({
    "Australia/Lord_Howe, 00:00-24:00, 2024-10-05T13:00:00Z, 2024-10-06T13:00:00Z, 1440",
    "Australia/Lord_Howe, 00:00-24:00, 2024-04-06T13:00:00Z, 2024-04-07T13:00:00Z, 1440",
    "Australia/Lord_Howe, 01:00-03:00, 2024-10-05T12:00:00Z, 2024-10-06T12:00:00Z, 90",
    "Australia/Lord_Howe, 01:45-02:15, 2024-10-05T12:00:00Z, 2024-10-06T12:00:00Z, 30",
    "Pacific/Apia, 09:00-17:00, 2011-12-29T00:00:00Z, 2012-01-01T00:00:00Z, 1440",
    "Pacific/Apia, 22:00-06:00, 2011-12-29T20:00:00Z, 2011-12-31T00:00:00Z, 480",
    "Pacific/Apia, 22:00-06:00, 2011-12-30T12:00:00Z, 2012-01-01T00:00:00Z, 720",
    "Pacific/Kwajalein, 22:00-06:00, 1993-08-21T00:00:00Z, 1993-08-22T00:00:00Z, 480",
    "Africa/Casablanca, 09:00-17:00, 2024-03-09T00:00:00Z, 2024-03-12T00:00:00Z, 1440",
    "Africa/Casablanca, 00:00-24:00, 2024-04-13T12:00:00Z, 2024-04-15T12:00:00Z, 2880",
    "Africa/Casablanca, 02:00-04:00, 2024-04-13T12:00:00Z, 2024-04-15T12:00:00Z, 180",
    "Asia/Kathmandu, 09:00-17:00, 1985-12-31T00:00:00Z, 1986-01-02T00:00:00Z, 960",
    "Asia/Kathmandu, 00:00-24:00, 1985-12-31T10:00:00Z, 1986-01-01T10:00:00Z, 1440",
    "Europe/Dublin, 00:30-03:00, 2024-03-30T12:00:00Z, 2024-03-31T12:00:00Z, 90",
    "Europe/Dublin, 00:30-03:00, 2024-10-26T12:00:00Z, 2024-10-27T12:00:00Z, 210",
    "America/Sao_Paulo, 00:00-08:00, 2017-10-14T12:00:00Z, 2017-10-16T12:00:00Z, 900",
    "America/Sao_Paulo, 20:00-24:00, 2018-02-17T12:00:00Z, 2018-02-19T12:00:00Z, 540",
    "America/Havana, 00:00-24:00, 2024-03-09T12:00:00Z, 2024-03-11T12:00:00Z, 2880",
    "America/Havana, 00:00-01:00, 2024-03-09T12:00:00Z, 2024-03-11T12:00:00Z, 60",
    "America/Havana, 00:00-02:00, 2024-11-02T12:00:00Z, 2024-11-04T12:00:00Z, 300",
    "Asia/Beirut, 22:00-02:00, 2024-03-30T12:00:00Z, 2024-04-01T12:00:00Z, 420",
    "America/Asuncion, 00:00-06:00, 2023-09-30T12:00:00Z, 2023-10-02T12:00:00Z, 660",
    "Antarctica/Troll, 00:00-06:00, 2024-03-30T12:00:00Z, 2024-04-01T12:00:00Z, 600",
    "Antarctica/Troll, 00:00-06:00, 2024-10-26T12:00:00Z, 2024-10-28T12:00:00Z, 840",
    "Asia/Pyongyang, 23:00-01:00, 2018-05-03T12:00:00Z, 2018-05-06T12:00:00Z, 330",
    "America/Caracas, 02:00-04:00, 2016-04-30T12:00:00Z, 2016-05-02T12:00:00Z, 210",
    "Pacific/Kwajalein, 09:00-17:00, 1993-08-19T00:00:00Z, 1993-08-24T00:00:00Z, 2400",
    "America/St_Johns, 00:00-02:00, 2006-10-28T12:00:00Z, 2006-10-30T12:00:00Z, 300",
    "Africa/Monrovia, 09:00-17:00, 1972-01-06T00:00:00Z, 1972-01-09T00:00:00Z, 1440",
    "Asia/Gaza, 23:00-02:00, 2024-04-19T12:00:00Z, 2024-04-21T12:00:00Z, 360",
    "Africa/Cairo, 23:00-02:00, 2024-04-25T12:00:00Z, 2024-04-27T12:00:00Z, 300",
    "Africa/Cairo, 23:00-02:00, 2024-10-31T12:00:00Z, 2024-11-02T12:00:00Z, 420"
  })
  void openTime_isWhatReallyPasses(
      String zone, String hours, Instant from, Instant until, int minutes) {
    assertEquals(Duration.ofMinutes(minutes), daily(zone, hours).between(from, until));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 09:00-18:00, 2024-03-29T16:00:00Z, 60, 2024-03-29T17:00:00Z",
    "Europe/Berlin, 22:00-06:00, 2024-03-30T21:00:00Z, 420, 2024-03-31T04:00:00Z",
    "Europe/Berlin, 22:00-06:00, 2024-10-26T20:00:00Z, 540, 2024-10-27T05:00:00Z",
    "Australia/Lord_Howe, 22:00-06:00, 2024-10-05T11:30:00Z, 450, 2024-10-05T19:00:00Z",
    "America/Sao_Paulo, 18:00-24:00, 2018-02-17T20:00:00Z, 420, 2018-02-18T03:00:00Z",
    "America/Havana, 00:00-01:00, 2024-03-09T04:00:00Z, 61, 2024-03-11T04:01:00Z",
    "Pacific/Apia, 09:00-17:00, 2011-12-30T02:00:00Z, 61, 2011-12-30T19:01:00Z",
    "Pacific/Apia, 22:00-06:00, 2011-12-30T08:00:00Z, 480, 2011-12-30T16:00:00Z",
    "Africa/Casablanca, 09:00-17:00, 2024-03-10T08:00:00Z, 480, 2024-03-10T17:00:00Z",
    "Asia/Kathmandu, 09:00-17:00, 1985-12-31T03:30:00Z, 480, 1985-12-31T11:30:00Z"
  })
  void aBudget_isUsedUpAfterItsMinutes(
      String zone, String hours, Instant from, int minutes, Instant due) {
    assertEquals(due, daily(zone, hours).add(from, Duration.ofMinutes(minutes)).orElseThrow());
  }

  private static BusinessCalendar daily(String zone, String hours) {
    String[] edges = hours.split("-");
    int from = LocalTime.parse(edges[0]).toSecondOfDay();
    int until = edges[1].equals("24:00") ? 0 : LocalTime.parse(edges[1]).toSecondOfDay();
    Hours open = new Hours(from, until > from ? until : until + Hours.DAY);
    return BusinessCalendar.of(
        Edition.of(
            ZoneId.of(zone),
            List.of(WeeklyHours.every(Arrays.asList(DayOfWeek.values()), open)),
            List.of()));
  }
}
