package dev.trestle.plugins.calendars.api;

/**
 * A part of a day by the clock on the wall: the opening second is inside, the closing second
 * outside.
 *
 * @param fromSecond seconds after midnight, 0 to 86,399
 * @param untilSecond later than that, at most a day later: 86,400 is the end of the day, more than
 *     that reaches into the next day
 */
public record Hours(int fromSecond, int untilSecond) {
  static final int DAY = 86_400;

  public Hours {
    if (fromSecond < 0 || fromSecond >= DAY) {
      throw new IllegalArgumentException("a part of a day begins within the day");
    }
    if (untilSecond <= fromSecond || untilSecond - fromSecond > DAY) {
      throw new IllegalArgumentException("a part of a day ends later, at most 24 hours later");
    }
  }

  /** Whole hours of the day: {@code of(9, 17)} is 09:00 to 17:00. */
  public static Hours of(int fromHour, int untilHour) {
    return new Hours(fromHour * 3_600, untilHour * 3_600);
  }
}
