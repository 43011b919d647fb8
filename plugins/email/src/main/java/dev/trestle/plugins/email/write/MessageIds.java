package dev.trestle.plugins.email.write;

import java.util.UUID;

/** Names of messages, without their angle brackets. */
public final class MessageIds {
  private static final int LENGTH_MAX = 500;

  private MessageIds() {}

  /** The id of the letter with this key, sent from this domain: the same each time. */
  public static String of(UUID key, String domain) {
    return "trestle." + key + "@" + (domain.isEmpty() ? "desk.invalid" : domain);
  }

  /** Whether an id can be written into a header as it is: others' ids are not always sound. */
  public static boolean isSound(String id) {
    return !id.isEmpty()
        && id.length() <= LENGTH_MAX
        && id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>');
  }
}
