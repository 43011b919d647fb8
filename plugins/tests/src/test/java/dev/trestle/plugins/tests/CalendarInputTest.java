package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What somebody may well get wrong in a calendar, and must be told of; nothing is stored. */
class CalendarInputTest {
  @AutoClose
  private static final TestDesk DESK = TestDesk.with(PluginUnderTest.of(CalendarsPlugin.class));

  private final TestPerson ada = DESK.admin();

  @Test
  void hoursOfNoDay_areRefused() {
    Map<String, Object> hours = Map.of("days", List.of(), "from", "08:00", "until", "18:00");
    Done tried = saved("weeks", List.of(Map.of("hours", List.of(hours))));
    assertEquals(List.of("CALENDAR_DAYS_MISSING"), tried.problems());
    assertEquals(
        List.of("input", "weeks", "0", "hours", "0", "days"),
        tried.reply().list("calendarSave.userErrors.0.path"));
  }

  @Test
  void anAdjustmentOfAHolidayThatIsNone_isRefused() {
    assertEquals(
        List.of("CALENDAR_HOLIDAY_UNKNOWN"),
        adjusted(Map.of("holiday", "Corpus Christy", "off", true)).problems());
    assertEquals(
        List.of("CALENDAR_HOLIDAY_UNKNOWN"),
        adjusted(Map.of("date", "2031-06-13", "off", true)).problems());
    assertEquals(List.of(), adjusted(Map.of("holiday", "Corpus Christi", "off", true)).problems());
    assertEquals(List.of(), adjusted(Map.of("date", "2031-06-12", "off", true)).problems());
  }

  @Test
  void aSpanLongerThanAllThereIs_isNeverUsedUp() {
    for (String span : List.of("PT999999999H", "PT9999999999999H", "-PT9999999999999H")) {
      Reply reply =
          ada.ask(
              "query($span: Duration!) {"
                  + " businessTimeAdd(from: \"2031-03-03T09:00:00Z\", span: $span) }",
              Map.of("span", span));
      assertEquals(List.of(), reply.errors(), span);
      assertNull(reply.at("businessTimeAdd"), span);
    }
  }

  private Done adjusted(Map<String, Object> adjustment) {
    return saved(
        "holidays",
        Map.of("country", "DE", "subdivision", "NW", "adjustments", List.of(adjustment)));
  }

  private Done saved(String field, Object value) {
    return ada.tries("calendarSave", Map.of("name", "Dortmund", "dryRun", true, field, value), "");
  }
}
