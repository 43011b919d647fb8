package dev.trestle.app.exports;

import dev.trestle.app.client.Answer;
import java.io.IOException;
import java.util.List;

/** Where exported tickets go. */
interface TicketSink extends AutoCloseable {
  /**
   * Takes one ticket.
   *
   * @param messages all of them, oldest first
   */
  void ticket(Answer ticket, List<Answer> messages) throws IOException;

  @Override
  void close() throws IOException;
}
