package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.DismissUnanswered;
import dev.trestle.domain.command.TicketCommands.NoteTicket;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TicketWork.Author;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Decides what is said on a ticket, and what counts as an answer. */
final class ConversationDeciders {
  private ConversationDeciders() {}

  static void comment(CommentTicket wish, Draft draft) {
    Ticket ticket = TicketWork.find(draft, wish);
    if (!draft.require(Permissions.TICKET_COMMENT)
        || ticket == null
        || !TicketWork.notMerged(draft, ticket)) {
      return;
    }
    String text = TextRules.required(draft, wish.text(), TextRules.TEXT_MAX, "input", "text");
    String channel =
        TextRules.optional(draft, wish.channel(), TextRules.KEY_MAX, "input", "channel");
    Author author = author(wish, draft);
    if (author == null) {
      return;
    }
    TicketDraft changed = ticket.toDraft();
    String event = "TicketCommented";
    if (author.outside()) {
      if (ticket.statusCategory() == StatusCategory.CLOSED) {
        draft.problem(
            ProblemType.PRECONDITION,
            "TICKET_CLOSED",
            "Ticket " + ticket.number() + " is closed for good. Create a new ticket instead.",
            "input",
            "ticketId");
        return;
      }
      if (Boolean.FALSE.equals(wish.reopens())) {
        // Whoever says that nothing is to be done speaks for the desk, not for the requester.
        draft.require(Permissions.TICKET_CREATE_FOR_OTHERS);
      } else {
        if (changed.unansweredSinceMillis == 0) {
          changed.unansweredSinceMillis = draft.now();
        }
        event = backToWork(draft, ticket, changed) ? "TicketReopened" : event;
      }
    } else {
      answered(draft, changed, draft.viewer());
    }
    TicketWork.save(draft, event, ticket, changed, null, true);
    TicketWork.message(
        draft,
        ticket.id(),
        MessageKind.COMMENT,
        directionOf(author),
        channel == null ? "api" : channel,
        author,
        text,
        wish.attachmentIds(),
        "input");
  }

  /**
   * The requester has spoken: whoever waited for that goes on; true when that reopens the ticket.
   */
  private static boolean backToWork(Draft draft, Ticket ticket, TicketDraft changed) {
    boolean waited =
        ticket.statusCategory() == StatusCategory.WAITING_ON_REQUESTER
            || ticket.statusCategory() == StatusCategory.RESOLVED;
    Queue queue = TicketWork.queueOf(draft, ticket);
    // Under a closed parent it stays where it is; that it is unanswered keeps it visible.
    if (waited && (ticket.open() || ParentGate.childMayOpen(draft, ticket.parentId()))) {
      draft.relyOn(Tables.QUEUES, queue);
      queue.statuses().stream()
          .filter(
              s -> s.category() == StatusCategory.OPEN && queue.allows(ticket.status(), s.key()))
          .findFirst()
          .ifPresent(open -> TicketWork.setStatus(changed, open, draft.now()));
    }
    return !ticket.open() && changed.statusCategory.open();
  }

  private static @Nullable Author author(CommentTicket wish, Draft draft) {
    if (wish.onBehalfOfId() == null) {
      return Author.of(draft.viewer());
    }
    if (!draft.require(Permissions.TICKET_CREATE_FOR_OTHERS)) {
      return null;
    }
    // A plugin brings what agents write elsewhere, such as by mail; people speak for contacts only.
    Agent agent =
        draft.viewer().kind() == PrincipalKind.SYSTEM
            ? draft.find(Tables.AGENTS, wish.onBehalfOfId())
            : null;
    if (agent != null) {
      return new Author(agent.id(), PrincipalKind.AGENT.name(), agent.name());
    }
    Contact contact =
        TicketWork.named(draft, Tables.CONTACTS, wish.onBehalfOfId(), "input", "onBehalfOfId");
    return contact == null
        ? null
        : new Author(contact.id(), PrincipalKind.CONTACT.name(), contact.name());
  }

  static void note(NoteTicket wish, Draft draft) {
    Ticket ticket = TicketWork.find(draft, wish);
    if (!draft.require(Permissions.NOTE_WRITE) || ticket == null) {
      return;
    }
    String text = TextRules.required(draft, wish.text(), TextRules.TEXT_MAX, "input", "text");
    String channel =
        TextRules.optional(draft, wish.channel(), TextRules.KEY_MAX, "input", "channel");
    TicketWork.save(draft, "TicketNoted", ticket, ticket.toDraft(), null, false);
    TicketWork.message(
        draft,
        ticket.id(),
        MessageKind.NOTE,
        MessageDirection.INTERNAL,
        channel == null ? "api" : channel,
        Author.of(draft.viewer()),
        text,
        wish.attachmentIds(),
        "input");
  }

  static void dismiss(DismissUnanswered wish, Draft draft) {
    Ticket ticket = TicketWork.find(draft, wish);
    if (!draft.require(Permissions.NOTE_WRITE) || ticket == null) {
      return;
    }
    String reason =
        TextRules.required(draft, wish.reason(), TextRules.SUBJECT_MAX, "input", "reason");
    if (ticket.unansweredSinceMillis() == 0) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketDraft changed = ticket.toDraft();
    changed.unansweredSinceMillis = 0;
    TicketWork.save(draft, "TicketUnansweredDismissed", ticket, changed, reason, false);
  }

  /** A public word of the desk's answers whatever was open. */
  static void answered(Draft draft, TicketDraft ticket, Viewer viewer) {
    if (viewer.kind() != PrincipalKind.CONTACT) {
      ticket.unansweredSinceMillis = 0;
    }
  }

  static MessageDirection directionOf(Author author) {
    return author.outside() ? MessageDirection.INBOUND : MessageDirection.OUTBOUND;
  }
}
