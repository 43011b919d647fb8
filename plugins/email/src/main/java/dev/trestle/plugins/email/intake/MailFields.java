package dev.trestle.plugins.email.intake;

import static dev.trestle.plugins.email.intake.MailRecords.MAILS;

import dev.trestle.plugins.email.read.MailReader;
import dev.trestle.plugins.email.read.MailText;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.files.FileRefused;
import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldEntry.Refusal;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How mail is read: on its messages, and in the lists of what waits. */
final class MailFields {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How many messages are in a state. */
  record Count(Mail.State state, int count) {}

  private MailFields() {}

  static List<Fields<?>> all() {
    List<Fields<?>> all = new ArrayList<>();
    all.add(
        Fields.of("Message", Said.class)
            .batch(
                "mail",
                (messages, arguments, context) ->
                    messages.stream().map(said -> Whose.mail(snapshot(context), said)).toList())
            .guarded(Intake.READ, Refusal.EMPTY));
    all.add(mail());
    all.add(
        Fields.of("MailParty", Mail.Party.class)
            .getter("name", Mail.Party::name)
            .getter("address", Mail.Party::address));
    all.add(
        Fields.of("MailOrigin", Mail.Origin.class)
            .getter("server", Mail.Origin::server)
            .getter("method", Mail.Origin::method)
            .getter("result", Mail.Origin::result)
            .getter("detail", Mail.Origin::detail));
    all.add(
        Fields.of("MailCount", Count.class)
            .getter("state", Count::state)
            .intGetter("count", Count::count));
    all.add(
        Fields.of("MailAddress", MarkedAddress.class)
            .getter("address", MarkedAddress::address)
            .getter("hardSince", MarkedAddress::hardSince)
            .intGetter("softCount", MarkedAddress::softCount)
            .getter("lastReason", MarkedAddress::lastReason)
            .getter("lastAt", MarkedAddress::lastAt)
            .getter("ticket", MarkedAddress::ticketId));
    all.addAll(Page.fields("Mail"));
    all.addAll(Page.fields("MailAddress"));
    return all;
  }

  static void addTo(RootFields roots) {
    roots
        .query("mails", (arguments, context) -> mails(snapshot(context), arguments))
        .guarded(Intake.SETTLE)
        .query("mailCounts", (arguments, context) -> counts(snapshot(context)))
        .guarded(Intake.SETTLE)
        .query(
            "mailAddresses",
            (arguments, context) ->
                snapshot(context).records(MailRecords.ADDRESSES).sorted("byLast").page(arguments))
        .guarded(Intake.SETTLE);
  }

  private static Page<Mail> mails(Snapshot snapshot, Arguments arguments) {
    Mail.State state = arguments.constant("state", Mail.State.class);
    return state == null
        ? NewestFirst.page(snapshot.records(MAILS).all(), arguments)
        : snapshot.records(MAILS).sortedWithin("state", state).page(arguments);
  }

  private static List<Count> counts(Snapshot snapshot) {
    return Arrays.stream(Mail.State.values())
        .map(state -> new Count(state, snapshot.records(MAILS).sortedWithin("state", state).size()))
        .toList();
  }

  private static Fields<Mail> mail() {
    return Fields.of("Mail", Mail.class)
        .getter("id", Mail::id)
        .getter("kind", Mail::kind)
        .computed(
            "mailboxAddress",
            (mail, arguments, context) -> {
              Mailbox mailbox =
                  snapshot(context).records(MailRecords.MAILBOXES).get(mail.mailboxId());
              return mailbox == null ? null : mailbox.address();
            })
        .getter("messageId", mail -> mail.messageId().isEmpty() ? null : mail.messageId())
        .getter("from", Mail::from)
        .getter("to", Mail::to)
        .getter("cc", Mail::cc)
        .getter("subject", Mail::subject)
        .getter("sentAt", Mail::sentAt)
        .getter("receivedAt", Mail::receivedAt)
        .booleanGetter("verified", Mail::verified)
        .getter("authentication", Mail::authentication)
        .getter("flaws", Mail::flaws)
        .getter("state", Mail::state)
        .getter("reason", mail -> mail.reason().isEmpty() ? null : mail.reason())
        .getter("ticket", Mail::ticketId)
        .getter(
            "originalPath",
            mail -> mail.originalFileId() == null ? null : "/files/" + mail.originalFileId())
        .slow(
            "html", PATIENCE, (mail, arguments, context) -> original(mail, context, MailText::html))
        .slow(
            "quoted",
            PATIENCE,
            (mail, arguments, context) -> original(mail, context, Words::folded));
  }

  /** What the original says, read again: so that nothing of it is kept twice. */
  private static @Nullable String original(
      Mail mail, RequestContext context, Function<MailText, String> wanted) {
    UUID fileId = mail.originalFileId();
    if (fileId == null || mail.kind().equals(Mail.UNKNOWN)) {
      return null;
    }
    Files files = context.get(Surroundings.class).files();
    try {
      // Asked first, because a reader of messages takes an absent one for an empty one.
      files.facts(fileId);
    } catch (FileRefused gone) {
      return null;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    String text =
        wanted.apply(
            new MailReader(Storing.own(snapshot(context))).read(() -> files.open(fileId)).text());
    return text.isEmpty() ? null : text;
  }

  private static Snapshot snapshot(RequestContext context) {
    return context.get(Snapshot.class);
  }
}
