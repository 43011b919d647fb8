package dev.trestle.plugins.calendars.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant EVER = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant HORIZON = Instant.parse("2020-01-01T00:00:00Z");

  @Test
  void readsZammadsHolidays_eachYear() throws IOException {
    String text = Files.readString(SharedData.path("calendars/ical/zammad/calendar3.ics"));
    List<String> christmas =
        Feed.entries(text, BERLIN, Instant.parse("2015-06-01T00:00:00Z"), HORIZON).stream()
            .map(entry -> entry.name() + " " + entry.from())
            .toList();
    assertEquals(
        List.of(
            "Christmas1 2015-12-24",
            "Christmas1 2016-12-24",
            "Christmas1 2017-12-24",
            "Christmas1 2018-12-24",
            "Christmas1 2019-12-24"),
        christmas.stream().filter(each -> each.startsWith("Christmas1")).toList());
  }

  @Test
  void readsWhatOtherProgramsWrite_withoutFault() throws IOException {
    List<String> faults = new ArrayList<>();
    int entries = 0;
    for (String folder :
        List.of("calendars/ical/horde-icalendar", "calendars/ical/kcalendarcore/Compat")) {
      List<Path> files;
      try (Stream<Path> all = Files.list(SharedData.path(folder))) {
        files = all.filter(file -> file.toString().endsWith(".ics")).sorted().toList();
      }
      for (Path file : files) {
        try {
          String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
          entries += Feed.entries(text, BERLIN, EVER, HORIZON).size();
        } catch (DateTimeException fault) {
          faults.add(file.getFileName() + ": " + fault.getMessage());
        }
      }
    }
    System.out.println("entries of other programs: " + entries);
    // A piece of a calendar, without the calendar around it.
    assertEquals(List.of("vfreebusy2.ics: the text holds no VCALENDAR"), faults);
    assertFalse(entries == 0);
  }

  @Test
  void oneOccurrenceThatWasMoved_standsAtItsNewTimeOnly() {
    String text =
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        UID:a
        DTSTART;TZID=Europe/Berlin:20310303T090000
        DTEND;TZID=Europe/Berlin:20310303T100000
        RRULE:FREQ=DAILY;COUNT=3
        SUMMARY:Drill
        END:VEVENT
        BEGIN:VEVENT
        UID:a
        RECURRENCE-ID:20310304T080000Z
        DTSTART;TZID=Europe/Berlin:20310304T150000
        DURATION:PT30M
        SUMMARY:Drill
        END:VEVENT
        END:VCALENDAR
        """;
    assertEquals(
        List.of("2031-03-03T08:00:00Z", "2031-03-05T08:00:00Z", "2031-03-04T14:00:00Z"),
        Feed.entries(text, BERLIN, EVER, Instant.parse("2032-01-01T00:00:00Z")).stream()
            .map(entry -> String.valueOf(entry.begin()))
            .toList());
  }

  @Test
  void aRuleThatNamesADayWhichNeverComes_leavesTheBeginAlone() {
    assertEquals(List.of("2031-03-03T08:00:00Z"), begins("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"));
  }

  @Test
  void daysOfTheMonthInAYearlyRule_areThoseOfEachMonth() {
    assertEquals(
        List.of(
            "2031-03-03T08:00:00Z",
            "2031-03-31T07:00:00Z",
            "2031-05-31T07:00:00Z",
            "2031-07-31T07:00:00Z"),
        begins("FREQ=YEARLY;BYMONTHDAY=31;COUNT=3"));
    assertEquals(
        List.of("2031-03-03T08:00:00Z", "2031-06-13T07:00:00Z", "2032-02-13T08:00:00Z"),
        begins("FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR;COUNT=2"));
  }

  @Test
  void aRuleWhoseSetsAreEmpty_leavesTheBeginAlone() {
    assertEquals(
        List.of("2031-03-03T08:00:00Z"), begins("FREQ=MONTHLY;INTERVAL=5;BYMONTH=7,9;BYSETPOS=3"));
  }

  @Test
  void aRuleThatTheLibraryGetsLostIn_isRefused() {
    assertThrows(
        DateTimeException.class, () -> begins("FREQ=YEARLY;BYYEARDAY=-366;BYDAY=SA;COUNT=2"));
  }

  @Test
  void aRuleForEverySecond_endsWithTheHorizon() {
    assertEquals(61, begins("FREQ=SECONDLY;UNTIL=20310303T080100Z").size());
  }

  @Test
  void whatIsNoRuleIsRefused() {
    for (String rule :
        List.of("", "FREQ=NEVER", "COUNT=3", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;COUNT=-1")) {
      assertThrows(DateTimeException.class, () -> begins(rule), rule);
    }
  }

  private static List<String> begins(String rule) {
    String text =
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;TZID=Europe/Berlin:20310303T090000
        DURATION:PT30M
        RRULE:%s
        END:VEVENT
        END:VCALENDAR
        """
            .formatted(rule);
    return Feed.entries(text, BERLIN, EVER, Instant.parse("2041-01-01T00:00:00Z")).stream()
        .map(entry -> String.valueOf(entry.begin()))
        .toList();
  }

  @Test
  void whatIsNoCalendarIsRefused() {
    assertThrows(DateTimeException.class, () -> Feed.entries("<html>", BERLIN, EVER, HORIZON));
  }
}
