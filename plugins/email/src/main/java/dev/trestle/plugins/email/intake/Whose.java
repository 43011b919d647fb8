package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mail that a message on a ticket came or went by. What came has the time of its commit,
 * as its message has; of several that came at once, the first is the first.
 */
final class Whose {
  private static final String CHANNEL = "mail";
  private static final int SAID_MAX = 1_000;

  private Whose() {}

  static @Nullable Mail mail(Snapshot snapshot, Said said) {
    MessageId id = said.id();
    if (id == null) {
      return null;
    }
    List<Mail> atOnce = new ArrayList<>();
    for (Mail mail : snapshot.records(MailRecords.MAILS).group("ticket", said.ticketId())) {
      if (mail.isOut() && mail.place() == id.place()) {
        return mail;
      }
      if (!mail.isOut() && mail.receivedAt().toEpochMilli() == said.createdAtMillis()) {
        atOnce.add(mail);
      }
    }
    if (!said.channel().equals(CHANNEL) || atOnce.isEmpty()) {
      return null;
    }
    int rank = atOnce.size() == 1 ? 0 : rank(snapshot, said, id);
    return rank < atOnce.size() ? atOnce.get(rank) : null;
  }

  private static int rank(Snapshot snapshot, Said said, MessageId id) {
    int rank = 0;
    for (Said other : snapshot.said(said.ticketId(), SAID_MAX)) {
      MessageId otherId = other.id();
      boolean before = otherId != null && otherId.place() < id.place();
      boolean alike =
          other.channel().equals(CHANNEL) && other.createdAtMillis() == said.createdAtMillis();
      rank += before && alike ? 1 : 0;
    }
    return rank;
  }
}
