package dev.trestle.app.exports;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object a line: a ticket with its messages, named as in the API. */
final class JsonLines implements TicketSink {
  private final OutputStream out;

  JsonLines(OutputStream out) {
    this.out = out;
  }

  @Override
  public void ticket(Answer ticket, List<Answer> messages) throws IOException {
    Map<String, @Nullable Object> line = new LinkedHashMap<>(ticket.members());
    line.put("messages", messages.stream().map(Answer::members).toList());
    out.write(Json.bytes(line));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
