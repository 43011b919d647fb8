package dev.trestle.plugins.email.transport;

import java.util.List;

/** Hands messages over to the server of a mailbox. */
public interface Submission {
  /**
   * Sends one message; returns when the server has answered, or there was no answer in time.
   *
   * @param from where failures go
   */
  Sent send(Sending over, String from, List<String> to, MessageBytes bytes)
      throws InterruptedException;
}
