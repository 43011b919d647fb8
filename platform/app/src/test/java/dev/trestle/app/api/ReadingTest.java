package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
  @TempDir Path folder;
  @AutoClose private ApiDesk api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
  }

  @Test
  void aFreshDeskAnswersWhoAsksAndTakesTheFirstTicket() {
    JsonNode viewer = api.data(api.admin, "{ viewer { id name kind permissions agent { name } } }");
    assertEquals("Ada", viewer.at("/viewer/agent/name").asText());
    assertEquals("AGENT", viewer.at("/viewer/kind").asText());
    JsonNode made =
        api.data(
            api.admin,
            """
            mutation { ticketCreate(input: {subject: "Printer", text: "It burns.", tags: ["Fire"]}) {
              ticket { id number subject version tags priority type
                status { key name category } queue { name openTicketCount }
                messages(last: 5) { totalCount nodes { id kind text author { name kind party { ... on Agent { email } } } } }
                history(first: 5) { nodes { type changes { field after } message { text } } } }
              userErrors { code } } }
            """);
    JsonNode ticket = made.at("/ticketCreate/ticket");
    assertEquals("Printer", ticket.get("subject").asText());
    assertEquals("[\"fire\"]", ticket.get("tags").toString());
    assertEquals("NEW", ticket.at("/status/category").asText());
    assertEquals(1, ticket.at("/queue/openTicketCount").asInt());
    assertEquals("It burns.", ticket.at("/messages/nodes/0/text").asText());
    assertEquals("ada@desk.example", ticket.at("/messages/nodes/0/author/party/email").asText());
    assertEquals("TicketCreated", ticket.at("/history/nodes/0/type").asText());
    assertEquals("It burns.", ticket.at("/history/nodes/0/message/text").asText());
    String id = ticket.get("id").asText();
    String message = ticket.at("/messages/nodes/0/id").asText();
    JsonNode nodes =
        api.data(
            api.admin,
            "query($t: ID!, $m: ID!) { a: node(id: $t) { __typename id } b: node(id: $m) { __typename"
                + " ... on Message { text ticket { id } } } ticketByNumber(number: \"1001\") { id }"
                + " desk { name version ticketCount } }",
            Map.of("t", id, "m", message));
    assertEquals("Ticket", nodes.at("/a/__typename").asText());
    assertEquals("It burns.", nodes.at("/b/text").asText());
    assertEquals(id, nodes.at("/ticketByNumber/id").asText());
    assertEquals(1, nodes.at("/desk/ticketCount").asInt());
  }

  @Test
  void nestedListsAreLoadedOncePerLevel_howeverManyParentsThereAre() {
    for (int i = 0; i < 30; i++) {
      api.ticket("T" + i, Map.of("text", "hello " + i));
    }
    api.batches.clear();
    JsonNode data =
        api.data(
            api.admin,
            """
            { tickets(first: 30) { totalCount nodes { subject assignee { name }
                messages(last: 3) { nodes { text attachments { id } } }
                history(first: 2) { nodes { type message { text } } }
                children(first: 5) { nodes { id messages(first: 1) { totalCount } } } } } }
            """);
    assertEquals(30, data.at("/tickets/totalCount").asInt());
    assertEquals(30, data.at("/tickets/nodes").size());
    assertEquals(
        List.of(
            "Ticket.messages x30",
            "Ticket.history x30",
            "Ticket.children x30",
            "Event.message x30"),
        api.batches);
  }

  @Test
  void pagesNeitherSkipNorRepeat_whileTicketsArrive() {
    for (int i = 0; i < 25; i++) {
      api.ticket("T" + i, Map.of("priority", i % 2 == 0 ? "HIGH" : "LOW"));
    }
    List<String> seen = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      Map<String, Object> variables = new java.util.LinkedHashMap<>();
      variables.put("after", after);
      JsonNode page =
          api.data(
              api.admin,
              "query($after: Cursor) { tickets(first: 4, after: $after, orderBy: [{field: PRIORITY},"
                  + " {field: CREATED_AT, direction: DESC}]) { nodes { subject } pageInfo {"
                  + " hasNextPage endCursor } } }",
              variables);
      page.at("/tickets/nodes").forEach(node -> seen.add(node.get("subject").asText()));
      more = page.at("/tickets/pageInfo/hasNextPage").asBoolean();
      after = page.at("/tickets/pageInfo/endCursor").asText();
      api.ticket("new " + seen.size(), Map.of("priority", "URGENT"));
    }
    List<String> old = seen.stream().filter(subject -> subject.startsWith("T")).toList();
    assertEquals(25, old.size());
    assertEquals(25, old.stream().distinct().count());
  }

  @Test
  void filtersComposeThroughRelations() {
    String acme = api.company("Acme");
    String ada = api.admin.id().toString();
    api.ticket("A", Map.of("companyId", acme, "assigneeId", ada, "tags", List.of("vpn", "red")));
    api.ticket("B", Map.of("companyId", acme, "tags", List.of("vpn")));
    api.ticket("C", Map.of("dueAt", "2031-04-01T00:00:00Z"));
    assertEquals(
        "A", found("{company: {name: {startsWith: \"ac\"}}, assignee: {name: {eq: \"Ada\"}}}"));
    assertEquals("B", found("{tags: {hasAny: [\"vpn\"], hasNone: [\"red\"]}}"));
    assertEquals("B,C", found("{assigneeId: {isNull: true}}"));
    assertEquals(
        "C", found("{dueAt: {gte: \"2031-03-31T22:00:00Z\", lt: \"2031-04-02T00:00:00Z\"}}"));
    assertEquals(
        "A,C", found("{or: [{subject: {eq: \"A\"}}, {not: {companyId: {eq: \"" + acme + "\"}}}]}"));
    assertEquals("", found("{or: []}"));
    assertEquals("A,B,C", found("{and: [], open: true, assignee: null}"));
    assertEquals("", found("{id: {eq: \"00000000-0000-4000-8000-000000000000\"}}"));
  }

  @Test
  void refusesWhatIsNoId_inAnyFilter() {
    String query = "query($f: TicketFilter) { tickets(first: 5, filter: $f) { totalCount } }";
    List<String> malformed = List.of("00000000-0000-4000-8000-000000000000", "nonsense");
    for (Map<String, Object> filter :
        List.<Map<String, Object>>of(
            Map.of("id", Map.of("eq", "nonsense")),
            Map.of("queueId", Map.of("notIn", malformed)),
            Map.of("watchers", Map.of("hasNone", malformed)),
            Map.of("not", Map.of("company", Map.of("id", Map.of("ne", "7")))),
            Map.of("or", List.of(Map.of("assigneeId", Map.of("in", malformed)))))) {
      assertEquals(
          "ID_MALFORMED", api.code(api.admin, query, Map.of("f", filter)), filter.toString());
    }
    assertEquals(
        "filter.queueId.in.1 is no id of this desk. Take ids from the desk's answers.",
        api.ask(api.admin, query, Map.of("f", Map.of("queueId", Map.of("in", malformed))))
            .at("/errors/0/message")
            .asText());
  }

  private String found(String filter) {
    JsonNode data =
        api.data(
            api.admin,
            "{ tickets(first: 50, filter: "
                + filter
                + ", orderBy: [{field: SUBJECT}])"
                + " { totalCount nodes { subject } } }");
    List<String> subjects = new ArrayList<>();
    data.at("/tickets/nodes").forEach(node -> subjects.add(node.get("subject").asText()));
    assertEquals(subjects.size(), data.at("/tickets/totalCount").asInt());
    return String.join(",", subjects);
  }

  @Test
  void refusesPageSizesAndForeignCursors_withTheBoundInWords() {
    String query = "query($f: Int, $a: Cursor) { tickets(first: $f, after: $a) { totalCount } }";
    assertEquals("PAGE_SIZE", api.code(api.admin, query, Map.of("f", 201)));
    assertEquals("PAGE_SIZE", api.code(api.admin, query, Map.of("f", 0)));
    assertEquals("PAGE_SIZE_REQUIRED", api.code(api.admin, query, Map.of()));
    assertEquals("CURSOR_INVALID", api.code(api.admin, query, Map.of("f", 1, "a", "x")));
    assertEquals(
        "ID_MALFORMED",
        api.code(api.admin, "query($i: ID!) { ticket(id: $i) { id } }", Map.of("i", "7")));
  }

  @Test
  void messagesOfAMergedTicketStandInTheOneThatGoesOn() {
    String kept = api.ticket("Kept", Map.of("text", "one"));
    String gone = api.ticket("Gone", Map.of("text", "two"));
    api.data(
        api.admin,
        "mutation($t: ID!) { ticketComment(input: {ticketId: $t, text: \"three\"}) { userErrors { code } } }",
        Map.of("t", kept));
    JsonNode merged =
        api.data(
            api.admin,
            "mutation($t: ID!, $i: ID!) { ticketMerge(input: {ticketId: $t, intoTicketId: $i}) { into {"
                + " mergedTickets { subject } messages(first: 10) { totalCount nodes { text ticket {"
                + " subject } } } } userErrors { code } } }",
            Map.of("t", gone, "i", kept));
    JsonNode messages = merged.at("/ticketMerge/into/messages");
    assertEquals(3, messages.get("totalCount").asInt());
    assertEquals("two", messages.at("/nodes/1/text").asText());
    assertEquals("Gone", messages.at("/nodes/1/ticket/subject").asText());
    assertEquals("Gone", merged.at("/ticketMerge/into/mergedTickets/0/subject").asText());
  }

  @Test
  void whoeverWroteFindsItAtOnce() {
    api.ticket("Quarterly spectrometer", Map.of("text", "calibration drifts"));
    JsonNode found =
        api.data(
            api.admin,
            "{ search(query: \"spectrometer\", facets: true) { totalCount nodes { __typename ... on Ticket"
                + " { subject } } edges { cursor highlights { field fragment spans { start end } } }"
                + " facets { field values { value count } } pageInfo { hasNextPage } } }");
    assertTrue(found.at("/search/totalCount").asInt() >= 1, found.toString());
    assertEquals("Quarterly spectrometer", found.at("/search/nodes/0/subject").asText());
    assertFalse(found.at("/search/edges/0/highlights").isEmpty());
  }

  @Test
  void aSavedViewListsWhatItsFilterMeansNow() {
    api.ticket("Soon", Map.of("dueAt", "2031-03-04T00:00:00Z"));
    api.ticket("Later", Map.of("dueAt", "2032-01-01T00:00:00Z"));
    JsonNode made =
        api.data(
            api.admin,
            "mutation { savedViewCreate(input: {name: \"Due\", filter: {dueAt: {lt:"
                + " \"2031-04-01T00:00:00Z\"}, open: true}, orderBy: [{field: DUE_AT}], shared: true})"
                + " { savedView { definition owner { name } tickets(first: 5) { nodes { subject } } }"
                + " userErrors { code message } } }");
    assertEquals(
        "Soon",
        made.at("/savedViewCreate/savedView/tickets/nodes/0/subject").asText(),
        made.toString());
    assertEquals(1, made.at("/savedViewCreate/savedView/tickets/nodes").size());
    assertTrue(
        made.at("/savedViewCreate/savedView/definition")
            .asText()
            .contains("\"lt\":\"2031-04-01T00:00:00Z\""));
  }
}
