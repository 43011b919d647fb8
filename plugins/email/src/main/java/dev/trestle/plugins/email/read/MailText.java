package dev.trestle.plugins.email.read;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a message says.
 *
 * @param plain the plain text that the sender's program sent; empty when it sent html only
 * @param html the html that it sent, made harmless; empty when it sent plain text only
 * @param readable the plain text, or the text of the html when there is no plain one
 * @param parts of the readable text in their order; joined they are all of it
 */
public record MailText(String plain, String html, String readable, List<TextPart> parts) {
  public MailText {
    parts = List.copyOf(parts);
  }

  /** What is not folded, without blank lines around it. */
  public String visible() {
    return parts.stream()
        .filter(part -> !part.isFolded())
        .map(TextPart::text)
        .collect(Collectors.joining())
        .strip();
  }
}
