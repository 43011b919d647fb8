package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a ticket field by field, with the names people know. */
final class TicketChanges {
  private final Draft draft;
  private final List<Change> changes = new ArrayList<>();

  private TicketChanges(Draft draft) {
    this.draft = draft;
  }

  /** What changed; from nothing when {@code before} is null. */
  static List<Change> between(Draft draft, @Nullable Ticket before, Ticket after) {
    TicketChanges found = new TicketChanges(draft);
    found.plain("subject", before == null ? null : before.subject(), after.subject());
    found.record(Tables.QUEUES, "queue", before == null ? null : before.queueId(), after.queueId());
    found.status(before, after);
    found.plain("priority", before == null ? null : before.priority(), after.priority());
    found.plain("type", before == null ? null : before.type(), after.type());
    found.record(
        Tables.CONTACTS,
        "requester",
        before == null ? null : before.requesterId(),
        after.requesterId());
    found.record(
        Tables.COMPANIES, "company", before == null ? null : before.companyId(), after.companyId());
    found.record(Tables.SITES, "site", before == null ? null : before.siteId(), after.siteId());
    found.record(
        Tables.AGENTS, "assignee", before == null ? null : before.assigneeId(), after.assigneeId());
    found.record(Tables.TEAMS, "team", before == null ? null : before.teamId(), after.teamId());
    found.record(
        Tables.TICKETS, "parent", before == null ? null : before.parentId(), after.parentId());
    found.record(
        Tables.TICKETS,
        "mergedInto",
        before == null ? null : before.mergedIntoId(),
        after.mergedIntoId());
    found.list("tags", before == null ? List.of() : before.tags(), after.tags());
    found.list("watchers", before == null ? List.of() : before.watcherIds(), after.watcherIds());
    found.list(
        "sharedWith",
        before == null ? List.of() : before.sharedWithCompanyIds(),
        after.sharedWithCompanyIds());
    found.time("dueAt", before == null ? 0 : before.dueAtMillis(), after.dueAtMillis());
    found.customFields(before, after);
    return found.changes;
  }

  private void plain(String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      changes.add(new Change(field, text(before), text(after), null, null));
    }
  }

  private void time(String field, long before, long after) {
    if (before != after) {
      changes.add(new Change(field, instant(before), instant(after), null, null));
    }
  }

  private void list(String field, List<?> before, List<?> after) {
    if (!before.equals(after)) {
      changes.add(new Change(field, joined(before), joined(after), null, null));
    }
  }

  private <R extends Stored> void record(
      TableSchema<R> table, String field, @Nullable UUID before, @Nullable UUID after) {
    if (!Objects.equals(before, after)) {
      changes.add(
          new Change(
              field,
              text(before),
              text(after),
              Names.of(draft.find(table, before)),
              Names.of(draft.find(table, after))));
    }
  }

  private void status(@Nullable Ticket before, Ticket after) {
    if (before == null || !before.status().equals(after.status())) {
      changes.add(
          new Change(
              "status",
              before == null ? null : before.status(),
              after.status(),
              before == null ? null : label(before),
              label(after)));
    }
  }

  private @Nullable String label(Ticket ticket) {
    Queue queue = draft.find(Tables.QUEUES, ticket.queueId());
    return queue == null ? null : queue.status(ticket.status()).map(QueueStatus::name).orElse(null);
  }

  private void customFields(@Nullable Ticket before, Ticket after) {
    TreeSet<String> keys = new TreeSet<>(after.customFields().keySet());
    if (before != null) {
      keys.addAll(before.customFields().keySet());
    }
    for (String key : keys) {
      plain(
          "custom." + key,
          before == null ? null : before.customFields().get(key),
          after.customFields().get(key));
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> list -> joined(list);
      default -> value.toString();
    };
  }

  private static @Nullable String joined(List<?> values) {
    return values.isEmpty()
        ? null
        : String.join(", ", values.stream().map(Object::toString).toList());
  }

  private static @Nullable String instant(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }
}
