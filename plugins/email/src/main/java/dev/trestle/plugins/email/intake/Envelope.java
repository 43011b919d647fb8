package dev.trestle.plugins.email.intake;

import java.util.List;

/**
 * What a server says about a message beside its bytes.
 *
 * @param sender where failures go, without angle brackets; empty when there is no such place or
 *     nobody said
 * @param recipients whom the server was told to deliver it to; empty when nobody said
 * @param origin for people, such as {@code imap INBOX 4711}
 */
public record Envelope(String sender, List<String> recipients, String origin) {
  public Envelope {
    recipients = List.copyOf(recipients);
  }

  /** The envelope of a message of which only the bytes are known. */
  public static Envelope unknown(String origin) {
    return new Envelope("", List.of(), origin);
  }
}
