package dev.trestle.plugins.email.out;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text in place of one the desk brings.
 *
 * @param language a tag, such as {@code de-AT}
 * @param mailboxId the only mailbox it is for; null for all
 * @param slot kind, language and mailbox in one, so that there is one text for each
 * @param html null to make it from the text
 */
record MailTemplate(
    UUID id,
    int version,
    LetterKind kind,
    String language,
    @Nullable UUID mailboxId,
    String slot,
    String subject,
    String text,
    @Nullable String html)
    implements DeskRecord {
  static final RecordType<MailTemplate> TEMPLATES =
      RecordType.of("mailTemplate", MailTemplate.class)
          .unique("slot", "MAIL_TEMPLATE_TAKEN", "slot")
          .sorted("bySlot", "slot");

  static String slot(LetterKind kind, String language, @Nullable UUID mailboxId) {
    return kind.name() + "/" + language + "/" + (mailboxId == null ? "" : mailboxId);
  }
}
