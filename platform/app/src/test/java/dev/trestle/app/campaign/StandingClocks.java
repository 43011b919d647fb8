package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trestle.app.outside.DeskClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All clocks of a desk while time moves none of them: those that ended, and those that wait. */
final class StandingClocks {
  private static final String TICKETS =
      "query($after: Cursor) { tickets(first: 100, after: $after, orderBy: [{field: NUMBER}]) {"
          + " pageInfo { hasNextPage endCursor } nodes { id number sla { nextDueAt breached atRisk"
          + " clocks { kind state target used remaining startedAt endedAt dueAt atRiskAt breachedAt"
          + " steps { at } because { from to counted reason statusCategory } } } } } }";

  private StandingClocks() {}

  /** Ends every other ticket, and lets the rest wait for its requester. */
  static void stop(DeskClient admin) {
    boolean ends = true;
    for (JsonNode ticket : tickets(admin)) {
      String id = ticket.get("id").asText();
      if (ends) {
        admin.done("ticketResolve", Map.of("ticketId", id), "ticket { id }");
      } else {
        admin.done(
            "ticketChangeStatus",
            Map.of("ticketId", id, "status", "waiting_on_requester"),
            "ticket { id }");
      }
      ends = !ends;
    }
  }

  /**
   * What each clock says, in a line; but for the end of the wait that goes on, which is the
   * present.
   */
  static List<String> read(DeskClient admin) {
    List<String> lines = new ArrayList<>();
    for (JsonNode ticket : tickets(admin)) {
      for (JsonNode clock : ticket.at("/sla/clocks")) {
        Duration counted = Duration.ZERO;
        StringBuilder account = new StringBuilder();
        for (JsonNode part : clock.get("because")) {
          if (part.get("counted").asBoolean()) {
            counted = counted.plus(Duration.between(time(part, "from"), time(part, "to")));
          }
          account.append(' ').append(part.get("from")).append(part.get("reason"));
        }
        String number = ticket.get("number").asText();
        assertEquals(Duration.parse(clock.get("used").asText()), counted, number);
        lines.add(
            number + " " + ticket.at("/sla/nextDueAt") + account + " " + withoutAccount(clock));
      }
    }
    return lines;
  }

  private static String withoutAccount(JsonNode clock) {
    ObjectNode rest = clock.deepCopy();
    rest.remove("because");
    return rest.toString();
  }

  private static Instant time(JsonNode part, String field) {
    return Instant.parse(part.get(field).asText());
  }

  private static List<JsonNode> tickets(DeskClient admin) {
    List<JsonNode> all = new ArrayList<>();
    Map<String, @Nullable Object> after = new HashMap<>();
    for (boolean more = true; more; ) {
      JsonNode page = admin.data(TICKETS, after).get("tickets");
      page.get("nodes").forEach(all::add);
      more = page.at("/pageInfo/hasNextPage").asBoolean();
      after.put("after", page.at("/pageInfo/endCursor").asText());
    }
    return all;
  }
}
