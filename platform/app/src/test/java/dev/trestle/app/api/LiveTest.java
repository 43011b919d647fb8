package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import dev.trestle.graphql.engine.Subscription;
import dev.trestle.sdk.schema.LiveItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration NOW = Duration.ofMillis(1);

  @TempDir Path folder;
  @AutoClose private ApiDesk api;

  @BeforeEach
  void open() throws Exception {
    api = new ApiDesk(folder);
  }

  @Test
  void tellsOfTicketsThatPassTheFilter() throws Exception {
    try (Subscription live =
        api.subscribe(
            api.admin,
            "subscription { ticketChanged(filter: {priority: {eq: URGENT}}) { cursor ticket { subject priority }"
                + " event { type changes { field after } message { text } } } }")) {
      api.ticket("Quiet", Map.of());
      api.ticket("Loud", Map.of("priority", "URGENT", "text", "now!"));
      LiveItem item = live.next(SOON);
      assertNotNull(item);
      JsonNode told = api.render(live, item, api.admin).at("/data/ticketChanged");
      assertEquals("Loud", told.at("/ticket/subject").asText(), told.toString());
      assertEquals("TicketCreated", told.at("/event/type").asText());
      assertEquals("now!", told.at("/event/message/text").asText());
      assertEquals(item.cursor(), told.get("cursor").asText());
      assertNull(live.next(NOW));
    }
  }

  @Test
  void resumesBehindAnyCursorWithoutGapOrRepeat() throws Exception {
    String first =
        read("subscription { events { cursor type ticket { subject } } }", null).getFirst();
    assertEquals("", first);
    List<String> cursors = new ArrayList<>();
    List<String> all = new ArrayList<>();
    try (Subscription live =
        api.subscribe(api.admin, "subscription { events { cursor ticket { subject } } }")) {
      for (int i = 0; i < 5; i++) {
        api.ticket("T" + i, Map.of());
      }
      importTwo();
      for (LiveItem item = live.next(SOON); item != null; item = live.next(NOW)) {
        cursors.add(item.cursor());
        all.add(api.render(live, item, api.admin).at("/data/events/ticket/subject").asText());
      }
    }
    for (int cut = 0; cut < cursors.size(); cut++) {
      try (Subscription live =
          api.subscribe(
              api.admin,
              "subscription { events(after: \""
                  + cursors.get(cut)
                  + "\") { ticket { subject } } }")) {
        List<String> rest = new ArrayList<>();
        for (LiveItem item = live.next(NOW); item != null; item = live.next(NOW)) {
          rest.add(api.render(live, item, api.admin).at("/data/events/ticket/subject").asText());
        }
        assertEquals(all.subList(cut + 1, all.size()), rest);
      }
    }
  }

  private List<String> read(String query, Viewer viewer) throws InterruptedException {
    try (Subscription live = api.subscribe(viewer == null ? api.admin : viewer, query)) {
      LiveItem item = live.next(NOW);
      return List.of(item == null ? "" : String.valueOf(item.cursor()));
    }
  }

  private void importTwo() {
    api.data(
        api.admin,
        """
        mutation { ticketsImport(input: {tickets: [
          {externalKey: "1", subject: "I1", history: [{at: "2016-02-29T01:00:00Z"}, {at: "2016-02-29T02:00:00Z", priority: HIGH}]},
          {externalKey: "2", subject: "I2", history: [{at: "2016-02-29T01:00:00Z"}]}]}) { userErrors { code message } } }
        """);
  }

  @Test
  void aContactHearsOfItsOwnTicketsOnly_andOfNoNotes() throws Exception {
    Viewer carl = api.contact("Carl", api.company("Acme"), "contact");
    try (Subscription live =
        api.subscribe(
            carl, "subscription { events { type ticket { subject } changes { field } reason } }")) {
      api.ticket("Other", Map.of());
      String own =
          api.ticket("Own", Map.of("requesterId", carl.id().toString(), "tags", List.of("x")));
      api.data(
          api.admin,
          "mutation($t: ID!) { ticketNote(input: {ticketId: $t, text: \"hush\"}) { userErrors { code } }"
              + " ticketTag(input: {ticketId: $t, tags: [\"y\"]}) { userErrors { code } }"
              + " ticketResolve(input: {ticketId: $t}) { userErrors { code } } }",
          Map.of("t", own));
      List<String> types = new ArrayList<>();
      for (LiveItem item = live.next(SOON);
          item != null;
          item = live.next(Duration.ofMillis(200))) {
        JsonNode told = api.render(live, item, carl).at("/data/events");
        types.add(told.get("type").asText() + told.get("changes"));
      }
      assertEquals(
          List.of(
              "TicketCreated[{\"field\":\"subject\"},{\"field\":\"status\"},{\"field\":\"priority\"}]",
              "TicketResolved[{\"field\":\"status\"}]"),
          types);
    }
  }

  @Test
  void refusesForeignCursorsAndForbiddenFilters() {
    Viewer carl = api.contact("Carl", api.company("Acme"), "contact");
    for (Map.Entry<String, String> each :
        Map.of(
                "subscription { events(after: \"nonsense\") { type } }", "CURSOR_INVALID",
                "subscription { events(after: \"OTk5OTk5LjA\") { type } }", "CURSOR_INVALID",
                "subscription { events(filter: {ticketId: \"7\"}) { type } }", "ID_MALFORMED",
                "subscription { ticketChanged(filter: {source: {eq: \"x\"}}) { cursor } }",
                    "FILTER_FORBIDDEN")
            .entrySet()) {
      switch (api.engine.subscribe(
          dev.trestle.graphql.engine.GraphQlRequest.of(each.getKey()), api.context(carl))) {
        case Subscription.Opening.Opened opened -> throw new AssertionError(each.getKey());
        case Subscription.Opening.Refused refused ->
            assertEquals(
                true,
                refused.response().text().contains(each.getValue()),
                refused.response().text());
      }
    }
  }
}
