package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Experimental;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names one message for good: the ticket it was written on and its place in that ticket's timeline,
 * which it keeps when the ticket is merged. The public schema writes it as the id of {@code
 * Message}.
 *
 * @param place counted from 0, events included
 */
@Experimental(since = "0.1.0")
public record MessageId(UUID ticketId, int place) {
  private static final int UUID_CHARS = 36;
  private static final int PLACE_CHARS = 9;

  public MessageId {
    Objects.requireNonNull(ticketId);
    if (place < 0) {
      throw new IllegalArgumentException("places are counted from 0");
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @return null when the text is no such id
   */
  public static @Nullable MessageId of(String text) {
    if (text.length() <= UUID_CHARS + 1
        || text.length() > UUID_CHARS + 1 + PLACE_CHARS
        || text.charAt(UUID_CHARS) != '.'
        || !text.chars().skip(UUID_CHARS + 1).allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    String ticket = text.substring(0, UUID_CHARS);
    try {
      return new MessageId(
          UUID.fromString(ticket), Integer.parseInt(text.substring(UUID_CHARS + 1)));
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  /** As the public schema has it: the ticket's id, a dot, the place. */
  @Override
  public String toString() {
    return ticketId + "." + place;
  }
}
