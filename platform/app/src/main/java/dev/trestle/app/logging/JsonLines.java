package dev.trestle.app.logging;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One JSON object a line: {@code time, level, logger, message} and {@code exception} if any. */
final class JsonLines extends Formatter {
  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder(200);
    String message = formatMessage(entry);
    line.append("{\"time\":\"").append(entry.getInstant()).append("\",\"level\":\"");
    line.append(entry.getLevel()).append("\",\"logger\":");
    quote(line, String.valueOf(entry.getLoggerName()));
    // The access log brings fields of its own, the trace id among them.
    if (message.length() > 1 && message.charAt(0) == '{' && message.endsWith("}")) {
      line.append(",\"fields\":").append(message);
    } else {
      line.append(",\"message\":");
      quote(line, message);
    }
    if (entry.getThrown() != null) {
      line.append(",\"exception\":");
      quote(line, TextLines.trace(entry).strip());
    }
    return line.append("}\n").toString();
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
