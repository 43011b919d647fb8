package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Mail;
import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mailbox that writes about a ticket: the one by which its latest mail came or went, else
 * the one of its queue, else one that is for no queue in particular.
 */
final class SendingMailbox {
  private static final int LOOK = 20;

  private SendingMailbox() {}

  static boolean sends(@Nullable Mailbox mailbox) {
    return mailbox != null && mailbox.enabled() && mailbox.send() != null;
  }

  /** Whether the desk sends at all; one without mailboxes has nothing to look for. */
  static boolean isAny(Snapshot snapshot) {
    for (Mailbox mailbox : snapshot.records(MailRecords.MAILBOXES).all()) {
      if (sends(mailbox)) {
        return true;
      }
    }
    return false;
  }

  static @Nullable Mailbox of(Snapshot snapshot, Ticket ticket) {
    for (Mail mail : snapshot.records(MailRecords.MAILS).group("ticket", ticket.id()).last(LOOK)) {
      Mailbox mailbox = snapshot.records(MailRecords.MAILBOXES).get(mail.mailboxId());
      if (mailbox != null && sends(mailbox)) {
        return mailbox;
      }
    }
    Mailbox forAll = null;
    for (Mailbox mailbox : snapshot.records(MailRecords.MAILBOXES).sorted("byAddress")) {
      if (sends(mailbox) && ticket.queueId().equals(mailbox.queueId())) {
        return mailbox;
      }
      if (sends(mailbox) && mailbox.queueId() == null && forAll == null) {
        forAll = mailbox;
      }
    }
    return forAll;
  }
}
