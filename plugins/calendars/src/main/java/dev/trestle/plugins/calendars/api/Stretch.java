package dev.trestle.plugins.calendars.api;

import java.time.Instant;

/**
 * A stretch of time that is open throughout, or closed throughout, for one reason.
 *
 * @param fromMillis the first millisecond since 1970 in UTC
 * @param untilMillis the first one that is not in it, later than that
 */
public record Stretch(long fromMillis, long untilMillis, Reason reason) {
  public boolean open() {
    return reason.open();
  }

  public long lengthMillis() {
    return untilMillis - fromMillis;
  }

  public Instant from() {
    return Instant.ofEpochMilli(fromMillis);
  }

  public Instant until() {
    return Instant.ofEpochMilli(untilMillis);
  }
}
