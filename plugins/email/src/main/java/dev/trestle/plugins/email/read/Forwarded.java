package dev.trestle.plugins.email.read;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody passed on inside of the text of another one.
 *
 * @param from who wrote it
 * @param subject that it had; empty when the program did not repeat it
 * @param comment what the one who passed it on wrote above it
 */
public record Forwarded(MailAddress from, String subject, String comment) {
  private static final int FIELDS_MAX = 12;
  private static final int LINES_MAX = 1_000;

  /** The message passed on in this text; null when there is none. */
  static @Nullable Forwarded of(String subject, String text) {
    List<String> lines = text.lines().limit(LINES_MAX).toList();
    boolean announced =
        subject
            .strip()
            .toLowerCase(Locale.ROOT)
            .matches("^(?:fwd?|wg|tr|rv|enc|doorst|vs|vb|fs|i|pd|пересл|転送|转发|轉寄)\\s*[:：].*");
    for (int i = 0; i < lines.size(); i++) {
      boolean separator =
          QuoteHeads.isSeparator(lines.get(i))
              && !lines.get(i).toLowerCase(Locale.ROOT).contains("reply");
      if (separator || announced && QuoteHeads.at(lines, i) > 0) {
        Forwarded found = at(lines, i);
        if (found != null && (announced || separator)) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Forwarded at(List<String> lines, int head) {
    MailAddress from = null;
    String subject = "";
    for (int i = head; i < lines.size() && i < head + FIELDS_MAX; i++) {
      String line = lines.get(i).replaceFirst("^[>\\s*_|]+", "");
      int colon = line.indexOf(':') < 0 ? line.indexOf('：') : line.indexOf(':');
      if (colon < 0 || !QuoteHeads.isField(line)) {
        continue;
      }
      String value = line.substring(colon + 1).replaceAll("^[*_\\s]+", "").strip();
      if (from == null && QuoteHeads.isFrom(line)) {
        String plain =
            value.replaceAll("<mailto:[^<>]*>", "").replaceAll("\\[mailto:([^\\]]*)\\]", "<$1>");
        from =
            AddressList.of(plain).stream().filter(MailAddress::isUsable).findFirst().orElse(null);
      } else if (subject.isEmpty()
          && line.substring(0, colon)
              .strip()
              .toLowerCase(Locale.ROOT)
              .matches(
                  "subject|betreff|objet|asunto|assunto|oggetto|emne|ämne|onderwerp|тема|aihe|temat|předmět|tárgy|konu|主题|主旨|件名|제목")) {
        subject = value;
      }
    }
    return from == null
        ? null
        : new Forwarded(from, subject, String.join("\n", lines.subList(0, head)).strip());
  }
}
