package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of requested work, as it is in one snapshot. Times are milliseconds since 1970 in UTC;
 * 0 stands for a time that is not set.
 */
@Api
public interface Ticket {
  UUID id();

  /** 1 at creation, one more with every change. */
  int version();

  /** For people; unique. */
  String number();

  String subject();

  UUID queueId();

  /** The key of one of the queue's statuses; {@link #statusCategory} is its meaning. */
  String status();

  StatusCategory statusCategory();

  TicketPriority priority();

  TicketType type();

  @Nullable UUID requesterId();

  @Nullable UUID companyId();

  @Nullable UUID siteId();

  @Nullable UUID assigneeId();

  @Nullable UUID teamId();

  @Nullable UUID parentId();

  /** The ticket this one was merged into; null unless it was. */
  @Nullable UUID mergedIntoId();

  List<UUID> watcherIds();

  List<String> tags();

  /** Values by the field's key: String, Long, Boolean, BigDecimal or a list of String. */
  Map<String, Object> customFields();

  long dueAtMillis();

  long createdAtMillis();

  long updatedAtMillis();

  long resolvedAtMillis();

  long closedAtMillis();

  /** When the oldest inbound message arrived that nobody has answered or dismissed; 0: none. */
  long unansweredSinceMillis();

  int reopenCount();

  int reassignmentCount();

  /** How it came: {@code api}, {@code import}, {@code mail} ... */
  @Nullable String source();

  /** The key in the system it was imported from. */
  @Nullable String externalKey();

  /** True while the desk still owes something. */
  boolean open();
}
