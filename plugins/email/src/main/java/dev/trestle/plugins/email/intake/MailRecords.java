package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.record.RecordType;
import java.util.List;

/** What the desk stores about mail. */
public final class MailRecords {
  public static final RecordType<Mailbox> MAILBOXES =
      RecordType.of("mailbox", Mailbox.class)
          .unique("address", "MAILBOX_ADDRESS_TAKEN", "address")
          .sorted("byAddress", "address");

  public static final RecordType<Mail> MAILS =
      RecordType.of("mail", Mail.class)
          .unique("taken", "MAIL_TAKEN", "taken")
          .grouped("messageId", "messageId")
          .grouped("ticket", "ticketId")
          .sortedWithin("state", "state", "receivedAt");

  public static final RecordType<MailRule> RULES =
      RecordType.of("mailRule", MailRule.class).sorted("byPlace", "place");

  public static final RecordType<MarkedAddress> ADDRESSES =
      RecordType.of("mailAddress", MarkedAddress.class)
          .unique("address", "MAIL_ADDRESS_MARKED", "address")
          .sorted("byLast", "lastAt");

  public static final RecordType<MailKeys> KEYS = RecordType.of("mailKeys", MailKeys.class);

  /** What happens to a message that left when a report says that it never arrives. */
  public static final String BOUNCED = "MailBounced";

  private MailRecords() {}

  static List<RecordType<?>> all() {
    return List.of(MAILBOXES, MAILS, RULES, ADDRESSES, KEYS);
  }
}
