package dev.trestle.plugins.email.intake;

import static dev.trestle.plugins.email.intake.MailRecords.ADDRESSES;
import static dev.trestle.plugins.email.intake.MailRecords.MAILS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people decide about mail that waits for them. */
final class SettleDeciders {
  /** What becomes of a message. */
  enum Decision {
    /** Its ticket is worked on like any other. */
    WORK,
    /** It belongs to another ticket. */
    JOIN,
    /** Nothing is to be done. */
    IGNORE
  }

  record Settle(UUID mailId, Decision decision, @Nullable UUID ticketId, @Nullable String reason) {}

  record Clear(String address) {}

  private SettleDeciders() {}

  static void settle(Settle wish, Draft draft) {
    Mail mail = draft.snapshot().records(MAILS).get(wish.mailId());
    if (mail == null || mail.isOut() || mail.ticketId() == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such message.", "input", "mailId");
      if (wish.decision() == Decision.JOIN) {
        target(draft, wish.ticketId());
      }
      return;
    }
    UUID ticketId = mail.ticketId();
    switch (wish.decision()) {
      case WORK -> work(draft, ticketId);
      case JOIN -> ticketId = join(draft, mail, ticketId, wish.ticketId());
      case IGNORE -> ignore(draft, mail, ticketId, wish.reason());
    }
    if (!draft.refused()) {
      String why = wish.reason() == null ? "" : Words.line(wish.reason(), Words.SUBJECT_MAX);
      draft.put(MAILS, mail.settled(ticketId, why));
      draft.event(Happening.internal("MailSettled", MAILS, mail.id(), ticketId));
      draft.result("mail", mail.id());
    }
  }

  private static void work(Draft draft, UUID ticketId) {
    Ticket ticket = draft.snapshot().ticket(ticketId);
    if (ticket != null && !ticket.open()) {
      draft.perform(Wish.of("ticketReopen").with("ticketId", ticketId));
    }
  }

  private static UUID join(Draft draft, Mail mail, UUID ticketId, @Nullable UUID into) {
    boolean alone = draft.snapshot().records(MAILS).group("ticket", ticketId).size() == 1;
    boolean known = target(draft, into);
    if (!alone || mail.state() == Mail.State.BOUNCED) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "MAIL_HAS_TICKET",
          "The ticket of this message holds others too. Merge the tickets instead.",
          "input",
          "mailId");
    } else if (known) {
      draft.perform(Wish.of("ticketMerge").with("ticketId", ticketId).with("intoTicketId", into));
    }
    // The record stays with the ticket it was written on, as its message does.
    return ticketId;
  }

  /** Whether there is a ticket to join; refused when not. */
  private static boolean target(Draft draft, @Nullable UUID into) {
    if (into == null) {
      draft.refuse(
          ProblemType.INVALID, "REQUIRED", "Name the ticket that it joins.", "input", "ticketId");
      return false;
    }
    if (draft.snapshot().ticket(into, draft.viewer()) == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such ticket.", "input", "ticketId");
      return false;
    }
    return true;
  }

  private static void ignore(Draft draft, Mail mail, UUID ticketId, @Nullable String reason) {
    Ticket ticket = draft.snapshot().ticket(ticketId);
    if (ticket == null || mail.state() != Mail.State.NOT_UNDERSTOOD) {
      return;
    }
    if (reason == null || reason.isBlank()) {
      draft.refuse(
          ProblemType.INVALID, "REQUIRED", "Say why nothing is to be done.", "input", "reason");
      return;
    }
    if (ticket.unansweredSinceMillis() > 0) {
      draft.perform(
          Wish.of("ticketDismissUnanswered")
              .with("ticketId", ticketId)
              .with("reason", Words.line(reason, Words.SUBJECT_MAX)));
    }
    if (ticket.open()) {
      draft.perform(Wish.of("ticketResolve").with("ticketId", ticketId));
    }
  }

  static void clear(Clear wish, Draft draft) {
    MarkedAddress marked = Reports.find(draft.snapshot(), wish.address());
    if (marked == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "This address is not marked.", "input", "address");
      return;
    }
    draft.remove(ADDRESSES, marked.id());
    draft.event(Happening.internal("MailAddressCleared", ADDRESSES, marked.id(), null));
  }
}
