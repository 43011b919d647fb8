package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailIntent.INTENTS;
import static dev.trestle.plugins.email.out.MailSending.SENDINGS;

import dev.trestle.plugins.email.intake.Mail;
import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes letters of what happened: of public words of the desk, of tickets that came by mail, and of
 * those that are resolved. It hears of them when they are on disk, so nothing leaves that was not
 * said in the end.
 */
final class WordReaction implements Reaction {
  static final String CREATED = "TicketCreated";
  static final String RESOLVED = "TicketResolved";
  private static final String IMPORT = "import";

  @Override
  public String name() {
    return "sendWords";
  }

  @Override
  public Set<String> events() {
    return Set.of(DeskEvent.COMMENT_ADDED, CREATED, RESOLVED);
  }

  @Override
  public void react(Occasion occasion) {
    DeskEvent event = occasion.event();
    Draft draft = occasion.draft();
    Ticket ticket =
        SendingMailbox.isAny(draft.snapshot()) ? draft.snapshot().ticket(event.ticketId()) : null;
    if (ticket == null) {
      return;
    }
    switch (event.type()) {
      case DeskEvent.COMMENT_ADDED -> said(draft, event, ticket);
      case CREATED -> created(draft, ticket);
      case RESOLVED -> resolved(draft, event, ticket);
      default -> throw new IllegalStateException("nobody asked for " + event.type());
    }
  }

  private static void said(Draft draft, DeskEvent event, Ticket ticket) {
    PublicWord word = PublicWord.of(draft.snapshot().said(event));
    if (word == null || !word.outbound() || word.imported() || isSent(draft, word)) {
      return;
    }
    boolean personal = draft.snapshot().agent(word.authorId()) != null;
    new Departures(draft)
        .begin(
            ticket,
            personal ? LetterKind.REPLY : LetterKind.NOTICE,
            word,
            !personal,
            intended(draft, word));
  }

  /** Only what came by mail is acknowledged by mail, and only where an answer may go. */
  private static void created(Draft draft, Ticket ticket) {
    List<Mail> mails =
        draft.snapshot().records(MailRecords.MAILS).group("ticket", ticket.id()).first(1);
    if (!mails.isEmpty() && mails.getFirst().answerable()) {
      new Departures(draft).begin(ticket, LetterKind.ACKNOWLEDGEMENT, null, true, null);
    }
  }

  private static void resolved(Draft draft, DeskEvent event, Ticket ticket) {
    PublicWord word = PublicWord.of(draft.snapshot().said(event));
    boolean byDesk = event.actorKind() != PrincipalKind.CONTACT;
    // What another system resolved long ago is no news, and what was reopened is not over.
    if (!byDesk
        || IMPORT.equals(ticket.source())
        || word == null && ticket.open()
        || word != null && (!word.outbound() || word.imported() || isSent(draft, word))) {
      return;
    }
    boolean personal = word != null && draft.snapshot().agent(word.authorId()) != null;
    new Departures(draft)
        .begin(
            ticket,
            LetterKind.RESOLUTION,
            word,
            !personal,
            word == null ? null : intended(draft, word));
  }

  private static boolean isSent(Draft draft, PublicWord word) {
    return draft.snapshot().records(SENDINGS).group("message", word.place().toString()).size() > 0;
  }

  /** When its author wants it to leave; what was intended for earlier words is forgotten. */
  private static @Nullable Instant intended(Draft draft, PublicWord word) {
    Instant wanted = null;
    for (MailIntent intent :
        draft.snapshot().records(INTENTS).group("ticket", word.place().ticketId())) {
      boolean same = intent.at().equals(word.at());
      if (same && java.util.Objects.equals(intent.authorId(), word.authorId())) {
        wanted = intent.sendAt();
      }
      if (same || intent.at().isBefore(word.at())) {
        draft.remove(INTENTS, intent.id());
      }
    }
    return wanted;
  }
}
