package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingTest {
  private static final String CREATE =
      "mutation($i: TicketCreateInput!) { ticketCreate(input: $i) { ticket { id number subject }"
          + " userErrors { type code path message } } }";

  @TempDir Path folder;
  @AutoClose private ApiDesk api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
  }

  private JsonNode create(Map<String, Object> input) {
    return api.data(api.admin, CREATE, Map.of("i", input)).get("ticketCreate");
  }

  @Test
  void tellsAllProblemsAtOnce_eachAtItsPlace() {
    JsonNode refused =
        create(
            Map.of(
                "subject",
                " ",
                "queueId",
                "7",
                "tags",
                java.util.List.of("ok"),
                "assigneeId",
                "x"));
    assertTrue(refused.get("ticket").isNull());
    assertEquals("ID_MALFORMED", refused.at("/userErrors/0/code").asText());
    assertEquals("[\"input\",\"queueId\"]", refused.at("/userErrors/0/path").toString());
    assertEquals("[\"input\",\"assigneeId\"]", refused.at("/userErrors/1/path").toString());
    assertEquals("[\"input\",\"subject\"]", refused.at("/userErrors/2/path").toString());
    assertEquals(3, refused.get("userErrors").size(), refused.toString());
    JsonNode unknown = create(Map.of("subject", " ", "assigneeId", UUID.randomUUID().toString()));
    assertEquals(2, unknown.get("userErrors").size(), unknown.toString());
  }

  @Test
  void theSameKeyGivesTheSameAnswer_andRefusesAnotherInput() {
    String key = "01890a5d-ac96-774b-bcce-b302099a8057";
    JsonNode first = create(Map.of("subject", "A", "operationKey", key));
    String id = first.at("/ticket/id").asText();
    api.data(
        api.admin,
        "mutation($t: ID!) { ticketEdit(input: {ticketId: $t, subject: \"B\"}) { userErrors { code } } }",
        Map.of("t", id));
    assertEquals(first, create(Map.of("subject", "A", "operationKey", key)));
    JsonNode other = create(Map.of("subject", "C", "operationKey", key));
    assertEquals("OPERATION_KEY_REUSED", other.at("/userErrors/0/code").asText());
    assertEquals(
        1,
        api.data(api.admin, "{ tickets(first: 5) { totalCount } }")
            .at("/tickets/totalCount")
            .asInt());
  }

  @Test
  void aDryRunShowsWhatWouldBeAndChangesNothing() {
    JsonNode dry = create(Map.of("subject", "A", "dryRun", true));
    assertEquals("A", dry.at("/ticket/subject").asText());
    assertEquals(
        0,
        api.data(api.admin, "{ tickets(first: 5) { totalCount } }")
            .at("/tickets/totalCount")
            .asInt());
  }

  @Test
  void anExpectedVersionThatMovedOnIsAConflict() {
    String id = api.ticket("A", Map.of());
    String resolve =
        "mutation($t: ID!, $v: Int) { ticketResolve(input: {ticketId: $t, expectedVersion: $v}) {"
            + " ticket { status { category } resolvedAt version } userErrors { type code path } } }";
    JsonNode done = api.data(api.admin, resolve, Map.of("t", id, "v", 1));
    assertEquals("RESOLVED", done.at("/ticketResolve/ticket/status/category").asText());
    assertEquals(2, done.at("/ticketResolve/ticket/version").asInt());
    JsonNode moved = api.data(api.admin, resolve, Map.of("t", id, "v", 1));
    assertEquals("VERSION_MOVED", moved.at("/ticketResolve/userErrors/0/code").asText());
    assertEquals("CONFLICT", moved.at("/ticketResolve/userErrors/0/type").asText());
  }

  @Test
  void absentLeavesNullRemovesAndAValueSets() {
    String ada = api.admin.id().toString();
    String id = api.ticket("A", Map.of("assigneeId", ada));
    String assign =
        "mutation($i: TicketAssignInput!) { ticketAssign(input: $i) { ticket { assignee { name } }"
            + " userErrors { code } } }";
    String team =
        api.data(api.admin, "{ teams(first: 1) { nodes { id } } }")
            .at("/teams/nodes/0/id")
            .asText();
    JsonNode left =
        api.data(api.admin, assign, Map.of("i", Map.of("ticketId", id, "teamId", team)));
    assertEquals("Ada", left.at("/ticketAssign/ticket/assignee/name").asText());
    Map<String, Object> none = new java.util.LinkedHashMap<>();
    none.put("ticketId", id);
    none.put("assigneeId", null);
    JsonNode removed = api.data(api.admin, assign, Map.of("i", none));
    assertTrue(removed.at("/ticketAssign/ticket/assignee").isNull());
  }

  @Test
  void linksParentsAndGatesWorkThroughTheApi() {
    String parent = api.ticket("Parent", Map.of());
    String child = api.ticket("Child", Map.of("parentId", parent));
    JsonNode refused =
        api.data(
            api.admin,
            "mutation($t: ID!) { ticketResolve(input: {ticketId: $t}) { userErrors { code type } } }",
            Map.of("t", parent));
    assertEquals("CHILDREN_OPEN", refused.at("/ticketResolve/userErrors/0/code").asText());
    JsonNode linked =
        api.data(
            api.admin,
            "mutation($a: ID!, $b: ID!) { ticketLink(input: {ticketId: $a, otherTicketId: $b, kind: BLOCKS})"
                + " { link { id direction ticket { subject links { direction kind ticket { subject } } } }"
                + " userErrors { code } } }",
            Map.of("a", child, "b", parent));
    assertEquals("OUTWARD", linked.at("/ticketLink/link/direction").asText());
    assertEquals("INWARD", linked.at("/ticketLink/link/ticket/links/0/direction").asText());
  }

  @Test
  void importsKeepTheirTimes_andRepeatingSkips() {
    String importing =
        """
        mutation { ticketsImport(input: {tickets: [{externalKey: "INC1", number: "INC0001", subject: "Old",
            requester: "Caller 7", company: "Acme", history: [
              {at: "2016-02-29T01:00:00Z", status: "new", team: "Group 70"},
              {at: "2016-02-29T02:00:00Z", status: "open", assignee: "Resolver 1"},
              {at: "2016-03-05T03:00:00Z", status: "closed", comment: "done"}]}]}) {
          created { number createdAt closedAt reassignmentCount requester { name } company { name }
            assignee { name } history(first: 10) { nodes { type at } } }
          skipped { number } userErrors { code message path } } }
        """;
    JsonNode first = api.data(api.admin, importing).get("ticketsImport");
    assertEquals("INC0001", first.at("/created/0/number").asText(), first.toString());
    assertEquals("2016-02-29T01:00:00.000Z", first.at("/created/0/createdAt").asText());
    assertEquals("2016-03-05T03:00:00.000Z", first.at("/created/0/closedAt").asText());
    JsonNode again = api.data(api.admin, importing).get("ticketsImport");
    assertEquals(0, again.get("created").size());
    assertEquals("INC0001", again.at("/skipped/0/number").asText());
  }

  @Test
  void theDirectoryIsKeptThroughTheApi() {
    JsonNode queue =
        api.data(
            api.admin,
            "mutation($a: ID!) { queueCreate(input: {name: \"Field\", watcherAgentIds: [$a]}) { queue { id"
                + " version statuses { key category } watcherAgents { name } } userErrors { code message } } }",
            Map.of("a", api.admin.id().toString()));
    assertEquals(
        "Ada", queue.at("/queueCreate/queue/watcherAgents/0/name").asText(), queue.toString());
    JsonNode field =
        api.data(
            api.admin,
            "mutation { customFieldDefine(input: {target: TICKET, key: \"serial\", label: \"Serial\", type: INTEGER})"
                + " { customField { key type } userErrors { code message } } }");
    assertEquals(
        "INTEGER", field.at("/customFieldDefine/customField/type").asText(), field.toString());
    api.ticket(
        "With serial",
        Map.of("customFields", java.util.List.of(Map.of("key", "serial", "value", "42"))));
    JsonNode found =
        api.data(
            api.admin,
            "{ tickets(first: 5, filter: {customFields: [{key: \"serial\", gte: \"42\"}]}, orderBy: [{field:"
                + " CUSTOM_FIELD, customField: \"serial\"}]) { nodes { customFields { key value type } } } }");
    assertEquals("42", found.at("/tickets/nodes/0/customFields/0/value").asText());
  }
}
