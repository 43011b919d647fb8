package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bounds of times that come from outside. */
public final class TimeRules {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private TimeRules() {}

  /** Whether a time is one that texts of four-digit years can carry. */
  static boolean fits(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  /** The time in milliseconds, 0 for none; a problem outside the years 1 to 9999. */
  public static long millis(Draft draft, @Nullable Instant time, String... path) {
    if (time == null) {
      return 0;
    }
    if (!fits(time)) {
      draft.invalid("TIME_OUT_OF_RANGE", "Give a time in the years 1 to 9999.", path);
      return 0;
    }
    return time.toEpochMilli();
  }
}
