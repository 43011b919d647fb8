package dev.trestle.domain.ticket;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.Patch;
import dev.trestle.domain.command.TicketCommands.ImportStep;
import dev.trestle.domain.command.TicketCommands.TicketImport;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replays one imported ticket's history, step by step, at its own times. */
final class ImportedTicket {
  private static final int STEPS_MAX = 2_000;
  private static final String IMPORTED = "IMPORTED";

  private final Draft draft;
  private final ImportedParties parties;
  private final Set<String> numbers;
  private final TicketImport wish;
  private final String key;
  private final String[] path;

  ImportedTicket(
      Draft draft,
      ImportedParties parties,
      Set<String> numbers,
      TicketImport wish,
      String key,
      String[] path) {
    this.draft = draft;
    this.parties = parties;
    this.numbers = numbers;
    this.wish = wish;
    this.key = key;
    this.path = path;
  }

  void decide() {
    String subject =
        TextRules.required(draft, wish.subject(), TextRules.SUBJECT_MAX, at("subject"));
    UUID queueId =
        wish.queueId() == null ? CreateTicketDecider.defaultQueue(draft) : wish.queueId();
    Queue queue = TicketWork.named(draft, Tables.QUEUES, queueId, at("queueId"));
    if (wish.history().isEmpty() || wish.history().size() > STEPS_MAX) {
      draft.invalid(
          "HISTORY_SIZE",
          "Give 1 to " + STEPS_MAX + " steps; the first is the ticket's creation.",
          at("history"));
      return;
    }
    checkOrder();
    if (queue == null) {
      return;
    }
    QueueStatus first =
        queue.firstOf(StatusCategory.NEW).orElseGet(() -> queue.statuses().getFirst());
    UUID id = draft.newId();
    long created = millis(0);
    TicketDraft ticket = new TicketDraft(id, subject, queue.id(), first, created);
    TicketWork.setStatus(ticket, first, created);
    draft.relyOn(Tables.QUEUES, queue);
    ticket.source = "import";
    ticket.externalKey = key;
    String number = TextRules.optional(draft, wish.number(), TextRules.KEY_MAX, at("number"));
    ticket.number = number != null ? number : freeNumber();
    if (wish.type() != null) {
      ticket.type = wish.type();
    }
    ticket.companyId = parties.company(wish.company(), at("company"));
    ticket.requesterId = parties.contact(wish.requester(), ticket.companyId, at("requester"));
    ticket.siteId = parties.site(wish.site(), ticket.companyId, at("site"));
    ticket.tags = Tags.added(draft, List.of(), wish.tags(), at("tags"));
    ticket.customFields =
        CustomValues.apply(
            draft,
            CustomFieldTarget.TICKET,
            ticket.customFields,
            wish.customFields(),
            at("customFields"));
    Ticket before = null;
    for (int i = 0; i < wish.history().size(); i++) {
      before = step(ticket, queue, wish.history().get(i), i, before);
      ticket = before.toDraft();
    }
    keepTheSourcesWord(ticket);
    if (queue.archived() && ticket.statusCategory.open()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "QUEUE_ARCHIVED",
          "The queue "
              + queue.name()
              + " is archived and takes only tickets whose history ends. Choose another one.",
          at("queueId"));
    }
    // The steps are history, not versions anybody has seen: a new ticket starts at version 1.
    ticket.version = 0;
    draft.put(Tables.TICKETS, ticket.build());
    draft.result("created", id);
  }

  /** What the source says of the end outweighs what its history, which may have gaps, shows. */
  private void keepTheSourcesWord(TicketDraft ticket) {
    ticket.resolvedAtMillis =
        told(wish.resolvedAt(), "resolvedAt", ticket, ticket.resolvedAtMillis);
    ticket.closedAtMillis = told(wish.closedAt(), "closedAt", ticket, ticket.closedAtMillis);
    Integer reassignments = wish.reassignmentCount();
    if (reassignments != null && reassignments < 0) {
      draft.invalid("COUNT_NEGATIVE", "Give a count of 0 or more.", at("reassignmentCount"));
    } else if (reassignments != null) {
      ticket.reassignmentCount = reassignments;
    }
  }

  private long told(Patch<Instant> time, String field, TicketDraft ticket, long seen) {
    if (!time.present()) {
      return seen;
    }
    if (time.value() != null && ticket.statusCategory.open()) {
      draft.invalid(
          "TICKET_STILL_OPEN",
          "The history leaves this ticket open. Leave this time out, or end the history with the"
              + " status it came to.",
          at(field));
    }
    if (time.value() != null && time.value().isAfter(Instant.ofEpochMilli(draft.now()))) {
      draft.invalid("HISTORY_IN_FUTURE", "History cannot lie in the future.", at(field));
    }
    return TimeRules.millis(draft, time.value(), at(field));
  }

  /** The next number that no ticket of this import names for itself. */
  private String freeNumber() {
    String number = draft.nextNumber();
    while (numbers.contains(number)) {
      number = draft.nextNumber();
    }
    return number;
  }

  private long millis(int index) {
    ImportStep step = wish.history().get(index);
    return TimeRules.millis(draft, step.at(), at("history", String.valueOf(index), "at"));
  }

  private void checkOrder() {
    for (int i = 0; i < wish.history().size(); i++) {
      ImportStep step = wish.history().get(i);
      if (i > 0 && step.at().isBefore(wish.history().get(i - 1).at())) {
        draft.invalid(
            "HISTORY_OUT_OF_ORDER",
            "Steps must be in the order of their times.",
            at("history", String.valueOf(i), "at"));
      }
      if (step.at().isAfter(Instant.ofEpochMilli(draft.now()))) {
        draft.invalid(
            "HISTORY_IN_FUTURE",
            "History cannot lie in the future.",
            at("history", String.valueOf(i), "at"));
      }
    }
  }

  private Ticket step(
      TicketDraft ticket, Queue queue, ImportStep step, int index, @Nullable Ticket before) {
    String[] here = at("history", String.valueOf(index));
    long millis = millis(index);
    if (step.status() != null) {
      QueueStatus status = queue.status(step.status()).orElse(null);
      if (status == null) {
        draft.invalid(
            "STATUS_UNKNOWN",
            "The queue "
                + queue.name()
                + " has these statuses: "
                + String.join(", ", queue.statuses().stream().map(QueueStatus::key).toList())
                + ".",
            CustomValues.append(here, "status"));
      } else {
        TicketWork.setStatus(ticket, status, millis);
      }
    }
    if (step.priority() != null) {
      ticket.priority = step.priority();
    }
    if (step.team().present()) {
      UUID team = parties.team(step.team().value(), CustomValues.append(here, "team"));
      if (before != null
          && before.teamId() != null
          && team != null
          && !team.equals(before.teamId())) {
        ticket.reassignmentCount++;
      }
      ticket.teamId = team;
    }
    if (step.assignee().present()) {
      ticket.assigneeId =
          parties.agent(step.assignee().value(), CustomValues.append(here, "assignee"));
    }
    ticket.customFields =
        CustomValues.apply(
            draft,
            CustomFieldTarget.TICKET,
            ticket.customFields,
            step.customFields(),
            CustomValues.append(here, "customFields"));
    ticket.updatedAtMillis = millis;
    Ticket after = ticket.build();
    String by =
        TextRules.optional(draft, step.by(), TextRules.NAME_MAX, CustomValues.append(here, "by"));
    String actor = by == null ? "import" : by;
    draft.add(
        new Event(
            type(before, after),
            Tables.TICKETS.name(),
            after.id(),
            after.id(),
            millis,
            null,
            IMPORTED,
            actor,
            TicketChanges.between(draft, before, after),
            null,
            before == null || !before.status().equals(after.status()),
            Document.empty()));
    say(
        after.id(),
        MessageKind.COMMENT,
        step.comment(),
        actor,
        millis,
        CustomValues.append(here, "comment"));
    say(
        after.id(),
        MessageKind.NOTE,
        step.note(),
        actor,
        millis,
        CustomValues.append(here, "note"));
    return after;
  }

  private static String type(@Nullable Ticket before, Ticket after) {
    if (before == null) {
      return "TicketCreated";
    }
    if (!before.status().equals(after.status())) {
      if (!before.open() && after.open()) {
        return "TicketReopened";
      }
      return switch (after.statusCategory()) {
        case RESOLVED -> "TicketResolved";
        case CLOSED -> "TicketClosed";
        case NEW, OPEN, WAITING_ON_REQUESTER, WAITING_ON_THIRD_PARTY, SCHEDULED ->
            "TicketStatusChanged";
      };
    }
    boolean moved =
        !java.util.Objects.equals(before.teamId(), after.teamId())
            || !java.util.Objects.equals(before.assigneeId(), after.assigneeId());
    return moved ? "TicketAssigned" : "TicketEdited";
  }

  private void say(
      UUID ticketId,
      MessageKind kind,
      @Nullable String text,
      String by,
      long millis,
      String... textPath) {
    String said = TextRules.optional(draft, text, TextRules.TEXT_MAX, textPath);
    if (said != null) {
      draft.add(
          new Message(
              ticketId,
              kind,
              kind == MessageKind.NOTE ? MessageDirection.INTERNAL : MessageDirection.OUTBOUND,
              "import",
              null,
              IMPORTED,
              by,
              draft.viewer().id(),
              said,
              List.of(),
              DeliveryState.NOT_NEEDED,
              millis,
              Document.empty()));
    }
  }

  private String[] at(String... further) {
    return CustomValues.append(path, further);
  }
}
