package dev.trestle.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calendar programs read what a desk publishes, by an address and nothing else. */
class CalendarsOverHttpTest {
  private static final Map<String, Object> MONDAYS =
      Map.of(
          "hours", List.of(Map.of("days", List.of("MONDAY"), "from", "09:00", "until", "17:00")));

  @TempDir private Path data;

  private static String publish(DeskClient admin, String calendar) {
    return admin
        .done("calendarPublish", Map.of("calendarId", calendar), "calendar { publishedPath }")
        .at("/calendar/publishedPath")
        .asText();
  }

  @Test
  void aPublishedCalendarIsRead_untilItsAddressIsReplacedOrTakenBack() throws Exception {
    try (ServedDesk desk = ServedDesk.start(data)) {
      DeskClient admin = desk.admin();
      DeskClient anyone = desk.anonymous();
      String calendar =
          admin
              .done(
                  "calendarSave",
                  Map.of("name", "Workshop, Kiel", "weeks", List.of(MONDAYS)),
                  "calendar { id }")
              .at("/calendar/id")
              .asText();
      String first = publish(admin, calendar);
      DeskClient.Reply feed = anyone.get(first);
      assertEquals(200, feed.status(), feed.body());
      assertEquals(
          "text/calendar; charset=utf-8",
          feed.headers().firstValue("Content-Type").orElseThrow().replace("UTF", "utf"));
      assertTrue(feed.body().startsWith("BEGIN:VCALENDAR\r\n"), feed.body());
      assertTrue(feed.body().contains("Workshop\\, Kiel"), feed.body());
      assertTrue(feed.body().contains("BEGIN:VEVENT\r\n"), feed.body());
      assertTrue(feed.body().endsWith("END:VCALENDAR\r\n"), feed.body());

      String second = publish(admin, calendar);
      assertEquals(404, anyone.get(first).status());
      assertEquals(feed.body().length(), anyone.get(second).body().length());
      assertEquals(404, anyone.get(second + "x").status());

      admin.done("calendarUnpublish", Map.of("calendarId", calendar), "calendar { id }");
      DeskClient.Reply gone = anyone.get(second);
      assertEquals(404, gone.status());
      assertFalse(gone.body().contains("Workshop"), gone.body());
    }
  }
}
