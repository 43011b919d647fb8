package dev.trestle.plugins.email.write;

import dev.trestle.plugins.email.read.Header;
import dev.trestle.plugins.email.read.MailAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent. Written twice it gives the same bytes, so that whoever gets it twice can
 * tell.
 *
 * @param key what this letter is told from all others by; its boundaries come from it
 * @param messageId its own id without angle brackets
 * @param date when it was written
 * @param from the desk's own address
 * @param to whom it is for; at least one
 * @param cc who gets it besides
 * @param replyTo where answers shall go; null for the desk's own address
 * @param subject one line; breaks in it are written as blanks
 * @param inReplyTo the id of the message it answers, without angle brackets; null when it answers
 *     none
 * @param references ids of the thread, the oldest first
 * @param fields further fields of the header, such as {@code Auto-Submitted}
 * @param text what it says, as plain text
 * @param html the same as html; null for a letter of plain text only
 * @param enclosures files, those that the html shows included
 */
public record Letter(
    UUID key,
    String messageId,
    Instant date,
    MailAddress from,
    List<MailAddress> to,
    List<MailAddress> cc,
    @Nullable MailAddress replyTo,
    String subject,
    @Nullable String inReplyTo,
    List<String> references,
    List<Header> fields,
    String text,
    @Nullable String html,
    List<Enclosure> enclosures) {
  public Letter {
    Objects.requireNonNull(key);
    Objects.requireNonNull(date);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    references = List.copyOf(references);
    fields = List.copyOf(fields);
    enclosures = List.copyOf(enclosures);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("a letter is for somebody");
    }
    for (MailAddress address : everybody(from, replyTo, to, cc)) {
      if (!Sendable.is(address)) {
        throw new IllegalArgumentException("nothing can be sent to " + address.address());
      }
    }
    if (!MessageIds.isSound(messageId)) {
      throw new IllegalArgumentException("no message is called " + messageId);
    }
  }

  private static List<MailAddress> everybody(
      MailAddress from, @Nullable MailAddress replyTo, List<MailAddress> to, List<MailAddress> cc) {
    List<MailAddress> all = new ArrayList<>(to);
    all.addAll(cc);
    all.add(from);
    if (replyTo != null) {
      all.add(replyTo);
    }
    return all;
  }
}
