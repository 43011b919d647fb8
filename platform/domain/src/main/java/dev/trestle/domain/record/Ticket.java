package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of requested work.
 *
 * @param number for people; unique
 * @param status the key of one of the queue's statuses; {@code statusCategory} is its meaning
 * @param sharedWithCompanyIds partner companies that may see it
 * @param unansweredSinceMillis when the oldest inbound message nobody has answered or dismissed
 *     arrived; 0 when there is none
 * @param dueAtMillis 0 when nothing is due; likewise the other times
 * @param beforeMerge how things stood before it was merged away; null unless it is
 * @param source how it came: {@code api}, {@code import}, {@code mail} ...
 */
public record Ticket(
    UUID id,
    int version,
    String number,
    String subject,
    UUID queueId,
    String status,
    StatusCategory statusCategory,
    TicketPriority priority,
    TicketType type,
    @Nullable UUID requesterId,
    @Nullable UUID companyId,
    @Nullable UUID siteId,
    @Nullable UUID assigneeId,
    @Nullable UUID teamId,
    @Nullable UUID parentId,
    @Nullable UUID mergedIntoId,
    List<UUID> watcherIds,
    List<UUID> sharedWithCompanyIds,
    List<String> tags,
    Map<String, Object> customFields,
    long dueAtMillis,
    long createdAtMillis,
    long updatedAtMillis,
    long resolvedAtMillis,
    long closedAtMillis,
    long unansweredSinceMillis,
    int reopenCount,
    int reassignmentCount,
    @Nullable String source,
    @Nullable String externalKey,
    @Nullable BeforeMerge beforeMerge,
    Document extra)
    implements Stored, dev.trestle.sdk.desk.Ticket {

  @Override
  public boolean open() {
    return statusCategory.open();
  }

  public TicketDraft toDraft() {
    return new TicketDraft(this);
  }
}
