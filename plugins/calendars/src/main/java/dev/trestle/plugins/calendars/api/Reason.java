package dev.trestle.plugins.calendars.api;

import org.jspecify.annotations.Nullable;

/**
 * Why a stretch of time is open or closed.
 *
 * @param name of the week, the holiday, the exception or the closure; null where it has none
 */
public record Reason(Kind kind, @Nullable String name) {
  /** The kinds of reasons. */
  public enum Kind {
    /** Open by the usual week. */
    WEEKLY_HOURS(true),
    /** Open by the hours of an exception, or of a holiday that is worked on. */
    SPECIAL_HOURS(true),
    /** Closed because no hours are then. */
    OUTSIDE_HOURS(false),
    /** Closed because of a holiday. */
    HOLIDAY(false),
    /** Closed because of an exception or a closure. */
    EXCEPTION(false),
    /** Closed because the calendar has no week for that date. */
    NOT_VALID(false);

    private final boolean open;

    Kind(boolean open) {
      this.open = open;
    }

    public boolean open() {
      return open;
    }
  }

  public boolean open() {
    return kind.open();
  }
}
