package dev.trestle.plugins.checklists;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do on a ticket.
 *
 * @param place from 0, without gaps within the ticket
 * @param required whether the ticket cannot end before it is checked
 * @param checkedAt null while it is open, like who checked it
 * @param checkedById the agent; null also when somebody else checked it
 * @param templateId the template it came from; null when somebody wrote it by hand
 */
record ChecklistItem(
    UUID id,
    int version,
    UUID ticketId,
    int place,
    String text,
    boolean required,
    @Nullable Instant checkedAt,
    @Nullable UUID checkedById,
    @Nullable String checkedByName,
    @Nullable UUID templateId)
    implements DeskRecord {

  static ChecklistItem open(
      UUID id, UUID ticketId, String text, boolean required, @Nullable UUID templateId) {
    return new ChecklistItem(id, 0, ticketId, 0, text, required, null, null, null, templateId);
  }

  boolean checked() {
    return checkedAt != null;
  }

  boolean holdsBack() {
    return required && !checked();
  }

  ChecklistItem at(int newPlace) {
    return new ChecklistItem(
        id,
        version,
        ticketId,
        newPlace,
        text,
        required,
        checkedAt,
        checkedById,
        checkedByName,
        templateId);
  }

  ChecklistItem checked(@Nullable Instant at, @Nullable UUID byId, @Nullable String byName) {
    return new ChecklistItem(
        id, version, ticketId, place, text, required, at, byId, byName, templateId);
  }

  ChecklistItem reading(String newText, boolean nowRequired) {
    return new ChecklistItem(
        id,
        version,
        ticketId,
        place,
        newText,
        nowRequired,
        checkedAt,
        checkedById,
        checkedByName,
        templateId);
  }
}
