package dev.trestle.plugins.email.read;

import java.util.Locale;

/**
 * A mailbox as a message names it.
 *
 * @param name the display name, decoded; empty when there is none
 * @param address as written, without angle brackets; empty when the field holds only a name
 */
public record MailAddress(String name, String address) {
  /** The address to compare with: addresses that differ by case only are the same. */
  public String key() {
    return address.toLowerCase(Locale.ROOT);
  }

  /** What stands before the last at sign; the whole address when there is none. */
  public String local() {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  /** What stands behind the last at sign, in small letters; empty when there is none. */
  public String domain() {
    int at = address.lastIndexOf('@');
    return at < 0 ? "" : address.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether mail can be sent there: one at sign with something on both sides, and no blanks. */
  public boolean isUsable() {
    return !local().isEmpty()
        && domain().length() > 1
        && address.chars().noneMatch(c -> c <= ' ' || c == '>' || c == '<' || c == ',');
  }
}
