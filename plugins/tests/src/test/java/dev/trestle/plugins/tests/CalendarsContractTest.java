package dev.trestle.plugins.tests;

import dev.trestle.plugins.calendars.CalendarsPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import java.util.List;
import java.util.Map;

class CalendarsContractTest extends PluginContract {
  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(CalendarsPlugin.class);
  }

  @Override
  protected void use(TestDesk desk) {
    String calendar =
        desk.admin()
            .does("calendarSave", calendar("Berlin"), "calendar { id }")
            .text("calendar.id");
    desk.admin().does("calendarAssign", Map.of("subject", "STANDARD", "calendarId", calendar), "");
    desk.admin()
        .does("calendarSave", Map.of("calendarId", calendar, "timeZone", "Europe/Vienna"), "");
    String put =
        desk.admin().does("calendarSave", calendar("Old"), "calendar { id }").text("calendar.id");
    desk.admin().does("calendarArchive", Map.of("calendarId", put), "");
  }

  @Override
  protected String look() {
    return """
    { calendars(first: 10) { totalCount nodes { name archived standard
        editions { validFrom timeZone country subdivision weeks { hours { day from until } }
          holidays(year: 2031) { date name } adjustments { holiday off } exceptions { name from } } } }
      businessTimeAdd(from: "2031-03-03T08:00:00Z", span: "PT4H")
      calendarHours(from: "2031-03-03T00:00:00Z", until: "2031-03-04T00:00:00Z") {
        from until open reason name } }
    """;
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable("calendarSave", calendar("Again"));
  }

  private static Map<String, Object> calendar(String name) {
    return Map.of(
        "name", name,
        "timeZone", "Europe/Berlin",
        "weeks",
            List.of(
                Map.of(
                    "hours",
                    List.of(Map.of("days", List.of("MONDAY"), "from", "08:00", "until", "18:00")))),
        "holidays",
            Map.of(
                "country", "DE",
                "subdivision", "NW",
                "adjustments", List.of(Map.of("holiday", "All Saints", "off", true))),
        "exceptions", List.of(Map.of("name", "Move", "from", "2031-05-05", "effect", "CLOSED")));
  }
}
