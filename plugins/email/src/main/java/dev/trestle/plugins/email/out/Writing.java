package dev.trestle.plugins.email.out;

import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what a letter says: the text of its kind, filled, with what was said before below it. */
record Writing(Snapshot snapshot, Surroundings surroundings, Instant now) {
  /** Where the channel puts the pictures that came with the words. */
  static final String PICTURES = "<!--pictures-->";

  private static final int HISTORY_MAX = 5;
  private static final int HISTORY_LOOK = 40;
  private static final int HISTORY_CHARS = 4_000;

  /** A text that can be sent. */
  record Written(String language, String subject, String text, String html) {}

  /** The letter about a ticket; of a comment when there is a word. */
  Written letter(LetterKind kind, Ticket ticket, Mailbox mailbox, @Nullable PublicWord word) {
    Contact contact = snapshot.contact(ticket.requesterId());
    TemplateBook book = new TemplateBook(snapshot, surroundings);
    MailTemplate template = book.find(kind, contact, mailbox);
    String language = template.language();
    Function<Placeholder, @Nullable String> facts =
        Facts.of(snapshot, surroundings, ticket, mailbox, word, language, now);
    MailTemplate survey =
        kind == LetterKind.RESOLUTION ? book.find(LetterKind.SURVEY, contact, mailbox) : null;
    List<PublicWord> history =
        word == null ? List.of() : word.before(snapshot, HISTORY_MAX, HISTORY_LOOK);
    return written(template, survey, facts, history, CustomerTimes.of(snapshot, ticket, language));
  }

  /** A text with these facts and nothing below it. */
  Written preview(MailTemplate template, Function<Placeholder, @Nullable String> facts) {
    CustomerTimes times =
        new CustomerTimes(
            java.time.ZoneOffset.UTC, java.util.Locale.forLanguageTag(template.language()));
    return written(template, null, facts, List.of(), times);
  }

  private Written written(
      MailTemplate template,
      @Nullable MailTemplate survey,
      Function<Placeholder, @Nullable String> facts,
      List<PublicWord> history,
      CustomerTimes times) {
    String language = template.language();
    String above = surroundings.texts().text(language, "above");
    String text = Placeholder.filled(template.text(), facts);
    String asked = survey == null ? "" : Placeholder.filled(survey.text(), facts);
    StringBuilder plain = new StringBuilder(above).append("\n\n").append(text);
    StringBuilder html =
        new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
            .append(HtmlText.escaped(language))
            .append("\"><head><meta charset=\"utf-8\"></head><body>\n<p style=\"color:#777\">")
            .append(HtmlText.escaped(above))
            .append("</p>\n<div dir=\"auto\">")
            .append(body(template, text, facts))
            .append("</div>\n")
            .append(PICTURES);
    if (!asked.isEmpty()) {
      plain.append("\n\n").append(asked);
      html.append("<div dir=\"auto\"><br>\n").append(HtmlText.lines(asked)).append("</div>\n");
    }
    plain.append('\n');
    for (PublicWord word : history) {
      String head =
          surroundings.texts().text(language, "history", times.text(word.at()), word.author());
      String said = cut(word.text().strip());
      plain.append('\n').append(head).append('\n').append(quoted(said)).append('\n');
      html.append("<p>")
          .append(HtmlText.escaped(head))
          .append("</p>\n<blockquote type=\"cite\" dir=\"auto\">")
          .append(HtmlText.lines(said))
          .append("</blockquote>\n");
    }
    String subject = Placeholder.filled(template.subject(), facts);
    return new Written(
        language,
        subject.isEmpty() ? Placeholder.filled("[#{ticket.number}]", facts) : subject,
        plain.toString(),
        html.append("</body></html>\n").toString());
  }

  private static String body(
      MailTemplate template, String text, Function<Placeholder, @Nullable String> facts) {
    if (template.html() == null) {
      return HtmlText.lines(text);
    }
    return Placeholder.filled(
        template.html(),
        place -> {
          String fact = facts.apply(place);
          return fact == null ? null : HtmlText.lines(fact);
        });
  }

  private static String quoted(String text) {
    return text.lines()
        .map(line -> line.startsWith(">") ? ">" + line : "> " + line)
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private static String cut(String text) {
    if (text.length() <= HISTORY_CHARS) {
      return text;
    }
    int end =
        Character.isLowSurrogate(text.charAt(HISTORY_CHARS)) ? HISTORY_CHARS - 1 : HISTORY_CHARS;
    return text.substring(0, end) + "\n[…]";
  }
}
