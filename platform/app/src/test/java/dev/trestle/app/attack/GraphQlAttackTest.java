package dev.trestle.app.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.DeskClient.Reply;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The requests of known GraphQL attack tools, each held to the outcome its row demands. */
class GraphQlAttackTest {
  private static final String ROWS = "security/graphql/expected.jsonl";

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"));
  }

  @TestFactory
  List<DynamicTest> everyRowMeetsItsDemand() throws IOException {
    List<JsonNode> rows = SharedData.json(ROWS);
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.get("id").asText(), () -> attack(row)))
        .toList();
  }

  private void attack(JsonNode row) throws IOException {
    String id = row.get("id").asText();
    switch (id) {
      case "debug-ui" -> debugUi(desk.anonymous());
      case "nested-authz" -> nested(desk.admin(), row);
      default -> {
        for (DeskClient client : List.of(desk.anonymous(), desk.admin())) {
          demand(id, send(client, row.get("request")));
        }
      }
    }
  }

  private static Reply send(DeskClient client, JsonNode request) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .path("headers")
        .fields()
        .forEachRemaining(header -> headers.put(header.getKey(), header.getValue().asText()));
    String query = request.path("url_query").asText();
    JsonNode body = request.path("body");
    return client.send(
        request.get("method").asText(),
        "/graphql" + (query.isEmpty() ? "" : "?" + query),
        body.isMissingNode() ? null : body.asText().getBytes(StandardCharsets.UTF_8),
        request.path("content_type").asText(null),
        headers);
  }

  private static void demand(String id, Reply reply) {
    harmless(id, reply);
    switch (id) {
      case "alias-overload-100",
          "alias-overload-10000",
          "directive-overload-50000",
          "depth-200" -> {
        refused(reply);
        assertEquals("LIMIT", reply.json().at("/errors/0/extensions/type").asText(), reply.body());
      }
      case "directive-overload-10", "circular-fragments", "batch-array", "error-stack" ->
          refused(reply);
      case "suggestions" -> {
        refused(reply);
        for (String hint : List.of("tickets", "did you mean", "suggest")) {
          String errors = reply.json().get("errors").toString().toLowerCase(java.util.Locale.ROOT);
          assertFalse(errors.contains(hint), reply.body());
        }
      }
      case "get-query" -> assertEquals(405, reply.status(), reply.body());
      case "post-text-plain", "multipart-no-preflight" ->
          assertEquals(415, reply.status(), reply.body());
      case "tracing-header" -> {
        assertEquals("{\"data\":{\"__typename\":\"Query\"}}", reply.body());
      }
      case "persisted-miss" -> {
        refused(reply);
        assertEquals("PERSISTED_QUERY_NOT_SUPPORTED", reply.code());
      }
      default -> throw new AssertionError("The row " + id + " is new: write down its demand.");
    }
  }

  private static void refused(Reply reply) {
    assertTrue(reply.status() >= 200 && reply.status() < 500, reply.status() + reply.body());
    JsonNode answer = reply.json();
    assertTrue(answer.path("data").isMissingNode() || answer.get("data").isNull(), reply.body());
    assertFalse(reply.code().isEmpty(), reply.body());
  }

  /** Nothing of the inside shows in any answer. */
  private static void harmless(String id, Reply reply) {
    for (String inside :
        List.of("Exception", "dev.trestle", "graphql.", "java.", "\tat ", "SELECT", "tracing")) {
      assertFalse(reply.body().contains(inside), id + ": " + reply.body());
    }
  }

  private void debugUi(DeskClient client) throws IOException {
    for (String path : List.of("/playground", "/console", "/voyager", "/altair", "/h2-console")) {
      assertEquals(404, client.get(path).status(), path);
    }
    Map<String, String> closed = Map.of("server.graphiql", "false");
    try (ServedDesk without =
        ServedDesk.start(folder.resolve("closed"), closed, InstantSource.system())) {
      for (String path : List.of("/graphiql", "/graphiql/", "/graphiql/index.html", "/graphiQL")) {
        assertEquals(404, without.anonymous().get(path).status(), path);
      }
    }
  }

  /** The row names a field of its own; ours are refused or filtered on every path that exists. */
  private static void nested(DeskClient admin, JsonNode row) throws IOException {
    OwnAndForeign people = OwnAndForeign.make(admin);
    String body = row.at("/request/body").asText().replace("<own>", people.ownTicket());
    refused(people.contact().post(body));
    for (String inner :
        List.of(
            "messages(first: 50) { totalCount nodes { kind text } }",
            "messages(first: 50, kind: NOTE) { totalCount nodes { kind text } }",
            "history(first: 20) { nodes { type reason message { text } changes { after } } }")) {
      JsonNode seen =
          people
              .contact()
              .data(
                  "query($own: ID!) { ticket(id: $own) { requester { requestedTickets(first: 20) { totalCount"
                      + " nodes { subject "
                      + inner
                      + " } } } company { tickets(first: 20) { nodes { subject "
                      + inner
                      + " } } } } }",
                  Map.of("own", people.ownTicket()));
      assertFalse(seen.toString().contains(OwnAndForeign.SECRET), seen.toString());
      assertEquals(
          1, seen.at("/ticket/requester/requestedTickets/totalCount").asInt(), seen.toString());
    }
  }

  @Test
  void withIntrospectionOff_theSchemaIsNotTold() throws IOException {
    Map<String, String> closed = Map.of("graphql.introspection", "false");
    try (ServedDesk quiet =
        ServedDesk.start(folder.resolve("quiet"), closed, InstantSource.system())) {
      List<String> codes = new ArrayList<>();
      for (DeskClient client : List.of(quiet.anonymous(), quiet.admin())) {
        for (String query :
            List.of(
                "{ __schema { types { name } } }",
                "{ __type(name: \"Ticket\") { fields { name } } }",
                "query A { a: __typename ...F } fragment F on Query { __schema { types { name } } }")) {
          Reply reply = client.ask(query);
          refused(reply);
          codes.add(reply.code());
        }
        assertEquals("Query", client.data("{ __typename }").get("__typename").asText());
      }
      assertEquals(1, codes.stream().distinct().count(), codes.toString());
    }
  }
}
