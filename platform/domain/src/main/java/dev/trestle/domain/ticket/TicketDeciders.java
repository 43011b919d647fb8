package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.AssignTicket;
import dev.trestle.domain.command.TicketCommands.ChangeTicketStatus;
import dev.trestle.domain.command.TicketCommands.CloseTicket;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.DismissUnanswered;
import dev.trestle.domain.command.TicketCommands.EditTicket;
import dev.trestle.domain.command.TicketCommands.ImportTickets;
import dev.trestle.domain.command.TicketCommands.LinkTicket;
import dev.trestle.domain.command.TicketCommands.MergeTicket;
import dev.trestle.domain.command.TicketCommands.MoveTicket;
import dev.trestle.domain.command.TicketCommands.NoteTicket;
import dev.trestle.domain.command.TicketCommands.OnTicket;
import dev.trestle.domain.command.TicketCommands.PrioritizeTicket;
import dev.trestle.domain.command.TicketCommands.ReopenTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketCustomFields;
import dev.trestle.domain.command.TicketCommands.SetTicketDue;
import dev.trestle.domain.command.TicketCommands.SetTicketParent;
import dev.trestle.domain.command.TicketCommands.ShareTicket;
import dev.trestle.domain.command.TicketCommands.TagTicket;
import dev.trestle.domain.command.TicketCommands.UnlinkTicket;
import dev.trestle.domain.command.TicketCommands.UnmergeTicket;
import dev.trestle.domain.command.TicketCommands.UnshareTicket;
import dev.trestle.domain.command.TicketCommands.UntagTicket;
import dev.trestle.domain.command.TicketCommands.UnwatchTicket;
import dev.trestle.domain.command.TicketCommands.WatchTicket;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The deciders of ticket commands; the plain ones stand here. */
public final class TicketDeciders {
  private TicketDeciders() {}

  /** Adds all of them. */
  public static void register(Deciders deciders) {
    deciders.add(CreateTicket.class, new CreateTicketDecider());
    deciders.add(AssignTicket.class, TicketDeciders::assign);
    deciders.add(PrioritizeTicket.class, TicketDeciders::prioritize);
    deciders.add(SetTicketDue.class, TicketDeciders::setDue);
    deciders.add(EditTicket.class, TicketDeciders::edit);
    deciders.add(SetTicketCustomFields.class, TicketDeciders::setCustomFields);
    deciders.add(MoveTicket.class, TicketDeciders::move);
    deciders.add(TagTicket.class, TicketDeciders::tag);
    deciders.add(UntagTicket.class, TicketDeciders::untag);
    deciders.add(ChangeTicketStatus.class, StatusDeciders::change);
    deciders.add(ResolveTicket.class, StatusDeciders::resolve);
    deciders.add(ReopenTicket.class, StatusDeciders::reopen);
    deciders.add(CloseTicket.class, StatusDeciders::close);
    deciders.add(CommentTicket.class, ConversationDeciders::comment);
    deciders.add(NoteTicket.class, ConversationDeciders::note);
    deciders.add(DismissUnanswered.class, ConversationDeciders::dismiss);
    deciders.add(MergeTicket.class, MergeDeciders::merge);
    deciders.add(UnmergeTicket.class, MergeDeciders::unmerge);
    deciders.add(LinkTicket.class, RelationDeciders::link);
    deciders.add(UnlinkTicket.class, RelationDeciders::unlink);
    deciders.add(SetTicketParent.class, RelationDeciders::setParent);
    deciders.add(WatchTicket.class, RelationDeciders::watch);
    deciders.add(UnwatchTicket.class, RelationDeciders::unwatch);
    deciders.add(ShareTicket.class, RelationDeciders::share);
    deciders.add(UnshareTicket.class, RelationDeciders::unshare);
    deciders.add(ImportTickets.class, new ImportTicketsDecider());
  }

  /** The ticket when the viewer may do this to it and it was not merged away; else null. */
  static @Nullable Ticket workable(Draft draft, OnTicket wish, String permission) {
    Ticket ticket = TicketWork.find(draft, wish);
    return draft.require(permission) && ticket != null && TicketWork.notMerged(draft, ticket)
        ? ticket
        : null;
  }

