package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import org.jspecify.annotations.Nullable;

/**
 * A part of a cycle with the one reason why it counts or not.
 *
 * @param why the reason on the ticket's side; COUNTS with {@code counted} false when the calendar
 *     is closed then
 * @param category the ticket's status category in it
 * @param closed why the calendar is closed, such as HOLIDAY; null unless that is the reason
 * @param closedName of the holiday or the exception; null where there is none
 */
public record Interval(
    long from,
    long until,
    boolean counted,
    Why why,
    StatusCategory category,
    @Nullable String closed,
    @Nullable String closedName) {
  Interval between(long start, long end) {
    return new Interval(start, end, counted, why, category, closed, closedName);
  }
}
