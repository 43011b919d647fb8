package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailSending.SENDINGS;

import dev.trestle.plugins.email.intake.Mail;
import dev.trestle.plugins.email.intake.Mail.Party;
import dev.trestle.plugins.email.intake.MailKeys;
import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.intake.ReplyTokens;
import dev.trestle.plugins.email.out.MailSending.State;
import dev.trestle.plugins.email.write.MessageIds;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets letters begin, wait and leave. Each of them is put into the outbox by a commit of its own.
 */
record Departures(Draft draft) {
  static final String AUTOMATIC_PER_HOUR = "automaticPerHour";
  private static final long AUTOMATIC_USUALLY = 5;
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * A letter about a ticket begins.
   *
   * @param word what it carries; null for what the desk says by itself
   * @param automatic whether nobody wrote it
   * @param sendAt when somebody wants it to leave; null: as soon as may be
   */
  void begin(
      Ticket ticket,
      LetterKind kind,
      @Nullable PublicWord word,
      boolean automatic,
      @Nullable Instant sendAt) {
    Mailbox mailbox = SendingMailbox.of(draft.snapshot(), ticket);
    Recipients recipients = Recipients.of(draft.snapshot(), ticket, automatic);
    if (mailbox == null || recipients.nobody()) {
      return;
    }
    UUID id = draft.newId();
    Writing.Written written = writing().letter(kind, ticket, mailbox, word);
    String first =
        recipients.to().isEmpty()
            ? recipients.leftOut().getFirst().address()
            : recipients.to().getFirst().address();
    MailSending sending =
        new MailSending(
            id,
            0,
            mailbox.id(),
            ticket.id(),
            kind,
            word == null ? null : word.place().toString(),
            word == null || draft.snapshot().agent(word.authorId()) == null
                ? null
                : word.authorId(),
            recipients.to(),
            recipients.cc(),
            recipients.leftOut(),
            written.subject(),
            written.language(),
            automatic ? first.toLowerCase(Locale.ROOT) : null,
            MessageIds.of(id, domain(mailbox)),
            draft.now(),
            State.WAITING,
            "",
            null,
            null,
            0);
    if (recipients.to().isEmpty()) {
      withhold(sending, recipients.reason());
    } else if (automatic && isTooMuch(first)) {
      withhold(sending, "The desk has written to this address by itself often enough for an hour.");
    } else {
      waitOrLeave(sending, ticket, mailbox, word, written, sendAt);
    }
  }

  private void waitOrLeave(
      MailSending sending,
      Ticket ticket,
      Mailbox mailbox,
      @Nullable PublicWord word,
      Writing.Written written,
      @Nullable Instant sendAt) {
    Instant undo =
        word == null || sending.authorId() == null
            ? draft.now()
            : word.at().plusSeconds(mailbox.undoSeconds());
    if (sendAt != null && sendAt.isAfter(draft.now())) {
      hold(sending.due(State.SCHEDULED, sendAt), sendAt);
    } else if (undo.isAfter(draft.now())) {
      hold(sending.due(State.HELD, undo), undo);
    } else {
      leave(sending, ticket, mailbox, word, written);
    }
  }

  /** Puts a letter that leaves at a time. */
  void hold(MailSending sending, Instant at) {
    draft.put(SENDINGS, sending);
    draft.setTimer(
        new TimerSetting(DepartureTimer.NAME, sending.id().toString(), at, sending.ticketId()));
    deliver(sending, DeliveryState.PENDING, null);
  }

  /** Lets a letter leave that waited or failed; why not, when it cannot. */
  @Nullable String leave(MailSending sending) {
    Snapshot snapshot = draft.snapshot();
    Ticket ticket = snapshot.ticket(sending.ticketId());
    Mailbox mailbox = snapshot.records(MailRecords.MAILBOXES).get(sending.mailboxId());
    PublicWord word = PublicWord.of(snapshot, sending.word());
    if (ticket == null || mailbox == null || !SendingMailbox.sends(mailbox)) {
      return "The mailbox does not send any more.";
    }
    if (sending.message() != null && word == null) {
      return "There are no public words for it.";
    }
    Recipients recipients = Recipients.of(snapshot, ticket, sending.automaticTo() != null);
    if (recipients.to().isEmpty()) {
      return recipients.reason();
    }
    Writing.Written written = writing().letter(sending.kind(), ticket, mailbox, word);
    leave(sending.to(recipients), ticket, mailbox, word, written);
    return null;
  }

