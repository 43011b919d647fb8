package dev.trestle.plugins.calendars.ical;

import dev.trestle.plugins.calendars.api.Reason;
import dev.trestle.plugins.calendars.api.Stretch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** Writes opening hours, holidays and exceptions as iCalendar. */
public final class Writer {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LINE_BYTES_MAX = 75;

  private final StringBuilder text = new StringBuilder();

  private Writer() {}

  /**
   * The text of a calendar: an event for each open stretch, and for each that is closed by a
   * holiday or an exception. Times out of hours have none.
   */
  public static String text(String name, UUID id, List<Stretch> stretches, Instant now) {
    Writer writer = new Writer();
    writer.line("BEGIN:VCALENDAR");
    writer.line("VERSION:2.0");
    writer.line("PRODID:-//Trestle//Calendars//EN");
    writer.line("X-WR-CALNAME:" + escaped(name));
    for (Stretch stretch : stretches) {
      boolean named =
          stretch.reason().kind() == Reason.Kind.HOLIDAY
              || stretch.reason().kind() == Reason.Kind.EXCEPTION;
      if (stretch.open() || named) {
        writer.event(id, stretch, now);
      }
    }
    writer.line("END:VCALENDAR");
    return writer.text.toString();
  }

  private void event(UUID id, Stretch stretch, Instant now) {
    String name = stretch.reason().name();
    String shown = stretch.open() ? "Open" : "Closed";
    line("BEGIN:VEVENT");
    line("UID:" + stretch.fromMillis() + "-" + id);
    line("DTSTAMP:" + UTC.format(now));
    line("DTSTART:" + UTC.format(stretch.from()));
    line("DTEND:" + UTC.format(stretch.until()));
    line("SUMMARY:" + escaped(name == null || name.isEmpty() ? shown : shown + ": " + name));
    line("TRANSP:" + (stretch.open() ? "TRANSPARENT" : "OPAQUE"));
    line("END:VEVENT");
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\\R", "\\\\n");
  }

  /** Lines have at most 75 bytes; what is longer goes on behind a blank, on whole characters. */
  private void line(String line) {
    int bytes = 0;
    for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
      String character = Character.toString(line.codePointAt(i));
      int size = character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size > LINE_BYTES_MAX) {
        text.append("\r\n ");
        bytes = 1;
      }
      text.append(character);
      bytes += size;
    }
    text.append("\r\n");
  }
}
