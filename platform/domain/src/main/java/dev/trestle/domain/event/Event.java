package dev.trestle.domain.event;

import dev.trestle.domain.codec.Document;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, complete enough to be understood without looking anything up.
 *
 * @param type past tense, such as {@code TicketResolved}
 * @param recordType the table of the record it happened to
 * @param ticketId the ticket it belongs to, if any
 * @param atMillis when it happened: the commit's time, or its own time when it was imported
 * @param changes the fields that changed, with the values before and after
 * @param publicEvent whether a contact who sees the ticket may hear of it
 */
public record Event(
    String type,
    String recordType,
    UUID recordId,
    @Nullable UUID ticketId,
    long atMillis,
    @Nullable UUID actorId,
    String actorKind,
    String actorName,
    List<Change> changes,
    @Nullable String reason,
    boolean publicEvent,
    Document extra)
    implements TimelineEntry {

  /**
   * One field's change, with values as people read them beside the stored ones.
   *
   * @param before null when the field was empty
   * @param after null when it is empty now
   */
  public record Change(
      String field,
      @Nullable String before,
      @Nullable String after,
      @Nullable String beforeLabel,
      @Nullable String afterLabel) {}
}