  private static void assign(AssignTicket wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_ASSIGN);
    if (ticket == null) {
      return;
    }
    if (!wish.assigneeId().present() && !wish.teamId().present()) {
      draft.invalid("REQUIRED", "Give assigneeId, teamId or both.", "input");
      return;
    }
    Agent agent =
        TicketWork.named(draft, Tables.AGENTS, wish.assigneeId().value(), "input", "assigneeId");
    AssignRules.refuseInactive(draft, agent, "input", "assigneeId");
    AssignRules.team(draft, wish.teamId().value(), "input", "teamId");
    if (draft.hasProblems()) {
      return;
    }
    TicketDraft changed = ticket.toDraft();
    changed.assigneeId = wish.assigneeId().apply(ticket.assigneeId());
    changed.teamId = wish.teamId().apply(ticket.teamId());
    if (Objects.equals(changed.assigneeId, ticket.assigneeId())
        && Objects.equals(changed.teamId, ticket.teamId())) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    if (ticket.teamId() != null
        && changed.teamId != null
        && !ticket.teamId().equals(changed.teamId)) {
      changed.reassignmentCount++;
    }
    TicketWork.save(draft, "TicketAssigned", ticket, changed, null, false);
  }

  private static void prioritize(PrioritizeTicket wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_PRIORITIZE);
    if (ticket == null) {
      return;
    }
    if (ticket.priority() == wish.priority()) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketDraft changed = ticket.toDraft();
    changed.priority = wish.priority();
    TicketWork.save(draft, "TicketPrioritized", ticket, changed, null, true);
  }

  private static void setDue(SetTicketDue wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_EDIT);
    if (ticket == null) {
      return;
    }
    TicketDraft changed = ticket.toDraft();
    changed.dueAtMillis = TimeRules.millis(draft, wish.dueAt(), "input", "dueAt");
    if (changed.dueAtMillis == ticket.dueAtMillis()) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketWork.save(draft, "TicketDueSet", ticket, changed, null, true);
  }

  private static void edit(EditTicket wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_EDIT);
    if (ticket == null) {
      return;
    }
    TicketDraft changed = ticket.toDraft();
    if (wish.subject().present()) {
      changed.subject =
          TextRules.required(
              draft, wish.subject().value(), TextRules.SUBJECT_MAX, "input", "subject");
    }
    changed.type = wish.type().applyRequired(ticket.type());
    Contact requester =
        TicketWork.named(
            draft, Tables.CONTACTS, wish.requesterId().value(), "input", "requesterId");
    changed.requesterId = wish.requesterId().apply(ticket.requesterId());
    TicketWork.named(draft, Tables.COMPANIES, wish.companyId().value(), "input", "companyId");
    changed.companyId = wish.companyId().apply(ticket.companyId());
    if (requester != null && !wish.companyId().present()) {
      changed.companyId = requester.companyId();
    }
    changed.siteId = wish.siteId().apply(ticket.siteId());
    Site site = TicketWork.named(draft, Tables.SITES, wish.siteId().value(), "input", "siteId");
    if (site != null && !Objects.equals(site.companyId(), changed.companyId)) {
      draft.invalid(
          "SITE_OF_OTHER_COMPANY",
          "This site belongs to another company than the ticket. Choose one of its own.",
          "input",
          "siteId");
    }
    if (!wish.siteId().present() && !Objects.equals(changed.companyId, ticket.companyId())) {
      changed.siteId = null;
    }
    if (TicketChanges.between(draft, ticket, changed.build()).isEmpty()) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketWork.save(draft, "TicketEdited", ticket, changed, null, true);
  }

  private static void setCustomFields(SetTicketCustomFields wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_EDIT);
    if (ticket == null) {
      return;
    }
    TicketDraft changed = ticket.toDraft();
    changed.customFields =
        CustomValues.apply(
            draft,
            CustomFieldTarget.TICKET,
            ticket.customFields(),
            wish.customFields(),
            "input",
            "customFields");
    if (changed.customFields.equals(ticket.customFields())) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketWork.save(draft, "TicketCustomFieldsSet", ticket, changed, null, false);
  }

  private static void move(MoveTicket wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_MOVE);
    Queue to = TicketWork.named(draft, Tables.QUEUES, wish.queueId(), "input", "queueId");
    if (ticket == null || to == null) {
      return;
    }
    if (to.archived()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "QUEUE_ARCHIVED",
          "The queue " + to.name() + " is archived. Choose another one.",
          "input",
          "queueId");
      return;
    }
    QueueStatus status =
        wish.status() == null
            ? TicketWork.nearest(to, ticket.status(), ticket.statusCategory())
            : StatusDeciders.named(draft, to, wish.status());
    if (status == null || !StatusDeciders.mayReach(draft, ticket, status)) {
      return;
    }
    StatusDeciders.gates(draft, ticket, status);
    // A queue may lose a status or be archived only while no ticket needs it.
    draft.relyOn(Tables.QUEUES, to);
    TicketDraft changed = ticket.toDraft();
    changed.queueId = to.id();
    TicketWork.setStatus(changed, status, draft.now());
    if (ticket.queueId().equals(to.id()) && ticket.status().equals(status.key())) {
      TicketWork.unchanged(draft, ticket);
      return;
    }
    TicketWork.save(draft, "TicketMoved", ticket, changed, null, false);
  }

  private static void tag(TagTicket wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_TAG);
    if (ticket != null) {
      TicketDraft changed = ticket.toDraft();
      changed.tags = Tags.added(draft, ticket.tags(), wish.tags(), "input", "tags");
      saveTags(draft, ticket, changed, "TicketTagged");
    }
  }

  private static void untag(UntagTicket wish, Draft draft) {
    Ticket ticket = workable(draft, wish, Permissions.TICKET_TAG);
    if (ticket != null) {
      TicketDraft changed = ticket.toDraft();
      changed.tags = Tags.removed(ticket.tags(), wish.tags());
      saveTags(draft, ticket, changed, "TicketUntagged");
    }
  }

  private static void saveTags(Draft draft, Ticket ticket, TicketDraft changed, String event) {
    if (changed.tags.equals(ticket.tags())) {
      TicketWork.unchanged(draft, ticket);
    } else {
      TicketWork.save(draft, event, ticket, changed, null, false);
    }
  }
}
