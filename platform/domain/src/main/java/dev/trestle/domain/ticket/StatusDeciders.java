package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.ChangeTicketStatus;
import dev.trestle.domain.command.TicketCommands.CloseTicket;
import dev.trestle.domain.command.TicketCommands.ReopenTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Decides steps through a queue's statuses. */
final class StatusDeciders {
  private StatusDeciders() {}

  static void change(ChangeTicketStatus wish, Draft draft) {
    Ticket ticket = allowed(draft, TicketWork.find(draft, wish), Permissions.TICKET_CHANGE_STATUS);
    if (ticket == null) {
      return;
    }
    QueueStatus to = named(draft, TicketWork.queueOf(draft, ticket), wish.status());
    if (to != null && mayReach(draft, ticket, to)) {
      step(draft, ticket, to, eventFor(ticket, to), wish.comment(), "comment");
    }
  }

  static void resolve(ResolveTicket wish, Draft draft) {
    Ticket ticket = allowed(draft, TicketWork.find(draft, wish), Permissions.TICKET_RESOLVE);
    if (ticket == null) {
      return;
    }
    if (ticket.statusCategory() == StatusCategory.CLOSED) {
      draft.problem(
          ProblemType.PRECONDITION,
          "TICKET_CLOSED",
          "Ticket " + ticket.number() + " is closed. Reopen it first.",
          "input",
          "ticketId");
      return;
    }
    QueueStatus to = wanted(draft, ticket, wish.status(), StatusCategory.RESOLVED);
    if (to != null) {
      step(draft, ticket, to, "TicketResolved", wish.comment(), "comment");
    }
  }

  static void close(CloseTicket wish, Draft draft) {
    Ticket ticket = allowed(draft, TicketWork.find(draft, wish), Permissions.TICKET_CLOSE);
    if (ticket == null) {
      return;
    }
    QueueStatus to = wanted(draft, ticket, wish.status(), StatusCategory.CLOSED);
    if (to != null) {
      step(draft, ticket, to, "TicketClosed", wish.comment(), "comment");
    }
  }

  static void reopen(ReopenTicket wish, Draft draft) {
    Ticket ticket = allowed(draft, TicketWork.find(draft, wish), Permissions.TICKET_REOPEN);
    if (ticket == null) {
      return;
    }
    if (ticket.open()) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    if (ticket.statusCategory() == StatusCategory.CLOSED
        && draft.viewer().kind() == PrincipalKind.CONTACT) {
      draft.problem(
          ProblemType.PRECONDITION,
          "TICKET_CLOSED",
          "Ticket " + ticket.number() + " is closed for good. Create a new ticket instead.",
          "input",
          "ticketId");
      return;
    }
    QueueStatus to = wanted(draft, ticket, wish.status(), StatusCategory.OPEN);
    if (to != null) {
      step(draft, ticket, to, "TicketReopened", wish.reason(), "reason");
    }
  }

  /** Whichever way a status is reached, it needs the permission that its meaning needs. */
  static boolean mayReach(Draft draft, @Nullable Ticket ticket, QueueStatus to) {
    if (ticket != null && ticket.statusCategory() == to.category()) {
      return true;
    }
    return switch (to.category()) {
      case RESOLVED -> draft.require(Permissions.TICKET_RESOLVE);
      case CLOSED -> draft.require(Permissions.TICKET_CLOSE);
      case NEW, OPEN, WAITING_ON_REQUESTER, WAITING_ON_THIRD_PARTY, SCHEDULED ->
          ticket == null || ticket.open() || draft.require(Permissions.TICKET_REOPEN);
    };
  }

  /** Keeps parents open while their children are, and the queue's statuses as they were read. */
  static void gates(Draft draft, Ticket ticket, QueueStatus to) {
    draft.relyOn(Tables.QUEUES, TicketWork.queueOf(draft, ticket));
    if (!to.category().open() && ticket.open()) {
      ParentGate.parentCloses(draft, ticket);
    } else if (to.category().open() && !ticket.open()) {
      ParentGate.childOpens(draft, ticket.parentId(), "input", "ticketId");
    }
  }

