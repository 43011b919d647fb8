package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import dev.trestle.sdk.record.DeskRecord;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of messages that meet all of its conditions. The first rule that fits, by place,
 * counts.
 *
 * @param place among the rules; the lowest is asked first
 * @param mailboxId the only mailbox it is for; null for all
 * @param conditions that must all hold
 */
public record MailRule(
    UUID id,
    int version,
    int place,
    String name,
    boolean enabled,
    @Nullable UUID mailboxId,
    List<Condition> conditions,
    Effect effect)
    implements DeskRecord {
  public MailRule {
    conditions = List.copyOf(conditions);
  }

  /** What a condition looks at. */
  public enum Subject {
    /** An address the message was sent to. */
    RECIPIENT,
    /** The author's address. */
    SENDER,
    /** The domain of the author's address, and those below it. */
    SENDER_DOMAIN,
    /** A field of the header. */
    HEADER,
    /** The subject line. */
    SUBJECT
  }

  /**
   * One condition. Case makes no difference.
   *
   * @param header the field's name; empty for other subjects
   * @param pattern the text, in which a star stands for any characters
   */
  public record Condition(Subject subject, String header, String pattern) {}

  /**
   * What a rule decides; what it leaves open is as the mailbox says.
   *
   * @param setAside why messages are kept away from tickets; empty when they are not
   */
  public record Effect(
      @Nullable UUID queueId,
      @Nullable TicketType type,
      @Nullable TicketPriority priority,
      @Nullable UUID companyId,
      List<String> tags,
      String setAside) {
    public Effect {
      tags = List.copyOf(tags);
    }
  }
}
