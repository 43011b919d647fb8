package dev.trestle.app.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One short line for people: time, level, message. */
final class TextLines extends Formatter {
  @Override
  public String format(LogRecord entry) {
    String time =
        DateTimeFormatter.ISO_INSTANT.format(entry.getInstant().truncatedTo(ChronoUnit.MILLIS));
    return time + " " + entry.getLevel() + " " + formatMessage(entry) + trace(entry) + "\n";
  }

  static String trace(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    if (thrown == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return "\n" + text;
  }
}
