package dev.trestle.app.imports;

import dev.trestle.app.client.Answer;
import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.operate.OfflineDesk;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.directory.SetUpDesk;
import dev.trestle.sdk.desk.PrincipalKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real desk in a folder, asked through its API. */
final class TestDesk implements AutoCloseable {
  private static final int PAGE = 40;

  private static final String TICKETS =
      """
      query ($queue: String!, $first: Int!, $after: Cursor) {
        tickets(
          first: $first
          after: $after
          filter: {queue: {externalKey: {eq: $queue}}}
          orderBy: [{field: CREATED_AT}]
        ) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes {
            number
            status { name }
            priority
            createdAt
            resolvedAt
            closedAt
            reopenCount
            reassignmentCount
            team { name }
            requester { name }
            customFields { key value }
            history(first: 200) {
              totalCount
              nodes { at type changes { field after afterLabel } }
            }
          }
        }
      }\
      """;

  private final OfflineDesk desk;
  private final GraphQlCaller api;

  TestDesk(Path data) throws IOException {
    this.desk = OfflineDesk.open(data);
    this.api = desk.api();
    if (desk.desk().snapshot().sequence() == 0) {
      Viewer system =
          new Viewer(null, PrincipalKind.SYSTEM, "set-up", null, List.of(), Set.of(), null);
      Outcome outcome =
          desk.desk()
              .execute(
                  new SetUpDesk("Test", "Admin", "admin@example.org", "-", false, "UTC"),
                  new Envelope(system, null, 0, false, null));
      if (!outcome.done()) {
        throw new IllegalStateException(outcome.problems().toString());
      }
    }
  }

  GraphQlCaller api() {
    return api;
  }

  /** Hands over every ticket of a queue with its whole history, page by page. */
  int eachTicket(String queueKey, Consumer<Answer> visitor) throws CallFailed {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    variables.put("queue", queueKey);
    variables.put("first", PAGE);
    int seen = 0;
    while (true) {
      Answer page = api.call(TICKETS, variables).object("tickets");
      List<Answer> nodes = page.objects("nodes");
      nodes.forEach(visitor);
      seen += nodes.size();
      if (!page.object("pageInfo").truth("hasNextPage")) {
        return seen;
      }
      variables.put("after", page.object("pageInfo").text("endCursor"));
    }
  }

  /** How many tickets pass a filter, given as GraphQL text. */
  int count(String filter) throws CallFailed {
    return api.call("{ tickets(first: 1, filter: " + filter + ") { totalCount } }", Map.of())
        .object("tickets")
        .number("totalCount");
  }

  @Override
  public void close() throws IOException {
    desk.close();
  }
}
