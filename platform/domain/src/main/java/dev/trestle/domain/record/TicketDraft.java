package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket in the making: a decider changes its fields, then builds the next version. */
public final class TicketDraft {
  public UUID id;
  public int version;
  public String number;
  public String subject;
  public UUID queueId;
  public String status;
  public StatusCategory statusCategory;
  public TicketPriority priority;
  public TicketType type;
  public @Nullable UUID requesterId;
  public @Nullable UUID companyId;
  public @Nullable UUID siteId;
  public @Nullable UUID assigneeId;
  public @Nullable UUID teamId;
  public @Nullable UUID parentId;
  public @Nullable UUID mergedIntoId;
  public List<UUID> watcherIds;
  public List<UUID> sharedWithCompanyIds;
  public List<String> tags;
  public Map<String, Object> customFields;
  public long dueAtMillis;
  public long createdAtMillis;
  public long updatedAtMillis;
  public long resolvedAtMillis;
  public long closedAtMillis;
  public long unansweredSinceMillis;
  public int reopenCount;
  public int reassignmentCount;
  public @Nullable String source;
  public @Nullable String externalKey;
  public @Nullable BeforeMerge beforeMerge;
  public Document extra;

  TicketDraft(Ticket ticket) {
    this.id = ticket.id();
    this.version = ticket.version();
    this.number = ticket.number();
    this.subject = ticket.subject();
    this.queueId = ticket.queueId();
    this.status = ticket.status();
    this.statusCategory = ticket.statusCategory();
    this.priority = ticket.priority();
    this.type = ticket.type();
    this.requesterId = ticket.requesterId();
    this.companyId = ticket.companyId();
    this.siteId = ticket.siteId();
    this.assigneeId = ticket.assigneeId();
    this.teamId = ticket.teamId();
    this.parentId = ticket.parentId();
    this.mergedIntoId = ticket.mergedIntoId();
    this.watcherIds = ticket.watcherIds();
    this.sharedWithCompanyIds = ticket.sharedWithCompanyIds();
    this.tags = ticket.tags();
    this.customFields = ticket.customFields();
    this.dueAtMillis = ticket.dueAtMillis();
    this.createdAtMillis = ticket.createdAtMillis();
    this.updatedAtMillis = ticket.updatedAtMillis();
    this.resolvedAtMillis = ticket.resolvedAtMillis();
    this.closedAtMillis = ticket.closedAtMillis();
    this.unansweredSinceMillis = ticket.unansweredSinceMillis();
    this.reopenCount = ticket.reopenCount();
    this.reassignmentCount = ticket.reassignmentCount();
    this.source = ticket.source();
    this.externalKey = ticket.externalKey();
    this.beforeMerge = ticket.beforeMerge();
    this.extra = ticket.extra();
  }

  /** A new ticket with the fields every ticket must have. */
  public TicketDraft(
      UUID id, String subject, UUID queueId, QueueStatus status, long createdAtMillis) {
    this.id = id;
    this.version = 0;
    this.number = "";
    this.subject = subject;
    this.queueId = queueId;
    this.status = status.key();
    this.statusCategory = status.category();
    this.priority = TicketPriority.NORMAL;
    this.type = TicketType.INCIDENT;
    this.watcherIds = List.of();
    this.sharedWithCompanyIds = List.of();
    this.tags = List.of();
    this.customFields = Map.of();
    this.createdAtMillis = createdAtMillis;
    this.updatedAtMillis = createdAtMillis;
    this.extra = Document.empty();
  }

  /** The record with these fields, one version further. */
  public Ticket build() {
    return new Ticket(
        id,
        version + 1,
        number,
        subject,
        queueId,
        status,
        statusCategory,
        priority,
        type,
        requesterId,
        companyId,
        siteId,
        assigneeId,
        teamId,
        parentId,
        mergedIntoId,
        watcherIds,
        sharedWithCompanyIds,
        tags,
        customFields,
        dueAtMillis,
        createdAtMillis,
        updatedAtMillis,
        resolvedAtMillis,
        closedAtMillis,
        unansweredSinceMillis,
        reopenCount,
        reassignmentCount,
        source,
        externalKey,
        beforeMerge,
        extra);
  }
}
