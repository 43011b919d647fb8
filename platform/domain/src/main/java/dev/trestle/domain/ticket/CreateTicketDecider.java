package dev.trestle.domain.ticket;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Decider;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TicketWork.Author;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides whether and how a ticket comes to be. */
final class CreateTicketDecider implements Decider<CreateTicket> {
  private static final QueueStatus NO_STATUS = new QueueStatus("", "", StatusCategory.NEW);

  @Override
  public void decide(CreateTicket wish, Draft draft) {
    if (!draft.require(Permissions.TICKET_CREATE)) {
      return;
    }
    Viewer viewer = draft.viewer();
    boolean forOthers = viewer.may(Permissions.TICKET_CREATE_FOR_OTHERS);
    refuseStaffFields(wish, draft, forOthers);
    String subject =
        TextRules.required(draft, wish.subject(), TextRules.SUBJECT_MAX, "input", "subject");
    String text = TextRules.optional(draft, wish.text(), TextRules.TEXT_MAX, "input", "text");
    UUID proposed = wish.id();
    if (proposed != null) {
      refuseTakenId(draft, proposed);
    }
    UUID id = proposed == null ? draft.newId() : proposed;
    Queue queue = queue(wish, draft);
    QueueStatus status = status(wish, draft, queue);
    if (queue == null || status == null) {
      // The rest is looked at all the same, so that all problems are told at once.
      status = NO_STATUS;
    }
    TicketDraft ticket =
        new TicketDraft(id, subject, queue == null ? id : queue.id(), status, draft.now());
    TicketWork.setStatus(ticket, status, draft.now());
    if (queue != null) {
      // A queue may lose a status or be archived only while no ticket needs it.
      draft.relyOn(Tables.QUEUES, queue);
    }
    if (wish.status() != null) {
      StatusDeciders.mayReach(draft, null, status);
    }
    String channel =
        Objects.requireNonNullElse(
            TextRules.optional(draft, wish.channel(), TextRules.KEY_MAX, "input", "channel"),
            "api");
    ticket.source = channel;
    if (wish.priority() != null) {
      ticket.priority = wish.priority();
    }
    if (wish.type() != null) {
      ticket.type = wish.type();
    }
    Contact requester = requester(wish, draft, forOthers);
    ticket.requesterId = requester == null ? null : requester.id();
    place(wish, draft, ticket, requester, forOthers);
    Agent assignee =
        TicketWork.named(draft, Tables.AGENTS, wish.assigneeId(), "input", "assigneeId");
    AssignRules.refuseInactive(draft, assignee, "input", "assigneeId");
    ticket.assigneeId = wish.assigneeId();
    AssignRules.team(draft, wish.teamId(), "input", "teamId");
    ticket.teamId = wish.teamId();
    if (wish.parentId() != null) {
      Ticket parent = TicketWork.visible(draft, wish.parentId(), "input", "parentId");
      if (parent != null && status.category().open()) {
        ParentGate.childOpens(draft, parent.id(), "input", "parentId");
      }
    }
    ticket.parentId = wish.parentId();
    ticket.watcherIds = Watchers.checked(draft, wish.watcherIds(), "input", "watcherIds");
    ticket.tags = Tags.added(draft, List.of(), wish.tags(), "input", "tags");
    ticket.customFields =
        CustomValues.apply(
            draft,
            CustomFieldTarget.TICKET,
            ticket.customFields,
            wish.customFields(),
            "input",
            "customFields");
    ticket.dueAtMillis = TimeRules.millis(draft, wish.dueAt(), "input", "dueAt");
    Author author = author(viewer, requester, forOthers);
    boolean inbound = author.outside();
    if (inbound && text != null) {
      ticket.unansweredSinceMillis = draft.now();
    }
    if (draft.hasProblems()) {
      checkMessage(wish, draft, text);
      return;
    }
    ticket.number = draft.nextNumber();
    Ticket created = ticket.build();
    draft.put(Tables.TICKETS, created);
    draft.event(
        "TicketCreated",
        Tables.TICKETS,
        id,
        id,
        TicketChanges.between(draft, null, created),
        null,
        true);
    if (text != null) {
      TicketWork.message(
          draft,
          id,
          MessageKind.COMMENT,
          inbound ? MessageDirection.INBOUND : MessageDirection.OUTBOUND,
          channel,
          author,
          text,
          wish.attachmentIds(),
          "input");
    }
    checkMessage(wish, draft, text);
    draft.result("ticket", id);
  }

  private static void checkMessage(CreateTicket wish, Draft draft, @Nullable String text) {
    if (text == null && wish.attachmentIds() != null && !wish.attachmentIds().isEmpty()) {
      draft.invalid(
          "REQUIRED", "Give a text for the message that carries the files.", "input", "text");
    }
  }

