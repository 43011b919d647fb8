package dev.trestle.plugins.email.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An event that a message invites to, moves or cancels; its times are as written, because their
 * zone may be described in the file only.
 *
 * @param method {@code REQUEST}, {@code CANCEL}, {@code REPLY} or another one of RFC 5546
 */
public record Invitation(
    String method, String uid, String summary, String start, String end, String organizer) {
  private static final int LOOK = 1 << 18;

  static List<Invitation> of(String calendar, String declaredMethod) {
    String method = declaredMethod.toUpperCase(Locale.ROOT);
    List<Invitation> found = new ArrayList<>();
    String[] event = {"", "", "", "", ""};
    boolean inside = false;
    for (String line :
        calendar
            .substring(0, Math.min(calendar.length(), LOOK))
            .replaceAll("\\r?\\n[ \\t]", "")
            .split("\\r?\\n")) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon);
      String plain = name.replaceFirst(";.*", "").toUpperCase(Locale.ROOT);
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      if (plain.equals("METHOD")) {
        method = value.toUpperCase(Locale.ROOT);
      } else if (plain.equals("BEGIN") && value.equalsIgnoreCase("VEVENT")) {
        event = new String[] {"", "", "", "", ""};
        inside = true;
      } else if (plain.equals("END") && value.equalsIgnoreCase("VEVENT")) {
        inside = false;
        found.add(new Invitation(method, event[0], event[1], event[2], event[3], event[4]));
      } else if (inside) {
        int at = List.of("UID", "SUMMARY", "DTSTART", "DTEND", "ORGANIZER").indexOf(plain);
        if (at >= 0 && event[at].isEmpty()) {
          event[at] = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", " ");
        }
      }
    }
    return List.copyOf(found);
  }
}