  private static String eventFor(Ticket ticket, QueueStatus to) {
    if (!ticket.open() && to.category().open()) {
      return "TicketReopened";
    }
    return switch (to.category()) {
      case RESOLVED -> "TicketResolved";
      case CLOSED -> "TicketClosed";
      case NEW, OPEN, WAITING_ON_REQUESTER, WAITING_ON_THIRD_PARTY, SCHEDULED ->
          "TicketStatusChanged";
    };
  }

  private static @Nullable Ticket allowed(Draft draft, @Nullable Ticket ticket, String permission) {
    if (!draft.require(permission) || ticket == null || !TicketWork.notMerged(draft, ticket)) {
      return null;
    }
    return ticket;
  }

  private static @Nullable QueueStatus wanted(
      Draft draft, Ticket ticket, @Nullable String key, StatusCategory category) {
    Queue queue = TicketWork.queueOf(draft, ticket);
    if (key == null) {
      if (ticket.statusCategory() == category) {
        return queue.status(ticket.status()).orElse(null);
      }
      QueueStatus first =
          queue.statuses().stream()
              .filter(s -> s.category() == category && queue.allows(ticket.status(), s.key()))
              .findFirst()
              .orElse(null);
      if (first == null) {
        refuseStep(draft, queue, ticket, category.name());
      }
      return first;
    }
    QueueStatus status = named(draft, queue, key);
    if (status != null && status.category() != category) {
      draft.invalid(
          "STATUS_OF_OTHER_CATEGORY",
          "\"" + key + "\" means " + status.category() + ", not " + category + ".",
          "input",
          "status");
      return null;
    }
    return status;
  }

  /** The queue's status of this key; a problem that lists the keys when there is none. */
  static @Nullable QueueStatus named(Draft draft, Queue queue, String key) {
    QueueStatus status = queue.status(key).orElse(null);
    if (status == null) {
      draft.invalid(
          "STATUS_UNKNOWN",
          "The queue "
              + queue.name()
              + " has these statuses: "
              + String.join(", ", queue.statuses().stream().map(QueueStatus::key).toList())
              + ".",
          "input",
          "status");
    }
    return status;
  }

  private static void refuseStep(Draft draft, Queue queue, Ticket ticket, String to) {
    draft.problem(
        ProblemType.PRECONDITION,
        "TRANSITION_NOT_ALLOWED",
        "In the queue "
            + queue.name()
            + " no step leads from \""
            + ticket.status()
            + "\" to \""
            + to
            + "\". From here one can go to: "
            + String.join(
                ", ",
                queue.statuses().stream()
                    .map(QueueStatus::key)
                    .filter(key -> !key.equals(ticket.status()))
                    .filter(key -> queue.allows(ticket.status(), key))
                    .toList())
            + ".",
        "input",
        "status");
  }

  private static void step(
      Draft draft,
      Ticket ticket,
      QueueStatus to,
      String event,
      @Nullable String text,
      String textField) {
    String said = TextRules.optional(draft, text, TextRules.TEXT_MAX, "input", textField);
    if (to.key().equals(ticket.status()) && said == null) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    Queue queue = TicketWork.queueOf(draft, ticket);
    if (!queue.allows(ticket.status(), to.key())) {
      refuseStep(draft, queue, ticket, to.key());
      return;
    }
    gates(draft, ticket, to);
    TicketDraft changed = ticket.toDraft();
    TicketWork.setStatus(changed, to, draft.now());
    if (said != null) {
      ConversationDeciders.answered(draft, changed, draft.viewer());
      TicketWork.Author author = TicketWork.Author.of(draft.viewer());
      if (author.outside() && changed.unansweredSinceMillis == 0) {
        changed.unansweredSinceMillis = draft.now();
      }
      TicketWork.save(draft, event, ticket, changed, null, true);
      TicketWork.message(
          draft,
          ticket.id(),
          MessageKind.COMMENT,
          ConversationDeciders.directionOf(author),
          "api",
          author,
          said,
          null,
          "input");
    } else {
      TicketWork.save(draft, event, ticket, changed, null, true);
    }
  }
}
