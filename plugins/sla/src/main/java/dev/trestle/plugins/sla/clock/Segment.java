package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;

/**
 * A stretch of a cycle that counts by one calendar, or does not count for one reason.
 *
 * @param usedMillis how much of it counts
 */
record Segment(
    long from,
    long until,
    Why why,
    StatusCategory category,
    WorkingTime calendar,
    long usedMillis) {

  static Segment of(long from, long until, Why why, StatusCategory category, WorkingTime calendar) {
    long used = why == Why.COUNTS ? calendar.between(from, until) : 0;
    return new Segment(from, until, why, category, calendar, used);
  }

  /** What of it lies behind a time; the time is inside. */
  Segment since(long time) {
    return of(time, until, why, category, calendar);
  }
}
