package dev.trestle.plugins.email.read;

/**
 * A field of a message's header.
 *
 * @param name as written
 * @param raw its value on one line, in characters, but with encoded words as they are
 */
public record Header(String name, String raw) {
  /** The value with its encoded words decoded. */
  public String text() {
    return EncodedWords.decode(raw);
  }
}
