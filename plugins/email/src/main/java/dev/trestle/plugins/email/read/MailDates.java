package dev.trestle.plugins.email.read;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates by RFC 5322 with the obsolete forms: years of two digits, names of zones, comments.
 */
final class MailDates {
  private static final int COMMENTS_MAX = 5;
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Map<String, Integer> ZONES =
      Map.of(
          "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7);
  private static final Pattern USUAL =
      Pattern.compile(
          "(\\d{1,2})[\\s-]+([A-Za-z]{3})[a-z]*[\\s-]+(\\d{2,4})\\s*[,]?\\s+"
              + "(\\d{1,2})\\s*[:.]\\s*(\\d{1,2})(?:\\s*[:.]\\s*(\\d{1,2}))?(?:\\.\\d+)?"
              + "\\s*([AaPp][Mm])?\\s*(?:(?:GMT|UTC)?([+-]\\s?\\d{1,2}:?\\d{2})|([A-Za-z]{1,5}))?");
  private static final Pattern BY_CTIME =
      Pattern.compile(
          "([A-Za-z]{3})\\s+(\\d{1,2})\\s+(\\d{1,2}):(\\d{2}):(\\d{2})\\s+(?:([A-Z]{3,4})\\s+)?(\\d{4})");
  private static final Pattern BY_ISO =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d+)?\\s*(Z|[+-]\\d{2}:?\\d{2})?");

  private MailDates() {}

  static @Nullable OffsetDateTime of(String field) {
    String text = field.replaceAll("\\s+", " ");
    for (int depth = 0; depth < COMMENTS_MAX && text.indexOf('(') >= 0; depth++) {
      text = text.replaceAll("\\([^()]*\\)", " ");
    }
    try {
      Matcher usual = USUAL.matcher(text);
      if (usual.find()) {
        int hour = Integer.parseInt(usual.group(4));
        String half = usual.group(7);
        if (half != null) {
          hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
        }
        return at(
            year(usual.group(3)),
            month(usual.group(2)),
            Integer.parseInt(usual.group(1)),
            hour,
            Integer.parseInt(usual.group(5)),
            number(usual.group(6)),
            zone(usual.group(8), usual.group(9)));
      }
      Matcher ctime = BY_CTIME.matcher(text);
      if (ctime.find()) {
        return at(
            Integer.parseInt(ctime.group(7)),
            month(ctime.group(1)),
            Integer.parseInt(ctime.group(2)),
            Integer.parseInt(ctime.group(3)),
            Integer.parseInt(ctime.group(4)),
            Integer.parseInt(ctime.group(5)),
            zone(null, ctime.group(6)));
      }
      Matcher iso = BY_ISO.matcher(text);
      if (iso.find()) {
        return at(
            Integer.parseInt(iso.group(1)),
            Integer.parseInt(iso.group(2)),
            Integer.parseInt(iso.group(3)),
            Integer.parseInt(iso.group(4)),
            Integer.parseInt(iso.group(5)),
            number(iso.group(6)),
            zone("Z".equals(iso.group(7)) ? null : iso.group(7), null));
      }
      return null;
    } catch (DateTimeException impossible) {
      return null;
    }
  }

  private static OffsetDateTime at(
      int year, int month, int day, int hour, int minute, int second, ZoneOffset zone) {
    // A leap second is the end of its minute.
    return OffsetDateTime.of(year, month, day, hour, minute, Math.min(second, 59), 0, zone);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    if (digits.length() == 2) {
      return year < 50 ? 2000 + year : 1900 + year;
    }
    return digits.length() == 3 ? 1900 + year : year;
  }

  private static ZoneOffset zone(@Nullable String offset, @Nullable String name) {
    if (offset != null) {
      String digits = offset.replaceAll("[^\\d]", "");
      int value = Integer.parseInt(digits);
      int minutes = value / 100 * 60 + value % 100;
      return minutes > 18 * 60
          ? ZoneOffset.UTC
          : ZoneOffset.ofTotalSeconds((offset.startsWith("-") ? -60 : 60) * minutes);
    }
    return ZoneOffset.ofHours(
        name == null ? 0 : ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0));
  }
}
