package dev.trestle.plugins.calendars;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times on the wall as people write them: {@code 09:00}, {@code 17:30:15}, {@code 24:00}. */
final class WallTimes {
  static final int DAY = 86_400;

  private static final Pattern TIME = Pattern.compile("(\\d{2}):(\\d{2})(?::(\\d{2}))?");
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;

  private WallTimes() {}

  /** Seconds after midnight, 0 to 86,400; empty when the text is no time. */
  static OptionalInt seconds(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return OptionalInt.empty();
    }
    int minutes = Integer.parseInt(time.group(2));
    int seconds = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
    int all = Integer.parseInt(time.group(1)) * HOUR + minutes * MINUTE + seconds;
    return minutes < MINUTE && seconds < MINUTE && all <= DAY
        ? OptionalInt.of(all)
        : OptionalInt.empty();
  }

  /**
   * The text of seconds after midnight; those after the next midnight begin anew, but for 24:00.
   */
  static String text(int seconds) {
    int within = seconds > DAY ? seconds - DAY : seconds;
    String text = twoDigits(within / HOUR) + ":" + twoDigits(within % HOUR / MINUTE);
    return within % MINUTE == 0 ? text : text + ":" + twoDigits(within % MINUTE);
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }
}
