package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.MergeTicket;
import dev.trestle.domain.command.TicketCommands.UnmergeTicket;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.record.BeforeMerge;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.Pointer;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides merges. The merged ticket keeps its own timeline, which the other one shows as well, and
 * remembers its status; so a merge can be undone without loss.
 */
final class MergeDeciders {
  private MergeDeciders() {}

  static void merge(MergeTicket wish, Draft draft) {
    Ticket ticket = TicketDeciders.workable(draft, wish, Permissions.TICKET_MERGE);
    Ticket into = TicketWork.visible(draft, wish.intoTicketId(), "input", "intoTicketId");
    String reason =
        TextRules.optional(draft, wish.reason(), TextRules.SUBJECT_MAX, "input", "reason");
    if (ticket == null || into == null) {
      return;
    }
    if (ticket.id().equals(into.id())) {
      draft.invalid(
          "MERGE_INTO_ITSELF", "Choose another ticket to merge into.", "input", "intoTicketId");
      return;
    }
    if (into.mergedIntoId() != null) {
      draft.problem(
          ProblemType.PRECONDITION,
          "TICKET_MERGED",
          "Ticket " + into.number() + " was itself merged away. Merge into that one instead.",
          "input",
          "intoTicketId");
      return;
    }
    if (draft.state().table(Tables.TICKETS).group("parent", ticket.id()).cardinality() > 0
        || draft.state().table(Tables.TICKETS).group("mergedInto", ticket.id()).cardinality() > 0) {
      draft.problem(
          ProblemType.PRECONDITION,
          "TICKET_HAS_DEPENDENTS",
          "Ticket "
              + ticket.number()
              + " has children or tickets merged into it. Detach them, or merge the other way.",
          "input",
          "ticketId");
      return;
    }
    Queue queue = TicketWork.queueOf(draft, ticket);
    QueueStatus closed =
        queue
            .firstOf(StatusCategory.CLOSED)
            .or(() -> queue.firstOf(StatusCategory.RESOLVED))
            .orElse(null);
    if (closed == null) {
      draft.problem(
          ProblemType.PRECONDITION,
          "NO_CLOSED_STATUS",
          "The queue " + queue.name() + " has no status of category CLOSED. Add one.",
          "input",
          "ticketId");
      return;
    }
    TicketDraft merged = ticket.toDraft();
    merged.mergedIntoId = into.id();
    Table<Ticket> tickets = draft.state().table(Tables.TICKETS);
    merged.beforeMerge =
        new BeforeMerge(
            ticket.status(),
            ticket.unansweredSinceMillis(),
            into.unansweredSinceMillis(),
            draft.state().timeline(tickets.slotOf(into.id())).size());
    draft.relyOnMembers(Tables.TICKETS, "parent", ticket.id());
    TicketWork.setStatus(merged, closed, draft.now());
    merged.unansweredSinceMillis = 0;
    TicketDraft kept = into.toDraft();
    // What nobody has answered stays visible as unanswered, now on the ticket that goes on.
    if (ticket.unansweredSinceMillis() != 0) {
      kept.unansweredSinceMillis =
          kept.unansweredSinceMillis == 0
              ? ticket.unansweredSinceMillis()
              : Math.min(kept.unansweredSinceMillis, ticket.unansweredSinceMillis());
    }
    TicketWork.save(draft, "TicketMerged", ticket, merged, reason, false);
    tell(draft, "TicketAbsorbed", into, kept, ticket, reason);
  }

  static void unmerge(UnmergeTicket wish, Draft draft) {
    Ticket ticket = TicketWork.find(draft, wish);
    String reason =
        TextRules.optional(draft, wish.reason(), TextRules.SUBJECT_MAX, "input", "reason");
    if (!draft.require(Permissions.TICKET_MERGE) || ticket == null) {
      return;
    }
    if (ticket.mergedIntoId() == null) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    Ticket into = Objects.requireNonNull(draft.find(Tables.TICKETS, ticket.mergedIntoId()));
    Queue queue = TicketWork.queueOf(draft, ticket);
    QueueStatus status = statusBefore(queue, ticket);
    TicketDraft free = ticket.toDraft();
    int reopened = free.reopenCount;
    TicketWork.setStatus(free, status, draft.now());
    // Undoing a merge is no reopening: nobody had called the work done.
    free.reopenCount = reopened;
    free.mergedIntoId = null;
    free.beforeMerge = null;
    if (free.statusCategory.open()) {
      ParentGate.childOpens(draft, ticket.parentId(), "input", "ticketId");
    }
    TicketDraft released = into.toDraft();
    BeforeMerge before = ticket.beforeMerge();
    if (before != null) {
      giveBackUnanswered(draft, before, into, free, released);
    }
    TicketWork.save(draft, "TicketUnmerged", ticket, free, reason, false);
    tell(draft, "TicketReleased", into, released, ticket, reason);
  }

  /** What came unanswered with the merge goes back, unless somebody answered it meanwhile. */
  private static void giveBackUnanswered(
      Draft draft, BeforeMerge before, Ticket into, TicketDraft free, TicketDraft released) {
    long since = into.unansweredSinceMillis();
    boolean stillOpen = since != 0 && since <= before.unansweredSinceMillis();
    if (!stillOpen) {
      return;
    }
    free.unansweredSinceMillis = before.unansweredSinceMillis();
    if (before.intoUnansweredSinceMillis() != 0) {
      released.unansweredSinceMillis = before.intoUnansweredSinceMillis();
    } else if (!heardSince(draft, into, before.intoTimelineSize())) {
      released.unansweredSinceMillis = 0;
    }
  }

  private static boolean heardSince(Draft draft, Ticket into, int from) {
    LongList timeline =
        draft.state().timeline(draft.state().table(Tables.TICKETS).slotOf(into.id()));
    for (int i = from; i < timeline.size(); i++) {
      if (Pointer.isMessage(timeline.get(i)) && Pointer.isInbound(timeline.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static QueueStatus statusBefore(Queue queue, Ticket ticket) {
    BeforeMerge before = ticket.beforeMerge();
    return (before == null ? Optional.<QueueStatus>empty() : queue.status(before.status()))
        .or(() -> queue.firstOf(StatusCategory.OPEN))
        .orElseGet(() -> queue.statuses().getFirst());
  }

  private static void tell(
      Draft draft,
      String event,
      Ticket ticket,
      TicketDraft changed,
      Ticket other,
      @Nullable String reason) {
    changed.updatedAtMillis = Math.max(draft.now(), ticket.updatedAtMillis());
    draft.put(Tables.TICKETS, changed.build());
    boolean absorbed = event.equals("TicketAbsorbed");
    draft.event(
        event,
        Tables.TICKETS,
        ticket.id(),
        ticket.id(),
        List.of(
            new Change(
                "merged",
                absorbed ? null : other.number(),
                absorbed ? other.number() : null,
                null,
                null)),
        reason,
        false);
    draft.result("into", ticket.id());
  }
}
