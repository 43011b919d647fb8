package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailTemplate.TEMPLATES;

import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Texts;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the text for a letter: what somebody wrote for it before what the desk brings. */
record TemplateBook(Snapshot snapshot, Surroundings surroundings) {
  static final String LANGUAGE = "language";
  private static final UUID NONE = new UUID(0, 0);

  /** The language of a letter to a contact: the contact's, the mailbox's, the desk's, English. */
  MailTemplate find(LetterKind kind, @Nullable Contact contact, @Nullable Mailbox mailbox) {
    Set<String> tags = new LinkedHashSet<>();
    add(tags, contact == null ? null : contact.locale());
    add(tags, mailbox == null ? null : mailbox.language());
    add(tags, surroundings.settings().text(LANGUAGE).orElse(null));
    add(tags, "en");
    return find(kind, tags, mailbox == null ? null : mailbox.id());
  }

  /** The text in one language, as far as there is one. */
  MailTemplate find(LetterKind kind, String language, @Nullable UUID mailboxId) {
    Set<String> tags = new LinkedHashSet<>();
    add(tags, language);
    add(tags, "en");
    return find(kind, tags, mailboxId);
  }

  private MailTemplate find(LetterKind kind, Set<String> tags, @Nullable UUID mailboxId) {
    for (String tag : tags) {
      MailTemplate own = mailboxId == null ? null : stored(MailTemplate.slot(kind, tag, mailboxId));
      MailTemplate any = own == null ? stored(MailTemplate.slot(kind, tag, null)) : own;
      if (any != null) {
        return any;
      }
      if (surroundings.texts().languages().contains(tag)) {
        return brought(surroundings.texts(), kind, tag);
      }
    }
    return brought(surroundings.texts(), kind, "en");
  }

  static MailTemplate brought(Texts texts, LetterKind kind, String language) {
    return new MailTemplate(
        NONE,
        0,
        kind,
        language,
        null,
        MailTemplate.slot(kind, language, null),
        texts.text(language, kind.key() + ".subject"),
        texts.text(language, kind.key() + ".text"),
        null);
  }

  private @Nullable MailTemplate stored(String slot) {
    return snapshot.records(TEMPLATES).unique("slot", slot);
  }

  private static void add(Set<String> tags, @Nullable String tag) {
    if (tag != null && !tag.isBlank()) {
      Locale locale = Locale.forLanguageTag(tag);
      tags.add(locale.toLanguageTag());
      tags.add(locale.getLanguage());
    }
  }
}
