package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A served desk whose machine's clock is set back, or forward and back, while it runs. */
class ClockStepTest {
  private static final Instant START = Instant.parse("2031-03-03T09:00:00Z");
  private static final String TICKET = "ticket { id number createdAt updatedAt version }";

  @TempDir private Path folder;
  private final AtomicReference<Instant> clock = new AtomicReference<>(START);

  /** A desk that has run for a day already. */
  private ServedDesk start() throws IOException {
    ServedDesk desk = ServedDesk.start(folder, Map.of(), clock::get);
    step(Duration.ofDays(1));
    return desk;
  }

  private void step(Duration by) {
    clock.updateAndGet(now -> now.plus(by));
  }

  private static JsonNode create(DeskClient client, String subject, String key) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("subject", subject);
    input.put("operationKey", key);
    return client.done("ticketCreate", input, TICKET).get("ticket");
  }

  @Test
  void timesAndIdsNeverGoBack_whenTheClockDoes() throws IOException {
    try (ServedDesk desk = start()) {
      DeskClient admin = desk.admin();
      JsonNode before = create(admin, "Before", UUID.randomUUID().toString());
      step(Duration.ofMinutes(-90));
      DeskClient later = desk.admin();
      JsonNode after = create(later, "After", UUID.randomUUID().toString());
      assertFalse(time(after, "createdAt").isBefore(time(before, "createdAt")), after.toString());
      assertTrue(id(after).compareTo(id(before)) > 0, "ids keep their order");
      JsonNode edited =
          later
              .done(
                  "ticketEdit",
                  Map.of("ticketId", before.get("id").asText(), "subject", "Edited"),
                  TICKET)
              .get("ticket");
      assertFalse(time(edited, "updatedAt").isBefore(time(before, "updatedAt")));
      assertEquals(2, edited.get("version").asInt());
      JsonNode order =
          later.data("{ tickets(first: 9, orderBy: [{field: CREATED_AT}]) { nodes { subject } } }");
      assertEquals("Edited", order.at("/tickets/nodes/0/subject").asText(), order.toString());
    }
    step(Duration.ofHours(-30));
    try (ServedDesk desk = start()) {
      JsonNode again = create(desk.admin(), "Restarted", UUID.randomUUID().toString());
      assertFalse(time(again, "createdAt").isBefore(START), again.toString());
    }
  }

  @Test
  void anOperationKeyGivesItsAnswerAgain_whenTheClockStepsBack() throws IOException {
    String key = UUID.randomUUID().toString();
    JsonNode first;
    try (ServedDesk desk = start()) {
      first = create(desk.admin(), "Once", key);
      step(Duration.ofHours(-20));
      assertEquals(first, create(desk.admin(), "Once", key));
    }
    try (ServedDesk desk = start()) {
      DeskClient admin = desk.admin();
      assertEquals(first, create(admin, "Once", key));
      assertEquals(
          1, admin.data("{ tickets(first: 9) { totalCount } }").at("/tickets/totalCount").asInt());
    }
  }

  @Test
  void nobodyIsLockedOut_andNoTokenLivesLonger_whenTheClockStepsBack() throws IOException {
    try (ServedDesk desk = start()) {
      JsonNode tokens = desk.anonymous().signInTokens(ServedDesk.EMAIL, ServedDesk.PASSWORD);
      DeskClient early = desk.anonymous().bearing(tokens.get("accessToken").asText());
      step(Duration.ofHours(-2));
      // A token from what is now the future is refused, and whoever holds it signs in again.
      DeskClient.Reply refused = early.ask("{ viewer { name } }");
      assertTrue(refused.status() == 401 || refused.code().isEmpty(), refused.body());
      assertEquals(
          "Administrator", desk.admin().data("{ viewer { name } }").at("/viewer/name").asText());
      step(Duration.ofHours(2).plusDays(400));
      assertEquals(401, early.ask("{ viewer { name } }").status());
      DeskClient.Reply refreshed =
          desk.anonymous()
              .ask(
                  DeskClient.call("tokenRefresh", "accessToken"),
                  Map.of("i", Map.of("refreshToken", tokens.get("refreshToken").asText())));
      assertFalse(refreshed.code().isEmpty(), refreshed.body());
    }
  }

  @Test
  void peopleGoOnSigningIn_whenTheClockStepsBackBehindTheFirstStart() throws IOException {
    try (ServedDesk desk = start()) {
      step(Duration.ofDays(-5));
      JsonNode tokens = desk.anonymous().signInTokens(ServedDesk.EMAIL, ServedDesk.PASSWORD);
      DeskClient admin = desk.anonymous().bearing(tokens.get("accessToken").asText());
      assertEquals("Administrator", admin.data("{ viewer { name } }").at("/viewer/name").asText());
    }
    try (ServedDesk desk = start()) {
      assertEquals(
          "Administrator", desk.admin().data("{ viewer { name } }").at("/viewer/name").asText());
    }
  }

  @Test
  void aSavedViewKeepsItsNestedFilter_overARestart() throws IOException {
    String definition;
    try (ServedDesk desk = start()) {
      DeskClient admin = desk.admin();
      admin.done(
          "ticketCreate", Map.of("subject", "Pressing", "priority", "URGENT"), "ticket { id }");
      create(admin, "Usual", UUID.randomUUID().toString());
      JsonNode view =
          admin.done(
              "savedViewCreate",
              Map.of(
                  "name",
                  "Pressing",
                  "filter",
                  Map.of("priority", Map.of("in", new String[] {"URGENT"})),
                  "orderBy",
                  new Object[] {Map.of("field", "CREATED_AT")}),
              "savedView { definition tickets(first: 9) { totalCount } }");
      assertEquals(1, view.at("/savedView/tickets/totalCount").asInt(), view.toString());
      definition = view.at("/savedView/definition").asText();
    }
    try (ServedDesk desk = start()) {
      JsonNode view =
          desk.admin()
              .data(
                  "{ savedViews(first: 9) { nodes { definition tickets(first: 9) { totalCount } } } }")
              .at("/savedViews/nodes/0");
      assertEquals(definition, view.get("definition").asText());
      assertEquals(1, view.at("/tickets/totalCount").asInt(), view.toString());
    }
  }

  private static Instant time(JsonNode ticket, String field) {
    return Instant.parse(ticket.get(field).asText());
  }

  /** Ids of this time have the same width, so that their texts order as they do. */
  private static String id(JsonNode ticket) {
    return ticket.get("id").asText();
  }
}
