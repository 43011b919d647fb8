package dev.trestle.app.exports;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads every ticket the viewer sees, oldest first, with all its messages. */
public final class TicketExport {
  /** How the tickets are written. */
  public enum Format {
    /** One JSON object a line. */
    jsonl,
    /** One row a message, safe to open in a spreadsheet. */
    csv
  }

  private static final int TICKETS = 50;
  private static final int MESSAGES_AT_FIRST = 20;
  private static final int MESSAGES_FURTHER = 200;

  private static final String MESSAGES =
      """
      pageInfo { hasNextPage endCursor }
      nodes { id kind direction channel author { name kind } text createdAt }\
      """;

  private static final String PAGE =
      """
      query ($first: Int!, $after: Cursor, $messages: Int!) {
        tickets(first: $first, after: $after, orderBy: [{field: CREATED_AT}]) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes {
            id number subject status { key name category } priority type
            queue { name } requester { name } company { name } site { name }
            assignee { name } team { name } tags customFields { key value }
            createdAt updatedAt dueAt resolvedAt closedAt reopenCount reassignmentCount
            source externalKey version
            messages(first: $messages) { %s }
          }
        }
      }\
      """
          .formatted(MESSAGES);

  private static final String MORE =
      """
      query ($id: ID!, $first: Int!, $after: Cursor) {
        ticket(id: $id) { messages(first: $first, after: $after) { %s } }
      }\
      """
          .formatted(MESSAGES);

  private final GraphQlCaller desk;

  public TicketExport(GraphQlCaller desk) {
    this.desk = desk;
  }

  /**
   * Writes all tickets; the stream stays open.
   *
   * @return how many
   */
  public long run(Format format, OutputStream out, Progress progress) throws IOException {
    try (TicketSink sink =
        switch (format) {
          case jsonl -> new JsonLines(out);
          case csv -> new CsvRows(out);
        }) {
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      variables.put("first", TICKETS);
      variables.put("messages", MESSAGES_AT_FIRST);
      long written = 0;
      while (true) {
        Answer page = desk.call(PAGE, variables).object("tickets");
        for (Answer ticket : page.objects("nodes")) {
          List<Answer> messages = messages(ticket);
          ticket.members().remove("messages");
          sink.ticket(ticket, messages);
          written++;
        }
        progress.at(written, page.number("totalCount"));
        if (!page.object("pageInfo").truth("hasNextPage")) {
          return written;
        }
        variables.put("after", page.object("pageInfo").text("endCursor"));
      }
    }
  }

  private List<Answer> messages(Answer ticket) throws CallFailed {
    Answer page = ticket.object("messages");
    List<Answer> messages = new ArrayList<>(page.objects("nodes"));
    while (page.object("pageInfo").truth("hasNextPage")) {
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      variables.put("id", ticket.text("id"));
      variables.put("first", MESSAGES_FURTHER);
      variables.put("after", page.object("pageInfo").text("endCursor"));
      page = desk.call(MORE, variables).object("ticket").object("messages");
      messages.addAll(page.objects("nodes"));
    }
    return messages;
  }
}