  private void leave(
      MailSending sending,
      Ticket ticket,
      Mailbox mailbox,
      @Nullable PublicWord word,
      Writing.Written written) {
    Snapshot snapshot = draft.snapshot();
    ReplyTokens tokens = ReplyTokens.of(snapshot, draft.surroundings());
    MailKeys keys = snapshot.records(MailRecords.KEYS).get(MailKeys.ID);
    Departure departure =
        new Departure(
            sending.id(),
            Facts.name(mailbox),
            mailbox.address(),
            tokens == null ? mailbox.address() : tokens.address(mailbox.address(), ticket.number()),
            Ancestry.of(snapshot, ticket.id()),
            written.text(),
            written.html(),
            word == null ? List.of() : word.files(),
            keys == null ? "" : keys.loopToken());
    draft.send(MailChannel.NAME, mailbox.id() + "/" + ticket.id(), departure.payload());
    draft.put(SENDINGS, sending.in(State.WAITING, ""));
    record(sending, mailbox);
    deliver(sending, DeliveryState.PENDING, null);
  }

  // Known before it leaves, so that an answer finds its ticket however quickly it comes.
  private void record(MailSending sending, Mailbox mailbox) {
    if (draft.snapshot().records(MailRecords.MAILS).get(sending.id()) != null) {
      return;
    }
    MessageId word = sending.word();
    draft.put(
        MailRecords.MAILS,
        new Mail(
            sending.id(),
            0,
            mailbox.id(),
            Mail.OUT,
            sending.messageId(),
            "out:" + sending.id(),
            sending.ticketId(),
            word == null ? -1 : word.place(),
            null,
            new Party(Facts.name(mailbox), mailbox.address()),
            sending.to(),
            sending.cc(),
            sending.subject(),
            sending.createdAt(),
            draft.now(),
            true,
            List.of(),
            List.of(),
            Mail.State.DONE,
            ""));
  }

  /** Keeps a letter from leaving, where somebody sees it. */
  void withhold(MailSending sending, String reason) {
    draft.put(SENDINGS, sending.in(State.WITHHELD, reason));
    deliver(sending, DeliveryState.FAILED, reason);
    tell("MailWithheld", sending, reason);
  }

  /** Shows on the comment whether it has reached anybody. */
  void deliver(MailSending sending, DeliveryState state, @Nullable String reason) {
    MessageId word = sending.word();
    if (word != null) {
      draft.delivery(word, state, reason);
    }
  }

  void tell(String type, MailSending sending, @Nullable String reason) {
    draft.event(
        new Happening(
            type,
            SENDINGS,
            sending.id(),
            sending.ticketId(),
            List.of(new Change("kind", null, sending.kind().name())),
            reason == null || reason.isEmpty() ? null : reason,
            false));
  }

  private boolean isTooMuch(String address) {
    long most =
        draft.surroundings().settings().wholeNumber(AUTOMATIC_PER_HOUR).orElse(AUTOMATIC_USUALLY);
    int look = (int) Math.clamp(most, 1, 1_000);
    List<MailSending> latest =
        draft
            .snapshot()
            .records(SENDINGS)
            .sortedWithin("automaticTo", address.toLowerCase(Locale.ROOT))
            .last(look);
    return latest.size() >= look && latest.getLast().createdAt().isAfter(draft.now().minus(HOUR));
  }

  private Writing writing() {
    return new Writing(draft.snapshot(), draft.surroundings(), draft.now());
  }

  private static String domain(Mailbox mailbox) {
    return mailbox.address().substring(mailbox.address().lastIndexOf('@') + 1);
  }
}
