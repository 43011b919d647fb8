package dev.trestle.plugins.email.read;

/**
 * A file that came with a message, or a message inside it.
 *
 * @param name for people, without folders and control characters; made up when there is none
 * @param type media type in small letters, such as {@code application/pdf}
 * @param disposition {@code attachment}, {@code inline}, or empty when the message does not say
 * @param contentId by which the message's html shows it, without angle brackets; empty when none
 * @param size in bytes, decoded
 * @param sha256 of the decoded bytes, in hex
 * @param content the decoded bytes, read out of the message each time they are opened
 */
public record Attachment(
    String name,
    String type,
    String disposition,
    String contentId,
    long size,
    String sha256,
    MailSource content) {
  /** Whether this is a message of its own, which a {@link MailReader} reads in turn. */
  public boolean isMessage() {
    return type.equals("message/rfc822") || type.equals("message/global");
  }

  Attachment named(String other) {
    return new Attachment(other, type, disposition, contentId, size, sha256, content);
  }
}
