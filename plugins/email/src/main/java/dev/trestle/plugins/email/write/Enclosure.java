package dev.trestle.plugins.email.write;

import dev.trestle.plugins.email.read.MailSource;
import java.util.Objects;

/**
 * A file that goes with a letter.
 *
 * @param name for people; control characters and those that turn the direction of writing are left
 *     out when it is written
 * @param type media type; one that cannot be written so is sent as {@code application/octet-stream}
 * @param contentId by which the letter's html shows it, without angle brackets; empty for a file
 *     that is only attached
 * @param content its bytes, opened each time the letter is written
 */
public record Enclosure(String name, String type, String contentId, MailSource content) {
  public Enclosure {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(contentId);
    Objects.requireNonNull(content);
  }

  boolean inline() {
    return !contentId.isEmpty();
  }
}
