package dev.trestle.plugins.email.out;

import static dev.trestle.plugins.email.out.MailTemplate.TEMPLATES;

import dev.trestle.plugins.email.intake.MailRecords;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.problem.ProblemType;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with the texts of letters. */
final class TemplateDeciders {
  private static final int SUBJECT_MAX = 200;
  private static final int TEXT_MAX = 20_000;
  private static final int HTML_MAX = 50_000;
  private static final int TEMPLATES_MAX = 1_000;

  record Save(
      LetterKind kind,
      String language,
      @Nullable UUID mailboxId,
      String subject,
      String text,
      @Nullable String html,
      @Nullable Integer expectedVersion) {}

  record Remove(UUID templateId, @Nullable Integer expectedVersion) {}

  private TemplateDeciders() {}

  static void save(Save wish, Draft draft) {
    String tag = tag(wish.language());
    if (tag == null) {
      invalid(draft, "LANGUAGE_INVALID", "Give a language tag such as de or de-AT.", "language");
    }
    if (wish.mailboxId() != null
        && draft.snapshot().records(MailRecords.MAILBOXES).get(wish.mailboxId()) == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such mailbox.", "input", "mailboxId");
    }
    check(draft, wish);
    if (tag == null) {
      return;
    }
    String slot = MailTemplate.slot(wish.kind(), tag, wish.mailboxId());
    MailTemplate old = draft.snapshot().records(TEMPLATES).unique("slot", slot);
    if (old == null && draft.snapshot().records(TEMPLATES).all().size() >= TEMPLATES_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "MAIL_TEMPLATES_FULL",
          "A desk has at most " + TEMPLATES_MAX + " texts of its own. Remove one first.",
          "input");
    }
    if (old != null) {
      draft.expect(old, wish.expectedVersion());
    }
    if (draft.refused()) {
      return;
    }
    MailTemplate template =
        new MailTemplate(
            old == null ? draft.newId() : old.id(),
            0,
            wish.kind(),
            tag,
            wish.mailboxId(),
            slot,
            wish.subject().strip(),
            wish.text().strip(),
            wish.html() == null || wish.html().isBlank() ? null : wish.html().strip());
    draft.put(TEMPLATES, template);
    draft.event(Happening.internal("MailTemplateSaved", TEMPLATES, template.id(), null));
    draft.result("template", template.id());
  }

  private static void check(Draft draft, Save wish) {
    String subject = wish.subject().strip();
    if (subject.length() > SUBJECT_MAX || subject.contains("\n") || subject.isEmpty()) {
      invalid(
          draft,
          "SUBJECT_INVALID",
          "Give a line of 1 to " + SUBJECT_MAX + " characters.",
          "subject");
    }
    if (wish.text().isBlank() && wish.kind() != LetterKind.SURVEY
        || wish.text().length() > TEXT_MAX) {
      invalid(draft, "TEXT_INVALID", "Give a text of 1 to " + TEXT_MAX + " characters.", "text");
    }
    if (wish.html() != null && wish.html().length() > HTML_MAX) {
      invalid(draft, "HTML_INVALID", "Give at most " + HTML_MAX + " characters.", "html");
    }
    faults(draft, wish.subject(), "subject");
    faults(draft, wish.text(), "text");
    lacking(draft, wish.kind(), wish.text(), "text");
    if (wish.html() != null && !wish.html().isBlank()) {
      faults(draft, wish.html(), "html");
      lacking(draft, wish.kind(), wish.html(), "html");
    }
  }

  private static void faults(Draft draft, String text, String field) {
    for (String fault : Placeholder.faults(text)) {
      invalid(draft, "PLACEHOLDER_UNKNOWN", fault, field);
    }
  }

  private static void lacking(Draft draft, LetterKind kind, String text, String field) {
    if (kind.carriesWords() && !Placeholder.MESSAGE.isIn(text)) {
      invalid(
          draft,
          "MESSAGE_MISSING",
          "Name {message} somewhere: without it nobody reads what was written.",
          field);
    }
  }

  private static void invalid(Draft draft, String code, String message, String field) {
    draft.refuse(ProblemType.INVALID, "MAIL_TEMPLATE_" + code, message, "input", field);
  }

  static @Nullable String tag(String given) {
    try {
      String tag = new Locale.Builder().setLanguageTag(given.strip()).build().toLanguageTag();
      return tag.equals("und") ? null : tag;
    } catch (IllformedLocaleException malformed) {
      return null;
    }
  }

  static void remove(Remove wish, Draft draft) {
    MailTemplate template = draft.snapshot().records(TEMPLATES).get(wish.templateId());
    if (template == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such text.", "input", "templateId");
      return;
    }
    draft.expect(template, wish.expectedVersion());
    if (!draft.refused()) {
      draft.remove(TEMPLATES, template.id());
      draft.event(Happening.internal("MailTemplateRemoved", TEMPLATES, template.id(), null));
      draft.result("removed", template.id());
    }
  }
}
