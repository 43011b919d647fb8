package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailSending.SENDINGS;

import dev.trestle.plugins.email.intake.Intake;
import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.out.MailSending.LeftOut;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldEntry.Refusal;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** How letters are read, and lists of them. */
final class SendingFields {
  private static final int OF_TICKET_MAX = 200;

  /** How many letters are in a state. */
  record Count(MailSending.State state, int count) {}

  private SendingFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("Ticket", Ticket.class)
            .computed("mailSendings", (ticket, arguments, context) -> ofTicket(ticket, context))
            .guarded(Intake.READ, Refusal.EMPTY));
    all.add(sending());
    all.add(
        Fields.of("MailLeftOut", LeftOut.class)
            .getter("address", LeftOut::address)
            .getter("reason", LeftOut::reason));
    all.add(
        Fields.of("MailSendingCount", Count.class)
            .getter("state", Count::state)
            .intGetter("count", Count::count));
    all.addAll(Page.fields("MailSending"));
    return all;
  }

  static void addTo(RootFields roots) {
    roots
        .query("mailSendings", SendingFields::page)
        .guarded(Intake.SETTLE)
        .query(
            "mailSending",
            (arguments, context) ->
                context.get(Snapshot.class).records(SENDINGS).get(arguments.id("id")))
        .guarded(Intake.SETTLE)
        .query("mailSendingCounts", SendingFields::counts)
        .guarded(Intake.SETTLE);
  }

  private static Fields<MailSending> sending() {
    return Fields.of("MailSending", MailSending.class)
        .getter("id", MailSending::id)
        .intGetter("version", MailSending::version)
        .computed(
            "ticket",
            (sending, arguments, context) -> context.get(Snapshot.class).ticket(sending.ticketId()))
        .computed(
            "mailbox",
            (sending, arguments, context) ->
                context.get(Snapshot.class).records(MailRecords.MAILBOXES).get(sending.mailboxId()))
        .guarded(Intake.ADMINISTER, Refusal.EMPTY)
        .getter("kind", MailSending::kind)
        .getter("state", MailSending::state)
        .getter("reason", sending -> sending.reason().isEmpty() ? null : sending.reason())
        .getter("messageId", MailSending::message)
        .getter("internetMessageId", MailSending::messageId)
        .getter("to", sending -> sending.to().stream().map(one -> one.address()).toList())
        .getter("cc", sending -> sending.cc().stream().map(one -> one.address()).toList())
        .getter("leftOut", MailSending::leftOut)
        .getter("subject", MailSending::subject)
        .getter("language", MailSending::language)
        .booleanGetter("automatic", sending -> sending.automaticTo() != null)
        .getter("createdAt", MailSending::createdAt)
        .getter("dueAt", MailSending::dueAt)
        .getter("sentAt", MailSending::sentAt)
        .intGetter("attempts", MailSending::attempts);
  }

  private static List<MailSending> ofTicket(Ticket ticket, RequestContext context) {
    return context
        .get(Snapshot.class)
        .records(SENDINGS)
        .group("ticket", ticket.id())
        .last(OF_TICKET_MAX)
        .reversed();
  }

  private static Page<MailSending> page(Arguments arguments, RequestContext context) {
    var sendings = context.get(Snapshot.class).records(SENDINGS);
    UUID ticketId = arguments.id("ticketId");
    MailSending.State state = arguments.constant("state", MailSending.State.class);
    return ticketId != null
        ? sendings.group("ticket", ticketId).page(arguments)
        : state != null
            ? sendings.sortedWithin("state", state).page(arguments)
            : sendings.sorted("byTime").page(arguments);
  }

  private static List<Count> counts(Arguments arguments, RequestContext context) {
    var sendings = context.get(Snapshot.class).records(SENDINGS);
    return Arrays.stream(MailSending.State.values())
        .map(state -> new Count(state, sendings.sortedWithin("state", state).size()))
        .toList();
  }
}
