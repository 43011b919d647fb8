package dev.trestle.domain.record;

/**
 * How things stood when a ticket was merged away, so that the merge can be undone without loss.
 *
 * @param status the ticket's own status
 * @param unansweredSinceMillis since when the ticket itself was unanswered; 0 when it was not
 * @param intoUnansweredSinceMillis the same of the ticket it was merged into
 * @param intoTimelineSize how many entries that ticket's timeline had
 */
public record BeforeMerge(
    String status,
    long unansweredSinceMillis,
    long intoUnansweredSinceMillis,
    int intoTimelineSize) {}
