package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.Bounce;
import dev.trestle.plugins.email.read.Bounce.Failure;
import dev.trestle.plugins.email.read.BounceReason;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.desk.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Marks addresses to which mail did not arrive. */
public final class Reports {
  private static final Pattern NOBODY = Pattern.compile("5\\.1\\.(?:1|10)");

  private Reports() {}

  /**
   * Notes what a report says. It counts only for addresses to which the desk sent the message that
   * the report names: anybody can write a report.
   */
  static void mark(Draft draft, Bounce bounce, Conversation conversation, Instant now) {
    Mail sent = conversation.known();
    if (sent == null || !sent.isOut()) {
      return;
    }
    for (Failure failure : bounce.recipients()) {
      String address = Words.small(failure.address());
      boolean ours =
          Stream.concat(sent.to().stream(), sent.cc().stream())
              .anyMatch(party -> Words.small(party.address()).equals(address));
      if (ours && failure.reason() != BounceReason.DELIVERED) {
        put(draft, address, failure, conversation.ticket().id(), now);
        if (failure.hard()) {
          tell(draft, sent, address, failure, conversation.ticket().id());
        }
      }
    }
  }

  /**
   * Notes that the server over which the desk sends takes nothing for an address. It says so to the
   * desk itself, so nobody can have made it up.
   *
   * @param status of RFC 3463; only one that tells of an address nobody has marks it
   */
  public static void refused(
      Draft draft, String address, String status, String words, UUID ticketId) {
    if (NOBODY.matcher(status).matches()) {
      Failure failure = new Failure(address, true, status, BounceReason.USER_UNKNOWN, words);
      put(draft, Words.small(address), failure, ticketId, draft.now());
    }
  }

  private static void put(
      Draft draft, String address, Failure failure, UUID ticketId, Instant now) {
    MarkedAddress old = find(draft.snapshot(), address);
    Instant hardSince = old == null ? null : old.hardSince();
    draft.put(
        MailRecords.ADDRESSES,
        new MarkedAddress(
            old == null ? draft.newId() : old.id(),
            0,
            address,
            failure.hard() && hardSince == null ? now : hardSince,
            failure.hard() ? 0 : 1 + (old == null ? 0 : old.softCount()),
            reason(failure),
            now,
            ticketId));
  }

  private static void tell(Draft draft, Mail sent, String address, Failure failure, UUID ticketId) {
    draft.event(
        new Happening(
            MailRecords.BOUNCED,
            MailRecords.MAILS,
            sent.id(),
            ticketId,
            List.of(new Change("address", null, address)),
            reason(failure),
            false));
  }

  private static String reason(Failure failure) {
    return Words.line(failure.status() + " " + failure.diagnostic(), Words.SUBJECT_MAX);
  }

  static @Nullable MarkedAddress find(Snapshot snapshot, String address) {
    return snapshot.records(MailRecords.ADDRESSES).unique("address", Words.small(address));
  }
}
