package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestNetwork;
import dev.trestle.testkit.TestPerson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CalendarsTest {
  private static final Map<String, Object> WEEK =
      Map.of(
          "hours",
          List.of(
              Map.of(
                  "days",
                  List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"),
                  "from",
                  "08:00",
                  "until",
                  "18:00")));

  @AutoClose private final TestDesk desk = TestDesk.with(PluginUnderTest.of(CalendarsPlugin.class));
  private final TestPerson ada = desk.admin();

  @Test
  void aFreshDeskHasOneCalendar_withUsualHours() {
    Reply list = ada.ask("{ calendars(first: 9) { totalCount nodes { id name standard } } }");
    assertEquals(1, list.number("calendars.totalCount"));
    assertEquals(List.of("Standard"), list.each("calendars.nodes", "name"));
    // Monday 3 March 2031, 16:00, and four hours: one is left on Monday.
    assertEquals("2031-03-04T12:00:00.000Z", add("2031-03-03T16:00:00Z", "PT4H"));
  }

  @Test
  void anEditAppliesFromNowOn_andHistoryKeepsWhatWasTrue() {
    String id = calendar(Map.of("name", "Berlin", "timeZone", "UTC", "weeks", List.of(WEEK)));
    desk.advance(Duration.ofDays(7));
    ada.does(
        "calendarSave",
        Map.of("calendarId", id, "weeks", List.of(Map.of("hours", List.of()))),
        "calendar { id }");
    assertEquals("PT10H", between(id, "2031-03-04T00:00:00Z", "2031-03-05T00:00:00Z"));
    assertEquals("PT0S", between(id, "2031-03-11T00:00:00Z", "2031-03-12T00:00:00Z"));
    // The desk's clock began on Monday at 09:00, so that the next Monday was open for an hour.
    assertEquals("PT1H", between(id, "2031-03-10T00:00:00Z", "2031-03-11T00:00:00Z"));
    assertEquals(2, desk.happened("CalendarChanged").size());
  }

  @Test
  void anEditFromAPastDate_replacesWhatCameAfter() {
    String id = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    desk.advance(Duration.ofDays(7));
    ada.does("calendarSave", Map.of("calendarId", id, "timeZone", "Asia/Tokyo"), "");
    ada.does(
        "calendarSave",
        Map.of(
            "calendarId",
            id,
            "appliesFrom",
            "2031-03-04T00:00:00Z",
            "weeks",
            List.of(Map.of("hours", List.of()))),
        "");
    Reply editions =
        ada.ask("{ calendar(id: \"" + id + "\") { editions { validFrom timeZone } } }");
    assertEquals(List.of("UTC", "Asia/Tokyo"), editions.each("calendar.editions", "timeZone"));
    assertEquals("PT0S", between(id, "2031-03-04T00:00:00Z", "2031-03-12T00:00:00Z"));
    assertEquals(
        List.of("appliesFrom: null -> 2031-03-04T00:00:00Z"),
        desk.happened("CalendarChanged").getLast().changes());
  }

  @Test
  void theSameRulesAgain_changeNothing() {
    String id = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    ada.does("calendarSave", Map.of("calendarId", id, "weeks", List.of(WEEK)), "");
    assertEquals(1, desk.happened("CalendarChanged").size());
  }

  @Test
  void holidaysOfARegionAreClosed_unlessTheyAreAdjusted() {
    String id =
        calendar(
            Map.of(
                "name",
                "Dortmund",
                "timeZone",
                "Europe/Berlin",
                "weeks",
                List.of(WEEK),
                "holidays",
                Map.of(
                    "country",
                    "DE",
                    "subdivision",
                    "NW",
                    "adjustments",
                    List.of(
                        Map.of("holiday", "Corpus Christi", "off", true),
                        Map.of("date", "2031-05-22", "halfDayFrom", "12:00")))));
    // Easter Monday is on 14 April 2031, Ascension on 22 May, Corpus Christi on 12 June.
    assertEquals("PT0S", between(id, "2031-04-14T00:00:00Z", "2031-04-14T22:00:00Z"));
    assertEquals("PT4H", between(id, "2031-05-22T00:00:00Z", "2031-05-22T22:00:00Z"));
    assertEquals("PT10H", between(id, "2031-06-12T00:00:00Z", "2031-06-12T22:00:00Z"));
    Reply hours =
        ada.ask(
            "{ calendarHours(calendarId: \""
                + id
                + "\", from: \"2031-04-12T16:00:00Z\", until: \"2031-04-15T06:00:00Z\")"
                + " { from until open reason name } }");
    assertEquals(
        List.of("OUTSIDE_HOURS", "HOLIDAY", "OUTSIDE_HOURS"),
        hours.each("calendarHours", "reason"));
    assertEquals("Easter Monday", hours.text("calendarHours.1.name"));
  }

  @Test
  void theNearestLayerDecides_andSaysWhyOthersDidNot() {
    String berlin = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    String tokyo = calendar(Map.of("name", "Tokyo", "timeZone", "Asia/Tokyo"));
    String company =
        ada.does("companyCreate", Map.of("name", "Acme"), "company { id }").text("company.id");
    String ticket =
        ada.does(
                "ticketCreate",
                Map.of("subject", "Printer", "companyId", company),
                "ticket { id queue { id } }")
            .text("ticket.id");
    Reply created = ada.ask("{ ticket(id: \"" + ticket + "\") { queue { id } } }");
    String queue = created.text("ticket.queue.id");
    assertEquals("STANDARD", which(ticket).text("whichCalendar.layer"));
    assign("QUEUE", queue, berlin);
    assertEquals("Berlin", which(ticket).text("whichCalendar.calendar.name"));
    assign("COMPANY", company, tokyo);
    Reply which = which(ticket);
    assertEquals("Tokyo", which.text("whichCalendar.calendar.name"));
    assertEquals(
        List.of("TICKET_HAS_NONE", "APPLIES"), which.each("whichCalendar.looked", "outcome"));
    assertEquals("Acme", which.text("whichCalendar.looked.1.subjectName"));
    assertEquals(
        List.of("CALENDAR_IN_USE"),
        ada.tries("calendarArchive", Map.of("calendarId", tokyo), "").problems());
    Map<String, Object> away = new HashMap<>(Map.of("subject", "COMPANY", "subjectId", company));
    away.put("calendarId", null);
    ada.does("calendarAssign", away, "");
    assertEquals("QUEUE", which(ticket).text("whichCalendar.layer"));
    assertEquals(3, desk.happened("CalendarAssigned").size());
  }

  @Test
  void whatIsWrongIsSaidAllAtOnce_eachWithItsField() {
    Done refused =
        ada.tries(
            "calendarSave",
            Map.of(
                "name",
                " ",
                "timeZone",
                "Europe/Nowhere",
                "weeks",
                List.of(
                    Map.of(
                        "hours",
                        List.of(Map.of("days", List.of("MONDAY"), "from", "9", "until", "9:00")))),
                "holidays",
                Map.of("country", "XX")),
            "calendar { id }");
    assertEquals(
        List.of(
            "CALENDAR_NAME",
            "CALENDAR_COUNTRY",
            "CALENDAR_TIME_ZONE",
            "CALENDAR_TIME",
            "CALENDAR_TIME"),
        refused.problems());
    assertEquals(
        List.of("input", "weeks", "0", "hours", "0", "from"), refused.at("userErrors.3.path"));
  }

  @Test
  void aDryRunLeavesNothing_alsoInWhatIsKeptCompiled() {
    String id = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    assertEquals("PT10H", between(id, "2031-03-04T00:00:00Z", "2031-03-05T00:00:00Z"));
    ada.does(
        "calendarSave",
        Map.of(
            "calendarId",
            id,
            "dryRun",
            true,
            "appliesFrom",
            "2030-01-01T00:00:00Z",
            "weeks",
            List.of(Map.of("hours", List.of()))),
        "");
    assertEquals("PT10H", between(id, "2031-03-04T00:00:00Z", "2031-03-05T00:00:00Z"));
  }

  @Test
  void everyYearOneMoreYearOfHolidaysIsKept() {
    String id =
        calendar(Map.of("name", "B", "weeks", List.of(WEEK), "holidays", Map.of("country", "DE")));
    assertTrue(holidays(id, 2040).isEmpty());
    assertEquals(9, holidays(id, 2039).size());
    desk.advance(Duration.ofDays(366));
    assertEquals(9, holidays(id, 2040).size());
  }

  @Test
  void aFeedIsReadAtOnceAndEveryDay_andItsEventsAreClosed() {
    String id = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    desk.network().host("feeds.example.org", request -> TestNetwork.answer(200, feed("20310401")));
    ada.does(
        "calendarFeedSet",
        Map.of("calendarId", id, "url", "https://feeds.example.org/days.ics"),
        "");
    desk.settle();
    assertEquals("PT0S", between(id, "2031-04-01T00:00:00Z", "2031-04-02T00:00:00Z"));
    desk.network().host("feeds.example.org", request -> TestNetwork.answer(200, feed("20310402")));
    desk.advance(Duration.ofDays(1));
    assertEquals("PT10H", between(id, "2031-04-01T00:00:00Z", "2031-04-02T00:00:00Z"));
    assertEquals("PT0S", between(id, "2031-04-02T00:00:00Z", "2031-04-03T00:00:00Z"));
    desk.network().host("feeds.example.org", 404);
    desk.advance(Duration.ofDays(1));
    Reply fed = ada.ask("{ calendar(id: \"" + id + "\") { feed { readAt fault } } }");
    assertEquals("The feed answered with status 404.", fed.text("calendar.feed.fault"));
    assertEquals("2031-03-04T09:00:00.000Z", fed.text("calendar.feed.readAt"));
    assertEquals("PT0S", between(id, "2031-04-02T00:00:00Z", "2031-04-03T00:00:00Z"));
  }

  @Test
  void aFeedMayBeLong_butNotWithoutEnd() {
    String id = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    String line = "X-FILLER:" + "x".repeat(50) + "\n";
    String[] feed = {feed("20310401").replace("BEGIN:VEVENT", line.repeat(5_000) + "BEGIN:VEVENT")};
    desk.network().host("feeds.example.org", request -> TestNetwork.answer(200, feed[0]));
    ada.does(
        "calendarFeedSet",
        Map.of("calendarId", id, "url", "https://feeds.example.org/days.ics"),
        "");
    desk.settle();
    assertEquals("PT0S", between(id, "2031-04-01T00:00:00Z", "2031-04-02T00:00:00Z"));
    feed[0] = feed("20310402").replace("BEGIN:VEVENT", line.repeat(40_000) + "BEGIN:VEVENT");
    desk.advance(Duration.ofDays(1));
    Reply fed = ada.ask("{ calendar(id: \"" + id + "\") { feed { fault } } }");
    assertEquals(
        "The feed is not shorter than 2 MiB. Let it tell of fewer years.",
        fed.text("calendar.feed.fault"));
    assertEquals("PT0S", between(id, "2031-04-01T00:00:00Z", "2031-04-02T00:00:00Z"));
  }

  @Test
  void aTextIsTakenOver_andAnUnreadableOneRefused() {
    String id = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    ada.does("calendarFeedSet", Map.of("calendarId", id, "text", feed("20310401")), "");
    assertEquals("PT0S", between(id, "2031-04-01T00:00:00Z", "2031-04-02T00:00:00Z"));
    assertEquals(
        List.of("CALENDAR_FEED_UNREADABLE"),
        ada.tries("calendarFeedSet", Map.of("calendarId", id, "text", "<html>"), "").problems());
    assertEquals(
        List.of("CALENDAR_FEED_ADDRESS"),
        ada.tries("calendarFeedSet", Map.of("calendarId", id, "url", "http://x.org/a"), "")
            .problems());
    ada.does("calendarFeedSet", Map.of("calendarId", id), "");
    assertEquals("PT10H", between(id, "2031-04-01T00:00:00Z", "2031-04-02T00:00:00Z"));
  }

  @Test
  void theAddressOfAPublishedCalendar_isAnotherEachTime_andForManagersOnly() {
    String id = calendar(Map.of("name", "Berlin", "weeks", List.of(WEEK)));
    String shown = "calendar { publishedPath }";
    String first =
        ada.does("calendarPublish", Map.of("calendarId", id), shown).text("calendar.publishedPath");
    assertTrue(first.matches("/plugins/calendars/feeds/[A-Za-z0-9_-]{32}\\.ics"), first);
    Done again = ada.does("calendarPublish", Map.of("calendarId", id), shown);
    assertNotEquals(first, again.text("calendar.publishedPath"));
    String seen = "{ calendar(id: \"" + id + "\") { publishedPath } }";
    assertNull(desk.agent("Bob", "technician").ask(seen).at("calendar.publishedPath"));
    ada.does("calendarUnpublish", Map.of("calendarId", id), "");
    assertNull(ada.ask(seen).at("calendar.publishedPath"));
  }

  @Test
  void aTechnicianSeesCalendars_andChangesNone() {
    TestPerson bob = desk.agent("Bob", "technician");
    assertEquals(
        1, bob.ask("{ calendars(first: 9) { totalCount } }").number("calendars.totalCount"));
    assertEquals(
        List.of("PERMISSION_MISSING"),
        bob.tries("calendarSave", Map.of("name", "Mine"), "").problems());
  }

  @Test
  void aCalendarWithoutHoursAnswersThatThereIsNoSuchTime() {
    String id = calendar(Map.of("name", "None", "weeks", List.of(Map.of("hours", List.of()))));
    assertNull(
        ada.ask(
                "{ businessTimeAdd(calendarId: \""
                    + id
                    + "\", from: \"2031-03-03T00:00:00Z\", span: \"PT1S\") }")
            .at("businessTimeAdd"));
  }

  private static String feed(String date) {
    return """
    BEGIN:VCALENDAR
    BEGIN:VEVENT
    UID:1
    SUMMARY:Outing
    DTSTART;VALUE=DATE:%s
    END:VEVENT
    END:VCALENDAR
    """
        .formatted(date);
  }

  private List<?> holidays(String id, int year) {
    return ada.ask(
            "{ calendar(id: \""
                + id
                + "\") { edition { holidays(year: "
                + year
                + ") { name } } } }")
        .each("calendar.edition.holidays", "name");
  }

  private String calendar(Map<String, Object> input) {
    return ada.does("calendarSave", input, "calendar { id }").text("calendar.id");
  }

  private void assign(String subject, String subjectId, String calendarId) {
    ada.does(
        "calendarAssign",
        Map.of("subject", subject, "subjectId", subjectId, "calendarId", calendarId),
        "");
  }

  private Reply which(String ticket) {
    return ada.ask(
        "{ whichCalendar(ticketId: \""
            + ticket
            + "\") { layer calendar { name } looked { layer outcome subjectName } } }");
  }

  private String add(String from, String span) {
    return ada.ask("{ businessTimeAdd(from: \"" + from + "\", span: \"" + span + "\") }")
        .text("businessTimeAdd");
  }

  private String between(String id, String from, String until) {
    return ada.ask(
            "{ businessTimeBetween(calendarId: \""
                + id
                + "\", from: \""
                + from
                + "\", until: \""
                + until
                + "\") }")
        .text("businessTimeBetween");
  }
}
