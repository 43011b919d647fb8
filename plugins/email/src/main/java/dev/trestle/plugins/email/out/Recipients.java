package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Mail.Party;
import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.plugins.email.intake.MarkedAddress;
import dev.trestle.plugins.email.out.MailSending.LeftOut;
import dev.trestle.plugins.email.read.MailAddress;
import dev.trestle.plugins.email.write.Sendable;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a letter about a ticket: the requester, and for what people write the contacts who watch
 * it. Agents read on the desk.
 *
 * @param leftOut who would get it but for a reason
 */
record Recipients(List<Party> to, List<Party> cc, List<LeftOut> leftOut) {
  private static final int WATCHERS_MAX = 50;

  static Recipients of(Snapshot snapshot, Ticket ticket, boolean requesterOnly) {
    List<Party> to = new ArrayList<>();
    List<Party> cc = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Set<String> own = ownAddresses(snapshot);
    add(snapshot, ticket.requesterId(), own, seen, to, leftOut);
    if (!requesterOnly) {
      for (UUID watcher : ticket.watcherIds().stream().limit(WATCHERS_MAX).toList()) {
        add(snapshot, watcher, own, seen, cc, leftOut);
      }
    }
    if (to.isEmpty() && !cc.isEmpty()) {
      to.add(cc.removeFirst());
    }
    return new Recipients(List.copyOf(to), List.copyOf(cc), List.copyOf(leftOut));
  }

  /** Whether nobody comes into question at all. */
  boolean nobody() {
    return to.isEmpty() && leftOut.isEmpty();
  }

  /** Why nobody gets it. */
  String reason() {
    return leftOut.isEmpty() ? "Nobody has an address." : leftOut.getFirst().reason();
  }

  static Set<String> ownAddresses(Snapshot snapshot) {
    Set<String> own = new HashSet<>();
    for (Mailbox mailbox : snapshot.records(MailRecords.MAILBOXES).all()) {
      own.addAll(mailbox.addresses());
    }
    return own;
  }

  private static void add(
      Snapshot snapshot,
      @Nullable UUID id,
      Set<String> own,
      Set<String> seen,
      List<Party> group,
      List<LeftOut> leftOut) {
    Contact contact = snapshot.contact(id);
    String address = contact == null || contact.archived() ? null : contact.email();
    if (contact == null || address == null || !seen.add(address.toLowerCase(Locale.ROOT))) {
      return;
    }
    String key = address.toLowerCase(Locale.ROOT);
    MarkedAddress marked = snapshot.records(MailRecords.ADDRESSES).unique("address", key);
    if (isOwn(key, own)) {
      leftOut.add(new LeftOut(address, "This is an address of the desk itself."));
    } else if (marked != null && marked.isHard()) {
      leftOut.add(
          new LeftOut(address, "Mail does not arrive there any more: " + marked.lastReason()));
    } else if (!Sendable.is(new MailAddress("", address))) {
      leftOut.add(new LeftOut(address, "This address cannot be written to."));
    } else {
      group.add(new Party(contact.name(), address));
    }
  }

  /** Also with a reply token or another detail behind a plus sign. */
  private static boolean isOwn(String address, Set<String> own) {
    int at = address.lastIndexOf('@');
    int plus = address.indexOf('+');
    String plain =
        plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    return own.contains(address) || own.contains(plain);
  }
}
