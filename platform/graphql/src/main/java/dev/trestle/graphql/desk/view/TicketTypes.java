package dev.trestle.graphql.desk.view;

import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.schema.Fields;
import java.util.List;

/** Tickets, what is said on them, and what happened to them. */
public final class TicketTypes {
  private TicketTypes() {}

  public static List<Fields<?>> all() {
    return List.of(ticket(), status(), link(), message(), event(), change(), attachment());
  }

  private static Fields<TicketView> ticket() {
    return Fields.of("Ticket", TicketView.class)
        .getter("id", ticket -> ticket.it().id())
        .getter("number", ticket -> ticket.it().number())
        .getter("subject", ticket -> ticket.it().subject())
        .getter("status", ticket -> new StatusView(ticket.it(), ticket.scope()))
        .getter("priority", ticket -> ticket.it().priority())
        .getter("type", ticket -> ticket.it().type())
        .getter("queue", ticket -> ticket.scope().queue(ticket.it().queueId()))
        .getter("requester", ticket -> ticket.scope().contact(ticket.it().requesterId()))
        .getter("company", ticket -> ticket.scope().company(ticket.it().companyId()))
        .getter("site", ticket -> ticket.scope().site(ticket.it().siteId()))
        .getter("assignee", ticket -> ticket.scope().agent(ticket.it().assigneeId()))
        .getter("team", ticket -> ticket.scope().team(ticket.it().teamId()))
        .getter("parent", ticket -> ticket.scope().ticket(ticket.it().parentId()))
        .batch(
            "children",
            Batches.of(
                "Ticket.children",
                TicketView::scope,
                (ticket, arguments) ->
                    RecordLists.TICKETS.page(
                        ticket.scope(),
                        arguments,
                        RecordLists.TICKETS.order(
                            ticket.scope(), List.of(), RecordLists.OLDEST_FIRST),
                        SlotFilter.in(
                            ticket
                                .scope()
                                .state()
                                .table(Tables.TICKETS)
                                .group("parent", ticket.it().id())))))
        .getter("mergedInto", ticket -> ticket.scope().ticket(ticket.it().mergedIntoId()))
        .getter("mergedTickets", TicketView::mergedTickets)
        .getter("links", TicketView::links)
        .getter("watchers", TicketView::watchers)
        .getter("sharedWith", TicketView::sharedWith)
        .getter("tags", ticket -> ticket.it().tags())
        .getter(
            "customFields",
            ticket ->
                CustomValueView.of(
                    ticket.scope(), CustomFieldTarget.TICKET, ticket.it().customFields()))
        .getter("attachments", TicketView::attachments)
        .batch(
            "messages",
            Batches.of(
                "Ticket.messages",
                TicketView::scope,
                (ticket, arguments) ->
                    Timeline.messages(
                        ticket,
                        arguments.constant("kind", MessageKind.class),
                        RecordList.request(arguments))))
        .batch(
            "history",
            Batches.of(
                "Ticket.history",
                TicketView::scope,
                (ticket, arguments) -> Timeline.history(ticket, RecordList.request(arguments))))
        .getter("dueAt", ticket -> Times.orNull(ticket.it().dueAtMillis()))
        .getter("createdAt", ticket -> Times.of(ticket.it().createdAtMillis()))
        .getter("updatedAt", ticket -> Times.of(ticket.it().updatedAtMillis()))
        .getter("resolvedAt", ticket -> Times.orNull(ticket.it().resolvedAtMillis()))
        .getter("closedAt", ticket -> Times.orNull(ticket.it().closedAtMillis()))
        .getter(
            "unansweredSince",
            ticket -> ticket.staff(it -> Times.orNull(it.unansweredSinceMillis())))
        .intGetter("reopenCount", ticket -> ticket.it().reopenCount())
        .getter("reassignmentCount", ticket -> ticket.staff(it -> it.reassignmentCount()))
        .getter("source", ticket -> ticket.staff(it -> it.source()))
        .getter("externalKey", ticket -> ticket.staff(it -> it.externalKey()))
        .intGetter("version", ticket -> ticket.it().version());
  }

  private static Fields<StatusView> status() {
    return Fields.of("TicketStatus", StatusView.class)
        .getter("key", status -> status.ticket().status())
        .getter("name", StatusView::name)
        .getter("category", status -> status.ticket().statusCategory());
  }

  private static Fields<LinkView> link() {
    return Fields.of("TicketLink", LinkView.class)
        .getter("id", link -> link.it().id())
        .getter("kind", link -> link.it().kind())
        .getter("direction", link -> link.outward() ? "OUTWARD" : "INWARD")
        .getter("ticket", LinkView::other)
        .getter("createdAt", link -> Times.of(link.it().createdAtMillis()));
  }

  private static Fields<MessageView> message() {
    return Fields.of("Message", MessageView.class)
        .getter("id", MessageView::id)
        .getter("kind", message -> message.it().kind())
        .getter("direction", message -> message.it().direction())
        .getter("channel", message -> message.it().channel())
        .getter("author", MessageView::author)
        .getter("recordedBy", MessageView::recordedBy)
        .getter("text", message -> message.it().text())
        .getter("attachments", MessageView::attachments)
        .getter("deliveryState", MessageView::deliveryState)
        .getter("ticket", MessageView::ticket)
        .getter("createdAt", message -> Times.of(message.it().createdAtMillis()));
  }

  private static Fields<EventView> event() {
    return Fields.of("Event", EventView.class)
        .getter("id", EventView::id)
        .getter("type", event -> event.it().type())
        .getter("recordType", event -> event.it().recordType())
        .getter("recordId", event -> event.it().recordId())
        .getter("at", event -> Times.of(event.it().atMillis()))
        .getter("actor", EventView::actor)
        .getter("changes", EventView::changes)
        .getter("reason", EventView::reason)
        .batch(
            "message",
            Batches.of("Event.message", EventView::scope, (event, arguments) -> event.message()))
        .getter("ticket", EventView::ticket)
        .getter("cursor", EventView::cursor);
  }

  private static Fields<Change> change() {
    return Fields.of("FieldChange", Change.class)
        .getter("field", Change::field)
        .getter("before", Change::before)
        .getter("after", Change::after)
        .getter("beforeLabel", Change::beforeLabel)
        .getter("afterLabel", Change::afterLabel);
  }

  private static Fields<AttachmentView> attachment() {
    return Fields.of("Attachment", AttachmentView.class)
        .getter("id", file -> file.it().id())
        .getter("fileName", file -> file.it().fileName())
        .getter("contentType", file -> file.it().contentType())
        .longGetter("sizeBytes", file -> file.it().sizeBytes())
        .getter("sha256", file -> file.it().sha256())
        .getter("url", file -> "/files/" + file.it().id())
        .getter("createdAt", file -> Times.of(file.it().createdAtMillis()));
  }
}
