package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells, whether it stands in the log already or is about to be written. A new
 * message is an event of its own type.
 */
@Api
public interface EventFacts {
  /** Past tense, such as {@code TicketResolved}. */
  String type();

  /** The kind of record it happened to, such as {@code ticket}. */
  String recordType();

  UUID recordId();

  @Nullable UUID ticketId();

  Instant at();

  /** Who did it; null for the desk itself and for plugins. */
  @Nullable UUID actorId();

  PrincipalKind actorKind();

  String actorName();

  List<FieldChange> changes();

  @Nullable String reason();

  /** Whether a contact who sees the ticket may hear of it. */
  boolean publicEvent();

  /** The text of a new message; null for all other events and without {@code message} consented. */
  @Nullable String text();

  /**
   * One field's change: the stored values, and what people read where that differs.
   *
   * @param before null when the field was empty
   * @param after null when it is empty now
   */
  record FieldChange(
      String field,
      @Nullable String before,
      @Nullable String after,
      @Nullable String beforeLabel,
      @Nullable String afterLabel) {}
}
