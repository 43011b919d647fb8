package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message that came or went. What it said stands on its ticket, all of it in the original.
 *
 * @param kind what it is: the name of a {@code MailKind}, or {@code OUT} for one that went
 * @param messageId without angle brackets; empty when it has none
 * @param taken by what the same message is known again, in hex; unique
 * @param ticketId the ticket it became or joined; null when it was set aside
 * @param place where it stands in the ticket's timeline; -1 when it does not
 * @param originalFileId its bytes as they came or went; null while they are not kept yet
 * @param sentAt as its sender claims; null when that cannot be read
 * @param verified false when whoever wrote has nothing to do with the ticket, or is not known
 * @param answerable whether the desk may write to its sender by itself
 * @param authentication what servers that the mailbox trusts found out about its origin
 * @param flaws what was odd about it, as sentences
 * @param reason why it is in its state, for people; empty when that needs no words
 */
public record Mail(
    UUID id,
    int version,
    UUID mailboxId,
    String kind,
    String messageId,
    String taken,
    @Nullable UUID ticketId,
    int place,
    @Nullable UUID originalFileId,
    Party from,
    List<Party> to,
    List<Party> cc,
    String subject,
    @Nullable Instant sentAt,
    Instant receivedAt,
    boolean verified,
    boolean answerable,
    List<Origin> authentication,
    List<String> flaws,
    State state,
    String reason)
    implements DeskRecord {
  /** What {@link #kind} is of a message that the desk sent. */
  public static final String OUT = "OUT";

  /** What {@link #kind} is of a message that could not be understood. */
  public static final String UNKNOWN = "UNKNOWN";

  public Mail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    authentication = List.copyOf(authentication);
    flaws = List.copyOf(flaws);
  }

  /** One that the desk sent, to which nothing is answered. */
  public Mail(
      UUID id,
      int version,
      UUID mailboxId,
      String kind,
      String messageId,
      String taken,
      @Nullable UUID ticketId,
      int place,
      @Nullable UUID originalFileId,
      Party from,
      List<Party> to,
      List<Party> cc,
      String subject,
      @Nullable Instant sentAt,
      Instant receivedAt,
      boolean verified,
      List<Origin> authentication,
      List<String> flaws,
      State state,
      String reason) {
    this(
        id,
        version,
        mailboxId,
        kind,
        messageId,
        taken,
        ticketId,
        place,
        originalFileId,
        from,
        to,
        cc,
        subject,
        sentAt,
        receivedAt,
        verified,
        false,
        authentication,
        flaws,
        state,
        reason);
  }

  /** Whether somebody has to look at a message. */
  public enum State {
    /** It is where it belongs. */
    DONE,
    /** It could not be understood; its ticket has the original. */
    NOT_UNDERSTOOD,
    /** It tells of a message that nobody knows. */
    UNMATCHED,
    /** What the desk sent came back for good. */
    BOUNCED,
    /** So many came so fast that it looks like a loop; its ticket was left as it was. */
    PARKED,
    /** A rule keeps it away from those who work, or it tells nothing to anybody. */
    SET_ASIDE,
    /** Somebody has decided about it. */
    SETTLED
  }

  /** Somebody whom a message names. */
  public record Party(String name, String address) {}

  /** What a trusted server found out. */
  public record Origin(String server, String method, String result, String detail) {}

  public boolean isOut() {
    return kind.equals(OUT);
  }

  /** The same after somebody has decided about it. */
  Mail settled(@Nullable UUID ticket, String why) {
    return new Mail(
        id,
        version,
        mailboxId,
        kind,
        messageId,
        taken,
        ticket,
        place,
        originalFileId,
        from,
        to,
        cc,
        subject,
        sentAt,
        receivedAt,
        verified,
        answerable,
        authentication,
        flaws,
        State.SETTLED,
        why);
  }
}
