package dev.trestle.plugins.calendars.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules on which implementations differ, with what RFC 5545 says. All but the weekly one and that
 * of week 52 are as python-dateutil has them.
 */
class OccurrencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Hours and minutes with weeks or months between them.
        "20200427T221500Z|FREQ=HOURLY;BYDAY=TU;BYMONTH=4;BYHOUR=22,23|2020-04-28T22:15"
            + " 2020-04-28T23:15 2021-04-06T22:15",
        "20230501T130500Z|FREQ=MINUTELY;INTERVAL=20;BYMONTH=2;BYMONTHDAY=29|2024-02-29T00:05"
            + " 2024-02-29T00:25 2024-02-29T00:45",
        "20220102T010000Z|FREQ=HOURLY;INTERVAL=7;BYDAY=SU|2022-01-02T01:00 2022-01-02T08:00"
            + " 2022-01-02T15:00",
        "20220103T010000Z|FREQ=HOURLY;INTERVAL=7;BYDAY=SU|2022-01-09T04:00 2022-01-09T11:00"
            + " 2022-01-09T18:00",
        "20200401T045900Z|FREQ=HOURLY;INTERVAL=12;BYYEARDAY=-322|2021-02-13T04:59"
            + " 2021-02-13T16:59 2022-02-13T04:59",
        "20210325T080000Z|FREQ=HOURLY;BYYEARDAY=334;BYMINUTE=30,56;BYSETPOS=-1|2021-11-30T00:56"
            + " 2021-11-30T01:56 2021-11-30T02:56",
        "20220201T090000Z|FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0;BYSECOND=10,60|2022-02-01T09:00:10"
            + " 2022-02-01T09:00:59 2022-02-02T09:00:10",
        // Places in the year, also in the year of the begin.
        "20220808T020000Z|FREQ=YEARLY;BYMONTHDAY=4,10;BYSETPOS=2|2023-01-10T02:00"
            + " 2024-01-10T02:00 2025-01-10T02:00",
        "20220808T090000Z|FREQ=YEARLY;BYYEARDAY=10,20,300;BYSETPOS=3|2022-10-27T09:00"
            + " 2023-10-27T09:00 2024-10-26T09:00",
        "20220908T090000Z|FREQ=YEARLY;BYMONTH=3,9,12;BYSETPOS=2|2022-09-08T09:00"
            + " 2023-09-08T09:00 2024-09-08T09:00",
        "20230720T160000Z|FREQ=YEARLY;BYDAY=30TU;BYMONTHDAY=23|2024-07-23T16:00"
            + " 2030-07-23T16:00 2041-07-23T16:00",
        // Plain and counted days of the week side by side.
        "20200429T161500Z|FREQ=MONTHLY;BYDAY=2TH,WE|2020-04-29T16:15 2020-05-06T16:15"
            + " 2020-05-13T16:15",
        // A week begins before the event does.
        "20231027T000000Z|FREQ=WEEKLY;BYDAY=SA,TU;BYSETPOS=2|2023-10-28T00:00 2023-11-04T00:00"
            + " 2023-11-11T00:00",
        // The day of the week is the begin's.
        "20200611T065900Z|FREQ=YEARLY;BYWEEKNO=52|2020-12-24T06:59 2021-12-30T06:59"
            + " 2022-12-29T06:59"
      })
  void names(String start, String rule, String expected) {
    List<LocalDateTime> times = Stream.of(expected.split(" ")).map(LocalDateTime::parse).toList();
    assertEquals(times, of(rule, start).stream().limit(3).toList());
    assertEquals(times.subList(0, 2), of(rule + ";COUNT=2", start));
  }

  @Test
  void refusesARule_thatStepsOftenAndNamesNothing() {
    String never = "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1";
    assertThrows(DateTimeException.class, () -> of(never, "20200101T000000Z"));
  }

  private static List<LocalDateTime> of(String rule, String start) {
    When begin = When.of(start, new Property("DTSTART", Map.of(), ""), ZoneOffset.UTC);
    return Occurrences.of(rule, begin, Instant.parse("2060-01-01T00:00:00Z"), 1_000);
  }
}
