package dev.trestle.plugins.calendars.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.calendars.api.Reason;
import dev.trestle.plugins.calendars.api.Reason.Kind;
import dev.trestle.plugins.calendars.api.Stretch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WriterTest {
  private static final Instant NOW = Instant.parse("2031-03-03T09:00:00Z");
  private static final long DAY = NOW.toEpochMilli();

  @Test
  void whatIsWrittenIsReadAgain_withItsNamesAndTimes() {
    String name = "Zwölfte; Nacht, \\ und " + "sehr ".repeat(30) + "lang 🎄";
    String text =
        Writer.text(
            "Büro",
            new UUID(1, 2),
            List.of(
                new Stretch(DAY, DAY + 60_000, new Reason(Kind.WEEKLY_HOURS, null)),
                new Stretch(DAY + 60_000, DAY + 120_000, new Reason(Kind.OUTSIDE_HOURS, null)),
                new Stretch(DAY + 120_000, DAY + 180_000, new Reason(Kind.HOLIDAY, name))),
            NOW);
    List<Feed.Entry> entries =
        Feed.entries(text, ZoneOffset.UTC, NOW.minusSeconds(9), NOW.plusSeconds(999));
    assertEquals(
        List.of("Open", "Closed: " + name), entries.stream().map(Feed.Entry::name).toList());
    assertEquals(NOW.plusSeconds(120), entries.getLast().begin());
    assertEquals(NOW.plusSeconds(180), entries.getLast().end());
    for (String line : text.split("\r\n")) {
      assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
    }
  }
}
