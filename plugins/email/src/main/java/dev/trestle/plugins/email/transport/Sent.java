package dev.trestle.plugins.email.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a server did with a message. */
public sealed interface Sent {
  /** It has taken the message over. */
  record Accepted(String answer) implements Sent {}

  /**
   * Not now.
   *
   * @param after how long to wait at least; null when nobody said
   */
  record Retry(String reason, @Nullable Duration after) implements Sent {}

  /**
   * Never.
   *
   * @param status of RFC 3463, such as {@code 5.1.1}; empty when the server gave none
   * @param recipient whose address it refused; empty when it refused the message
   */
  record Refused(String reason, String status, String recipient) implements Sent {}
}
