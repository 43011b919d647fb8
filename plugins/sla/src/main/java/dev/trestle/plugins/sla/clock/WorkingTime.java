package dev.trestle.plugins.sla.clock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A calendar's arithmetic. Times are milliseconds since 1970 in UTC, intervals half-open. */
public interface WorkingTime {
  /** No such instant. */
  long NEVER = Long.MAX_VALUE;

  /** Every hour is a working hour. */
  WorkingTime ALWAYS =
      new WorkingTime() {
        @Override
        public long between(long from, long until) {
          return Math.max(0, until - from);
        }

        @Override
        public long add(long from, long working) {
          return from + working;
        }

        @Override
        public List<Stretch> stretches(long from, long until) {
          return from < until ? List.of(new Stretch(from, until, true, null, null)) : List.of();
        }
      };

  /** How much working time lies in [from, until); 0 when that is empty. */
  long between(long from, long until);

  /**
   * The first instant at which so much working time has passed, which may be a closing time.
   *
   * @param working positive
   * @return {@link #NEVER} when the calendar has no further hours
   */
  long add(long from, long working);

  /** The interval in stretches that are open or closed throughout, without gap. */
  List<Stretch> stretches(long from, long until);

  /**
   * A part of time.
   *
   * @param reason why it is closed, such as HOLIDAY; null when it is open
   * @param name of the holiday or the exception; null where there is none
   */
  record Stretch(
      long from, long until, boolean open, @Nullable String reason, @Nullable String name) {}
}