  private static Author author(Viewer viewer, @Nullable Contact requester, boolean forOthers) {
    return forOthers && requester != null
        ? new Author(requester.id(), PrincipalKind.CONTACT.name(), requester.name())
        : Author.of(viewer);
  }

  private static void refuseStaffFields(CreateTicket wish, Draft draft, boolean forOthers) {
    if (forOthers) {
      return;
    }
    refuse(draft, "assigneeId", wish.assigneeId());
    refuse(draft, "teamId", wish.teamId());
    refuse(draft, "parentId", wish.parentId());
    refuse(draft, "dueAt", wish.dueAt());
    refuse(draft, "status", wish.status());
    refuse(draft, "watcherIds", wish.watcherIds());
    refuse(draft, "tags", wish.tags());
  }

  private static void refuse(Draft draft, String field, @Nullable Object value) {
    if (value != null) {
      draft.invalid(
          "FIELD_NOT_ALLOWED",
          "Only staff may set this when a ticket is created. Leave it out.",
          "input",
          field);
    }
  }

  private static void refuseTakenId(Draft draft, UUID id) {
    boolean taken = false;
    for (TableSchema<?> table : draft.state().schema().tables()) {
      taken = taken || draft.state().get(table, id) != null;
    }
    if (taken) {
      draft.problem(
          ProblemType.CONFLICT,
          "ID_TAKEN",
          "This id is in use. Propose another, or leave it out.",
          "input",
          "id");
    }
  }

  private static @Nullable Queue queue(CreateTicket wish, Draft draft) {
    UUID id = wish.queueId();
    if (id == null) {
      id = defaultQueue(draft);
    }
    Queue queue = TicketWork.named(draft, Tables.QUEUES, id, "input", "queueId");
    if (queue != null && queue.archived()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "QUEUE_ARCHIVED",
          "The queue " + queue.name() + " is archived. Choose another one.",
          "input",
          "queueId");
      return null;
    }
    return queue;
  }

  static @Nullable UUID defaultQueue(Draft draft) {
    UUID[] found = {null};
    draft.state().table(Tables.SETTINGS).forEach((DeskSettings s) -> found[0] = s.defaultQueueId());
    if (found[0] == null) {
      draft.invalid("REQUIRED", "This desk has no default queue. Name one.", "input", "queueId");
    }
    return found[0];
  }

  private static @Nullable QueueStatus status(
      CreateTicket wish, Draft draft, @Nullable Queue queue) {
    if (queue == null) {
      return null;
    }
    if (wish.status() != null) {
      return StatusDeciders.named(draft, queue, wish.status());
    }
    return queue.firstOf(StatusCategory.NEW).orElseGet(() -> queue.statuses().getFirst());
  }

  private static @Nullable Contact requester(CreateTicket wish, Draft draft, boolean forOthers) {
    Viewer viewer = draft.viewer();
    if (!forOthers) {
      if (wish.requesterId() != null && !wish.requesterId().equals(viewer.id())) {
        draft.invalid(
            "REQUESTER_NOT_ALLOWED",
            "You may create tickets for yourself only. Leave this out.",
            "input",
            "requesterId");
      }
      return draft.find(Tables.CONTACTS, viewer.id());
    }
    Contact requester =
        TicketWork.named(draft, Tables.CONTACTS, wish.requesterId(), "input", "requesterId");
    if (requester != null && requester.archived()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "CONTACT_ARCHIVED",
          requester.name() + " is archived. Choose another requester.",
          "input",
          "requesterId");
    }
    return requester;
  }

  private static void place(
      CreateTicket wish,
      Draft draft,
      TicketDraft ticket,
      @Nullable Contact requester,
      boolean forOthers) {
    UUID own = requester == null ? null : requester.companyId();
    if (!forOthers && wish.companyId() != null && !Objects.equals(wish.companyId(), own)) {
      TicketWork.notFound(draft, "company", "input", "companyId");
    } else {
      Company company =
          TicketWork.named(draft, Tables.COMPANIES, wish.companyId(), "input", "companyId");
      ticket.companyId = company == null ? own : company.id();
    }
    Site site = TicketWork.named(draft, Tables.SITES, wish.siteId(), "input", "siteId");
    if (site != null && !Objects.equals(site.companyId(), ticket.companyId)) {
      draft.invalid(
          "SITE_OF_OTHER_COMPANY",
          "This site belongs to another company than the ticket. Choose one of its own.",
          "input",
          "siteId");
    }
    ticket.siteId = wish.siteId();
    if (site == null && requester != null && Objects.equals(ticket.companyId, own)) {
      ticket.siteId = requester.siteId();
    }
  }
}
