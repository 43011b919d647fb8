package dev.trestle.plugins.calendars.ical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One content line.
 *
 * @param name in capitals
 * @param parameters by their names in capitals, without quotes
 * @param value as it stands there
 */
record Property(String name, Map<String, String> parameters, String value) {

  /** The content lines of a text, unfolded; lines that are none are left out. */
  static List<Property> all(String text) {
    List<Property> all = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    // Some programs begin their files with a mark of the byte order.
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String part : plain.split("\r\n|\n|\r", -1)) {
      if (part.startsWith(" ") || part.startsWith("\t")) {
        line.append(part, 1, part.length());
      } else {
        add(line.toString(), all);
        line = new StringBuilder(part);
      }
    }
    add(line.toString(), all);
    return all;
  }

  @Nullable String parameter(String parameter) {
    return parameters.get(parameter);
  }

  /** The value as text, without the escapes of the format. */
  String text() {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        text.append(escaped == 'n' || escaped == 'N' ? ' ' : escaped);
      } else {
        text.append(each);
      }
    }
    return text.toString().strip();
  }

  private static void add(String line, List<Property> all) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char each = line.charAt(i);
      if (each == '"') {
        quoted = !quoted;
      } else if (!quoted && (each == ';' || each == ':')) {
        parts.add(part.toString().strip());
        part = new StringBuilder();
        if (each == ':') {
          all.add(property(parts, line.substring(i + 1).strip()));
          return;
        }
      } else {
        part.append(each);
      }
    }
  }

  private static Property property(List<String> parts, String value) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : parts.subList(1, parts.size())) {
      String[] sides = parameter.split("=", 2);
      parameters.put(
          sides[0].strip().toUpperCase(Locale.ROOT), sides.length == 1 ? "" : sides[1].strip());
    }
    return new Property(parts.getFirst().toUpperCase(Locale.ROOT), parameters, value);
  }
}
