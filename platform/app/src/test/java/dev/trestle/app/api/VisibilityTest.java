package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One desk, one secret on every path, and everybody who must not come near it. */
class VisibilityTest {
  private static final String SECRET = "marmalade";

  @TempDir Path folder;
  @AutoClose private ApiDesk api;
  private Viewer technician;
  private Viewer intake;
  private Viewer carl;
  private Viewer rival;
  private Viewer partner;
  private String own;
  private String foreign;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
    technician = api.agent("Tess", "technician");
    intake = api.agent("Ida", "intake");
    String acme = api.company("Acme");
    carl = api.contact("Carl", acme, "contact");
    rival = api.contact("Rita", api.company("Rivals"), "contact");
    partner = api.contact("Pia", api.company("Partners"), "partner");
    api.data(
        api.admin,
        "mutation { customFieldDefine(input: {target: TICKET, key: \"inner\", label: \"Inner\", type: TEXT})"
            + " { userErrors { code } } }");
    own =
        api.ticket(
            "Printer",
            Map.of(
                "text",
                "public words",
                "requesterId",
                carl.id().toString(),
                "assigneeId",
                technician.id().toString(),
                "tags",
                List.of("vpn"),
                "watcherIds",
                List.of(intake.id().toString()),
                "customFields",
                List.of(Map.of("key", "inner", "value", SECRET))));
    foreign = api.ticket(SECRET, Map.of("text", SECRET, "requesterId", rival.id().toString()));
    mutate("ticketNote(input: {ticketId: \"" + own + "\", text: \"" + SECRET + "\"})");
    mutate(
        "ticketLink(input: {ticketId: \""
            + own
            + "\", otherTicketId: \""
            + foreign
            + "\", kind: RELATES_TO})");
    mutate("ticketSetParent(input: {ticketId: \"" + own + "\", parentId: \"" + foreign + "\"})");
    mutate("ticketComment(input: {ticketId: \"" + own + "\", text: \"we look into it\"})");
  }

  private void mutate(String call) {
    JsonNode answer =
        api.data(api.admin, "mutation { m: " + call + " { userErrors { code message } } }");
    assertTrue(answer.at("/m/userErrors").isEmpty(), answer.toString());
  }

  private static final String EVERYTHING =
      """
      query($own: ID!) {
        ticket(id: $own) {
          subject tags source externalKey unansweredSince reassignmentCount
          queue { name } team { name } assignee { id name email phone active roles { key } teams { name } createdAt }
          requester { name email } company { name note domains }
          parent { subject } children(first: 5) { nodes { subject } }
          links { ticket { subject } } watchers { ... on Agent { name } ... on Contact { name } }
          sharedWith { name } customFields { key value } mergedTickets { subject }
          messages(first: 20) { totalCount nodes { kind text author { name party { __typename } } recordedBy { name } } }
          notes: messages(first: 20, kind: NOTE) { totalCount }
          history(first: 50) { totalCount nodes { type reason changes { field before after } message { text } } }
        }
        tickets(first: 50) { totalCount nodes { subject } }
        companies(first: 50) { nodes { name } } contacts(first: 50) { nodes { name } }
        agents(first: 50) { totalCount nodes { name } } teams(first: 5) { totalCount }
        queues(first: 5) { totalCount } roles(first: 5) { totalCount } customFields(first: 5) { totalCount }
        savedViews(first: 5) { totalCount } serviceUsers(first: 5) { totalCount }
        desk { ticketCount openTicketCount sequence agentCount defaultQueue { name } }
      }
      """;

  @Test
  void aContactSeesThePublicPartsOfItsOwnTicketsAndNoTraceOfTheRest() {
    JsonNode seen = api.data(carl, EVERYTHING, Map.of("own", own));
    assertFalse(seen.toString().contains(SECRET), seen.toString());
    JsonNode ticket = seen.get("ticket");
    assertEquals(
        "{\"id\":\""
            + technician.id()
            + "\",\"name\":\"Tess\",\"email\":null,\"phone\":null,"
            + "\"active\":null,\"roles\":[],\"teams\":[],\"createdAt\":null}",
        ticket.get("assignee").toString());
    assertTrue(ticket.get("queue").isNull());
    assertTrue(ticket.get("parent").isNull());
    assertTrue(ticket.get("watchers").isEmpty());
    assertEquals(2, ticket.at("/messages/totalCount").asInt());
    assertEquals(0, ticket.at("/notes/totalCount").asInt());
    assertEquals(1, seen.at("/tickets/totalCount").asInt());
    assertEquals(1, seen.at("/contacts/nodes").size());
    for (String list :
        List.of("agents", "teams", "queues", "roles", "customFields", "savedViews")) {
      assertEquals(0, seen.at("/" + list + "/totalCount").asInt(), list);
    }
    assertTrue(seen.at("/desk/ticketCount").isNull());
    ticket
        .at("/history/nodes")
        .forEach(event ->
            event
                .get("changes")
                .forEach(change ->
                    assertTrue(
                        List.of("subject", "status", "priority")
                            .contains(change.get("field").asText()))));
  }

  @Test
  void whoHasNothingToDoWithItFindsNothing() {
    for (Viewer stranger : List.of(rival, partner)) {
      JsonNode seen = api.data(stranger, EVERYTHING, Map.of("own", own));
      assertTrue(seen.get("ticket").isNull(), stranger.name());
      assertFalse(seen.toString().contains("Printer"), stranger.name());
    }
    assertEquals("SIGN_IN_REQUIRED", api.code(Viewer.ANONYMOUS, EVERYTHING, Map.of("own", own)));
  }

  @Test
  void aPartnerSeesATicketOnceItIsShared_andNotItsNotes() {
    mutate(
        "ticketShare(input: {ticketId: \""
            + own
            + "\", companyId: \""
            + partner.companyId()
            + "\"})");
    JsonNode seen = api.data(partner, EVERYTHING, Map.of("own", own));
    assertEquals("Printer", seen.at("/ticket/subject").asText());
    assertTrue(seen.at("/ticket/requester").isNull());
    assertFalse(seen.toString().contains(SECRET), seen.toString());
  }

  @Test
  void technicianAndIntakeReadNotesAndTheWholeTicket() {
    for (Viewer staff : List.of(technician, intake)) {
      JsonNode seen = api.data(staff, EVERYTHING, Map.of("own", own));
      assertEquals(3, seen.at("/ticket/messages/totalCount").asInt(), staff.name());
      assertEquals(1, seen.at("/ticket/notes/totalCount").asInt());
      assertEquals(SECRET, seen.at("/ticket/parent/subject").asText());
      assertEquals("[\"vpn\"]", seen.at("/ticket/tags").toString());
      assertEquals(2, seen.at("/tickets/totalCount").asInt());
      assertEquals(3, seen.at("/agents/totalCount").asInt());
    }
  }

  @Test
  void noteIdsOpenNothingForContacts() {
    JsonNode notes =
        api.data(
            api.admin,
            "query($t: ID!) { ticket(id: $t) { messages(first: 9, kind: NOTE) { nodes { id } } history(first: 50) {"
                + " nodes { id type } } } }",
            Map.of("t", own));
    String note = notes.at("/ticket/messages/nodes/0/id").asText();
    JsonNode node = api.data(carl, "query($i: ID!) { node(id: $i) { id } }", Map.of("i", note));
    assertTrue(node.get("node").isNull());
    for (JsonNode event : notes.at("/ticket/history/nodes")) {
      if (event.get("type").asText().equals("TicketNoted")) {
        JsonNode hidden =
            api.data(
                carl,
                "query($i: ID!) { node(id: $i) { id } }",
                Map.of("i", event.get("id").asText()));
        assertTrue(hidden.get("node").isNull());
      }
    }
    JsonNode others =
        api.data(
            carl,
            "query($a: ID!, $b: ID!) { nodes(ids: [$a, $b]) { id } }",
            Map.of("a", foreign, "b", technician.id().toString()));
    assertTrue(others.at("/nodes/0").isNull() && others.at("/nodes/1").isNull());
  }

  @Test
  void nobodyFiltersOrSortsByWhatHeMayNotRead() {
    String query = "query($f: TicketFilter) { tickets(first: 5, filter: $f) { totalCount } }";
    for (Map<String, Object> probe :
        List.<Map<String, Object>>of(
            Map.of("externalKey", Map.of("startsWith", "I")),
            Map.of("not", Map.of("unanswered", true)),
            Map.of("and", List.of(Map.of("source", Map.of("eq", "api")))),
            Map.of("assignee", Map.of("email", Map.of("contains", "a"))),
            Map.of("requester", Map.of("name", Map.of("eq", "Carl"))),
            Map.of("watchers", Map.of("hasAny", List.of(intake.id().toString()))),
            Map.of("parentId", Map.of("isNull", false)),
            Map.of("queue", Map.of("name", Map.of("eq", "Support"))))) {
      assertEquals("FILTER_FORBIDDEN", api.code(carl, query, Map.of("f", probe)), probe.toString());
    }
    assertEquals(
        "CUSTOM_FIELD_UNKNOWN",
        api.code(
            carl,
            query,
            Map.of("f", Map.of("customFields", List.of(Map.of("key", "inner", "eq", SECRET))))));
    assertEquals(
        "FILTER_FORBIDDEN",
        api.code(
            carl,
            "{ tickets(first: 5, orderBy: [{field: UNANSWERED_SINCE}]) { totalCount } }",
            Map.of()));
  }

  @Test
  void searchFindsCountsAndHighlightsOnlyWhatIsVisible() {
    String query =
        "query($q: String!) { search(query: $q, facets: true) { totalCount nodes { __typename } edges {"
            + " highlights { fragment } } facets { field values { value count } } correctedTerms } }";
    api.index.awaitSearchable(api.state().sequence());
    JsonNode hidden = api.data(carl, query, Map.of("q", SECRET));
    assertEquals(0, hidden.at("/search/totalCount").asInt(), hidden.toString());
    JsonNode shown = api.data(carl, query, Map.of("q", "public words"));
    assertEquals(true, shown.at("/search/totalCount").asInt() > 0, shown.toString());
    assertFalse(shown.toString().contains(SECRET), shown.toString());
    assertTrue(
        api.data(technician, query, Map.of("q", SECRET)).at("/search/totalCount").asInt() >= 2);
    assertEquals("FIELD_FORBIDDEN", api.code(Viewer.ANONYMOUS, query, Map.of("q", "x")));
  }

  @Test
  void searchingByAFieldOneMayNotRead_isSearchingForTheWords() {
    String query = "query($q: String!) { search(query: $q) { totalCount } }";
    api.index.awaitSearchable(api.state().sequence());
    assertEquals(
        api.data(carl, query, Map.of("q", "queue Support")).at("/search/totalCount").asInt(),
        api.data(carl, query, Map.of("q", "queue:Support")).at("/search/totalCount").asInt(),
        "the name of a queue cannot be guessed");
    assertTrue(
        api.data(technician, query, Map.of("q", "queue:Support")).at("/search/totalCount").asInt()
            > 0);
  }

  @Test
  void writingWithoutPermissionIsForbidden_andWhatIsHiddenIsNotFound() {
    String resolve =
        "mutation($t: ID!) { ticketResolve(input: {ticketId: $t}) { userErrors { code } } }";
    assertEquals("PERMISSION_MISSING", api.code(carl, resolve, Map.of("t", own)));
    assertEquals("SIGN_IN_REQUIRED", api.code(Viewer.ANONYMOUS, resolve, Map.of("t", own)));
    JsonNode hidden =
        api.data(
            carl,
            "mutation($t: ID!) { ticketComment(input: {ticketId: $t, text: \"hi\"}) { ticket { id }"
                + " userErrors { code } } }",
            Map.of("t", foreign));
    assertEquals("NOT_FOUND", hidden.at("/ticketComment/userErrors/0/code").asText());
  }
}
