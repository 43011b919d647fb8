package dev.trestle.plugins.calendars.api;

/**
 * A span of time in which all is closed, whatever else says it is open.
 *
 * @param name what people call it, such as {@code All hands meeting}
 * @param fromMillis the first millisecond since 1970 in UTC
 * @param untilMillis the first one that is not in it, later than that
 */
public record Closure(String name, long fromMillis, long untilMillis) {
  public Closure {
    if (untilMillis <= fromMillis) {
      throw new IllegalArgumentException("a closure ends after it begins");
    }
  }
}
