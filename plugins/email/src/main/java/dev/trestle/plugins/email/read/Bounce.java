package dev.trestle.plugins.email.read;

import java.util.List;

/**
 * What a mail system says became of a message.
 *
 * @param recipients whom it concerns, in the order of the report; empty when it names nobody
 * @param originalMessageId of the message that was sent, without angle brackets; empty when the
 *     report does not repeat it
 */
public record Bounce(List<Failure> recipients, String originalMessageId) {
  public Bounce {
    recipients = List.copyOf(recipients);
  }

  /** Whether an address is known to be of no use any more. */
  public boolean isHard() {
    return recipients.stream().anyMatch(Failure::hard);
  }

  /**
   * What became of one recipient's copy.
   *
   * @param address that the message was sent to; empty when the report does not name it
   * @param hard whether mail will never arrive there, so that the address is not to be used again
   * @param status of RFC 3463, such as {@code 5.1.1}; found out from the words when the report has
   *     none
   * @param diagnostic what the report says, for people
   */
  public record Failure(
      String address, boolean hard, String status, BounceReason reason, String diagnostic) {}
}
