package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Mail;
import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.write.MessageIds;
import dev.trestle.sdk.desk.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a letter answers: the last message that came about its ticket, else the last that left; and
 * all messages up to it, as far as they are known, so that the reader's program shows one thread.
 */
record Ancestry(@Nullable String inReplyTo, List<String> references) {
  private static final int MAILS_MAX = 40;

  Ancestry {
    references = List.copyOf(references);
  }

  static Ancestry of(Snapshot snapshot, UUID ticketId) {
    List<Mail> mails =
        snapshot.records(MailRecords.MAILS).group("ticket", ticketId).last(MAILS_MAX).reversed();
    List<String> known =
        new ArrayList<>(
            mails.stream().map(Mail::messageId).filter(MessageIds::isSound).distinct().toList());
    String parent = null;
    for (Mail mail : mails) {
      if (MessageIds.isSound(mail.messageId()) && !mail.isOut()) {
        parent = mail.messageId();
      }
    }
    if (parent == null && !known.isEmpty()) {
      parent = known.getLast();
    }
    if (parent != null) {
      // The one that is answered comes last, whatever has been sent since.
      known.remove(parent);
      known.add(parent);
    }
    return new Ancestry(parent, known);
  }
}
