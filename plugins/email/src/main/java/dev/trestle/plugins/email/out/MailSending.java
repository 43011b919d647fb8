package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Mail.Party;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A letter and what became of it. Its words stand on the ticket, and in the outbox while it leaves.
 *
 * @param message the public comment that it carries, as the schema writes its id; null for a letter
 *     without one
 * @param authorId the agent who wrote the comment; null for others
 * @param to whom it is for; empty when everybody was left out
 * @param leftOut who should have had it, and does not get it
 * @param automaticTo whom the desk writes to by itself, in small letters; null for what people
 *     write
 * @param messageId its Message-ID without angle brackets, the same at every attempt
 * @param reason why it is in its state, for people; empty when that needs no words
 * @param dueAt when it leaves, while it is held or scheduled
 * @param sentAt when a server took it over; null before
 * @param attempts how often it was tried
 */
record MailSending(
    UUID id,
    int version,
    UUID mailboxId,
    UUID ticketId,
    LetterKind kind,
    @Nullable String message,
    @Nullable UUID authorId,
    List<Party> to,
    List<Party> cc,
    List<LeftOut> leftOut,
    String subject,
    String language,
    @Nullable String automaticTo,
    String messageId,
    Instant createdAt,
    State state,
    String reason,
    @Nullable Instant dueAt,
    @Nullable Instant sentAt,
    int attempts)
    implements DeskRecord {
  static final RecordType<MailSending> SENDINGS =
      RecordType.of("mailSending", MailSending.class)
          .sorted("byTime", "createdAt")
          .grouped("ticket", "ticketId")
          .grouped("message", "message")
          .sortedWithin("state", "state", "createdAt")
          .sortedWithin("automaticTo", "automaticTo", "createdAt")
          .sortedWithin("sent", "mailboxId", "sentAt");

  MailSending {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    leftOut = List.copyOf(leftOut);
  }

  /** How far a letter is. */
  enum State {
    /** It waits for a moment in which it can be taken back. */
    HELD,
    /** It waits for the time that somebody chose. */
    SCHEDULED,
    /** It is on its way to the server. */
    WAITING,
    /** The server has taken it over. */
    SENT,
    /** It cannot be delivered, or was tried for three days. */
    FAILED,
    /** It was sent and came back. */
    BOUNCED,
    /** Somebody took it back. */
    UNDONE,
    /** The desk does not send it. */
    WITHHELD;

    /** Whether it has not begun to leave. */
    boolean isPending() {
      return this == HELD || this == SCHEDULED;
    }

    /** Whether somebody has to look at it. */
    boolean isFailure() {
      return this == FAILED || this == BOUNCED || this == WITHHELD;
    }
  }

  /** Somebody who does not get it, and why. */
  record LeftOut(String address, String reason) {}

  @Nullable MessageId word() {
    return message == null ? null : MessageId.of(message);
  }

  MailSending in(State next, String why) {
    return with(next, why, next.isPending() ? dueAt : null, sentAt, attempts);
  }

  MailSending due(State next, Instant at) {
    return with(next, "", at, sentAt, attempts);
  }

  MailSending sent(Instant at) {
    return with(State.SENT, "", null, at, attempts + 1);
  }

  MailSending tried(State next, String why) {
    return with(next, why, null, sentAt, attempts + 1);
  }

  /** The same with other recipients, as they are when it leaves. */
  MailSending to(Recipients now) {
    return new MailSending(
        id,
        version,
        mailboxId,
        ticketId,
        kind,
        message,
        authorId,
        now.to(),
        now.cc(),
        now.leftOut(),
        subject,
        language,
        automaticTo,
        messageId,
        createdAt,
        state,
        reason,
        dueAt,
        sentAt,
        attempts);
  }

  /**
   * The addresses that it is handed over for: all that it is addressed to, but for the left out.
   */
  List<String> reached() {
    Set<String> without = leftOut.stream().map(LeftOut::address).collect(Collectors.toSet());
    return Stream.concat(to.stream(), cc.stream())
        .map(Party::address)
        .filter(address -> !without.contains(address))
        .toList();
  }

  /** The same letter, which further ones of those it is addressed to do not get. */
  MailSending without(List<LeftOut> more) {
    return to(
        new Recipients(to, cc, Stream.concat(leftOut.stream(), more.stream()).distinct().toList()));
  }

  private MailSending with(
      State next, String why, @Nullable Instant due, @Nullable Instant sent, int tried) {
    return new MailSending(
        id,
        version,
        mailboxId,
        ticketId,
        kind,
        message,
        authorId,
        to,
        cc,
        leftOut,
        subject,
        language,
        automaticTo,
        messageId,
        createdAt,
        next,
        why,
        due,
        sent,
        tried);
  }
}
