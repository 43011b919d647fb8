package dev.trestle.plugins.calendars.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which calendar applies to a ticket, and why.
 *
 * @param calendarId the calendar's
 * @param name what people call it
 * @param layer where it comes from
 * @param looked the layers in the order they were looked at, down to the one that decided
 */
public record Applied(UUID calendarId, String name, Layer layer, List<Looked> looked) {
  public Applied {
    looked = List.copyOf(looked);
  }

  /**
   * One layer that was looked at.
   *
   * @param subjectId the site, company, team or queue; null when the ticket has none, and for the
   *     standard calendar
   * @param subjectName its name; null where there is none
   * @param calendarId the calendar assigned to it; null when none is
   * @param outcome why it decided or did not
   */
  public record Looked(
      Layer layer,
      @Nullable UUID subjectId,
      @Nullable String subjectName,
      @Nullable UUID calendarId,
      Outcome outcome) {}

  /** What came of looking at a layer. */
  public enum Outcome {
    /** Its calendar applies. */
    APPLIES,
    /** The ticket has no such thing. */
    TICKET_HAS_NONE,
    /** Nobody assigned a calendar to it. */
    NOTHING_ASSIGNED
  }
}
