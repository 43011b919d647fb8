package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.access.Visibility;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.OnTicket;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The steps that ticket decisions share: find it, change it, write on it. */
final class TicketWork {
  private TicketWork() {}

  /**
   * The ticket as this viewer may see it, at the version it looked at; null with a problem said.
   */
  static @Nullable Ticket find(Draft draft, OnTicket command) {
    Ticket ticket = visible(draft, command.ticketId(), "input", "ticketId");
    if (ticket != null
        && command.expectedVersion() != null
        && command.expectedVersion() != ticket.version()) {
      draft.problem(
          ProblemType.CONFLICT,
          "VERSION_MOVED",
          "Ticket "
              + ticket.number()
              + " is at version "
              + ticket.version()
              + " by now. Read it again and decide anew.",
          "input",
          "expectedVersion");
    }
    return ticket;
  }

  static @Nullable Ticket visible(Draft draft, UUID id, String... path) {
    Ticket ticket = draft.find(Tables.TICKETS, id);
    if (ticket == null || !Visibility.sees(draft.viewer(), draft.state(), ticket)) {
      notFound(draft, "ticket", path);
      return null;
    }
    return ticket;
  }

  static void notFound(Draft draft, String what, String... path) {
    draft.problem(
        ProblemType.NOT_FOUND,
        "NOT_FOUND",
        "There is no such " + what + ", or you may not see it. Check the id.",
        path);
  }

  /** A record the input names; a problem when there is none. */
  static <R extends Stored> @Nullable R named(
      Draft draft, TableSchema<R> table, @Nullable UUID id, String... path) {
    if (id == null) {
      return null;
    }
    R record = draft.find(table, id);
    if (record == null) {
      notFound(draft, table.name(), path);
    }
    return record;
  }

  /** Refuses work on a ticket that was merged away. */
  static boolean notMerged(Draft draft, Ticket ticket) {
    if (ticket.mergedIntoId() == null) {
      return true;
    }
    Ticket into = draft.find(Tables.TICKETS, ticket.mergedIntoId());
    draft.problem(
        ProblemType.PRECONDITION,
        "TICKET_MERGED",
        "Ticket "
            + ticket.number()
            + " was merged into "
            + (into == null ? "another one" : into.number())
            + ". Work on that one, or undo the merge first.",
        "input",
        "ticketId");
    return false;
  }

  /** The ticket's queue; a status chosen from it has to be there still at the commit. */
  static Queue queueOf(Draft draft, Ticket ticket) {
    Queue queue = Objects.requireNonNull(draft.find(Tables.QUEUES, ticket.queueId()));
    draft.relyOn(Tables.QUEUES, queue);
    return queue;
  }

  /** Puts the next version and the event that tells what changed; nothing when nothing did. */
  static Ticket save(
      Draft draft,
      String eventType,
      Ticket before,
      TicketDraft changed,
      @Nullable String reason,
      boolean publicEvent) {
    changed.updatedAtMillis = Math.max(draft.now(), before.updatedAtMillis());
    if (!before.open() && changed.statusCategory.open()) {
      AssignRules.releaseFromThoseWhoLeft(draft, changed);
      AssignRules.leaveArchivedQueue(draft, changed);
    }
    Ticket after = changed.build();
    draft.put(Tables.TICKETS, after);
    draft.event(
        eventType,
        Tables.TICKETS,
        after.id(),
        after.id(),
        TicketChanges.between(draft, before, after),
        reason,
        publicEvent);
    draft.result("ticket", after.id());
    return after;
  }

  /** The queue's status of the same name, else of the same meaning, else a near one. */
  static QueueStatus nearest(Queue queue, String key, StatusCategory category) {
    return queue
        .status(key)
        .filter(status -> status.category() == category)
        .or(() -> queue.firstOf(category))
        .or(() ->
            queue.statuses().stream()
                .filter(status -> status.category().open() == category.open())
                .findFirst())
        .orElseGet(() -> queue.statuses().getFirst());
  }

  /** Answers with the ticket as it is: what was asked for is already so. */
  static void unchanged(Draft draft, Ticket ticket) {
    draft.unchanged(Tables.TICKETS, ticket);
  }

  /** Moves to a status, keeping the times and counts that follow from it. */
  static void setStatus(TicketDraft ticket, QueueStatus status, long nowMillis) {
    boolean wasOpen = ticket.statusCategory.open();
    boolean opens = status.category().open();
    if (!wasOpen && opens) {
      ticket.reopenCount++;
      ticket.resolvedAtMillis = 0;
      ticket.closedAtMillis = 0;
    }
    switch (status.category()) {
      case RESOLVED -> {
        ticket.resolvedAtMillis =
            ticket.resolvedAtMillis == 0 ? nowMillis : ticket.resolvedAtMillis;
        ticket.closedAtMillis = 0;
      }
      case CLOSED -> {
        ticket.resolvedAtMillis =
            ticket.resolvedAtMillis == 0 ? nowMillis : ticket.resolvedAtMillis;
        ticket.closedAtMillis = ticket.closedAtMillis == 0 ? nowMillis : ticket.closedAtMillis;
      }
      case NEW, OPEN, WAITING_ON_REQUESTER, WAITING_ON_THIRD_PARTY, SCHEDULED -> {}
    }
    ticket.status = status.key();
    ticket.statusCategory = status.category();
  }

  /** Writes a message and binds its attachments; the author is the viewer unless told otherwise. */
  static void message(
      Draft draft,
      UUID ticketId,
      MessageKind kind,
      MessageDirection direction,
      String channel,
      Author author,
      String text,
      @Nullable List<UUID> attachmentIds,
      String... path) {
    List<UUID> files = attachmentIds == null ? List.of() : attachmentIds;
    for (int i = 0; i < files.size(); i++) {
      String[] at = CustomValues.append(path, "attachmentIds", String.valueOf(i));
      Attachment file = draft.find(Tables.ATTACHMENTS, files.get(i));
      if (file == null || !Objects.equals(file.uploaderId(), draft.viewer().id())) {
        notFound(draft, "uploaded file", at);
      } else if (file.ticketId() != null) {
        draft.problem(
            ProblemType.PRECONDITION,
            "FILE_ALREADY_ATTACHED",
            "This file belongs to a message already. Upload it again to attach it once more.",
            at);
      } else {
        draft.put(Tables.ATTACHMENTS, file.keptWith(ticketId, kind == MessageKind.COMMENT));
      }
    }
    draft.add(
        new Message(
            ticketId,
            kind,
            direction,
            channel,
            author.id(),
            author.kind(),
            author.name(),
            Objects.equals(author.id(), draft.viewer().id()) ? null : draft.viewer().id(),
            text,
            files,
            DeliveryState.NOT_NEEDED,
            draft.now(),
            Document.empty()));
  }

  /** Who speaks in a message. */
  record Author(@Nullable UUID id, String kind, String name) {
    static Author of(Viewer viewer) {
      return new Author(viewer.id(), viewer.kind().name(), viewer.name());
    }

    boolean outside() {
      return kind.equals(PrincipalKind.CONTACT.name());
    }
  }
}
