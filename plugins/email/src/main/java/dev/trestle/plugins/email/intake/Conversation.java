package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.Bounce;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ticket that a message belongs to.
 *
 * @param how by what it was found
 * @param ticket what is left of it after merges; a closed one is followed by a new one
 * @param known the message of ours it speaks of; null when that is not known
 */
record Conversation(How how, Ticket ticket, @Nullable Mail known) {
  private static final int MERGES_MAX = 50;
  private static final int ANCESTORS_MAX = 100;
  private static final int SAME_ID_MAX = 20;

  /** By what a ticket was found, in the order in which it is tried. */
  enum How {
    /** A delivery report names our message. */
    REPORT,
    /** References or In-Reply-To name a message we know. */
    REFERENCES,
    /** A recipient's address holds a token that the desk made. */
    TOKEN,
    /** The subject has the ticket's number in brackets. */
    SUBJECT_TAG
  }

  /** Whether nothing can be added any more. */
  boolean isClosed() {
    return ticket.statusCategory() == StatusCategory.CLOSED;
  }

  static @Nullable Conversation find(
      Snapshot snapshot, ReadMail mail, Envelope envelope, @Nullable ReplyTokens tokens) {
    Bounce bounce = mail.bounce();
    if (bounce != null && !bounce.originalMessageId().isEmpty()) {
      Mail sent = known(snapshot, bounce.originalMessageId(), true);
      if (sent != null) {
        return of(How.REPORT, snapshot, sent.ticketId(), sent);
      }
    }
    for (String id : mail.thread().ancestors().stream().limit(ANCESTORS_MAX).toList()) {
      Mail earlier = known(snapshot, id, false);
      if (earlier != null) {
        return of(How.REFERENCES, snapshot, earlier.ticketId(), earlier);
      }
    }
    if (tokens != null) {
      for (String token : tokens(mail, envelope)) {
        String number = tokens.number(token);
        Conversation found = number == null ? null : numbered(How.TOKEN, snapshot, number);
        if (found != null) {
          return found;
        }
      }
    }
    for (String tag : mail.thread().subjectTags()) {
      String number = tag.substring(tag.indexOf('#') + 1).strip();
      Conversation found = numbered(How.SUBJECT_TAG, snapshot, number);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The newest message of this id that stands on a ticket. */
  static @Nullable Mail known(Snapshot snapshot, String messageId, boolean out) {
    Mail found = null;
    if (!messageId.isEmpty()) {
      for (Mail each :
          snapshot.records(MailRecords.MAILS).group("messageId", messageId).last(SAME_ID_MAX)) {
        if (each.ticketId() != null && (!out || each.isOut())) {
          found = each;
        }
      }
    }
    return found;
  }

  private static List<String> tokens(ReadMail mail, Envelope envelope) {
    List<String> all = new ArrayList<>(mail.thread().tokens());
    for (String recipient : envelope.recipients()) {
      int at = recipient.lastIndexOf('@');
      int plus = recipient.indexOf('+');
      if (plus >= 0 && plus < at) {
        all.add(recipient.substring(plus + 1, at));
      }
    }
    return all;
  }

  private static @Nullable Conversation numbered(How how, Snapshot snapshot, String number) {
    Ticket ticket = snapshot.ticketByNumber(number);
    if (ticket == null) {
      ticket = snapshot.ticketByNumber(number.toUpperCase(Locale.ROOT));
    }
    return ticket == null ? null : of(how, snapshot, ticket.id(), null);
  }

  /** Follows merges to the ticket that is left. */
  private static @Nullable Conversation of(
      How how, Snapshot snapshot, @Nullable UUID ticketId, @Nullable Mail known) {
    Ticket ticket = snapshot.ticket(ticketId);
    for (int i = 0; ticket != null && ticket.mergedIntoId() != null && i < MERGES_MAX; i++) {
      ticket = snapshot.ticket(ticket.mergedIntoId());
    }
    return ticket == null ? null : new Conversation(how, ticket, known);
  }
}
