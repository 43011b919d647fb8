package dev.trestle.app.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.trestle.app.client.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values after RFC 4180, one row a message: the ticket's columns, then the
 * message's. A ticket without messages has one row with the latter empty.
 */
final class CsvRows implements TicketSink {
  private static final List<String> HEADER =
      List.of(
          "number",
          "subject",
          "status",
          "statusCategory",
          "priority",
          "type",
          "queue",
          "requester",
          "company",
          "site",
          "assignee",
          "team",
          "tags",
          "customFields",
          "createdAt",
          "updatedAt",
          "dueAt",
          "resolvedAt",
          "closedAt",
          "messageKind",
          "messageAt",
          "messageAuthor",
          "messageText");

  private final CsvWriter writer;

  CsvRows(OutputStream out) {
    this.writer =
        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
    writer.writeRecord(HEADER);
  }

  @Override
  public void ticket(Answer ticket, List<Answer> messages) {
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(ticket.text("number"));
    cells.add(ticket.text("subject"));
    cells.add(ticket.object("status").text("name"));
    cells.add(ticket.object("status").text("category"));
    cells.add(ticket.text("priority"));
    cells.add(ticket.text("type"));
    for (String party : List.of("queue", "requester", "company", "site", "assignee", "team")) {
      Answer found = ticket.optional(party);
      cells.add(found == null ? null : found.text("name"));
    }
    cells.add(String.join(" ", ticket.texts("tags")));
    cells.add(
        ticket.objects("customFields").stream()
            .map(field -> field.text("key") + "=" + field.text("value"))
            .collect(Collectors.joining("; ")));
    for (String time : List.of("createdAt", "updatedAt", "dueAt", "resolvedAt", "closedAt")) {
      cells.add(ticket.optionalText(time));
    }
    if (messages.isEmpty()) {
      write(cells, null);
    }
    messages.forEach(message -> write(cells, message));
  }

  private void write(List<@Nullable String> ticket, @Nullable Answer message) {
    List<@Nullable String> cells = new ArrayList<>(ticket);
    cells.add(message == null ? null : message.text("kind"));
    cells.add(message == null ? null : message.text("createdAt"));
    cells.add(message == null ? null : message.object("author").text("name"));
    cells.add(message == null ? null : message.text("text"));
    writer.writeRecord(cells.stream().map(CsvCell::of).toList());
  }

  @Override
  public void close() throws IOException {
    writer.flush();
  }
}
