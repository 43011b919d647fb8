package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.webhooks.WebhooksPlugin;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What people see and do about deliveries that did not arrive. */
class DeadLettersTest {
  private static final String HOST = "hooks.example.org";
  private static final Duration PAST_GIVING_UP = Duration.ofHours(80);
  private static final int WAITING_MAX = 1_000;
  private static final Pattern TYPE = Pattern.compile("\"type\":\"([A-Za-z]+)\"");
  private static final Pattern TICKET = Pattern.compile("\"ticket\":\\{\"id\":\"([^\"]+)\"");
  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");

  @AutoClose private final TestDesk desk = TestDesk.with(PluginUnderTest.of(WebhooksPlugin.class));
  private final TestPerson ada = desk.admin();

  private void webhook() {
    ada.does(
        "webhookCreate",
        Map.of(
            "name",
            "Chat",
            "url",
            "https://" + HOST + "/",
            "eventTypes",
            List.of("TicketCreated", "TicketTagged"),
            "payload",
            "{ type ticket { id } }"),
        "webhook { id }");
  }

  private void tag(String ticket, String tag) {
    ada.does("ticketTag", Map.of("ticketId", ticket, "tags", List.of(tag)), "");
    desk.settle();
  }

  private List<?> entries(String state) {
    Reply outbox =
        ada.ask(
            "query($s: OutboxState!) { outbox(first: 50, filter: { state: $s }) { nodes { id"
                + " pluginId channel orderKey state attempts nextAttemptAt lastError createdAt } }"
                + " }",
            Map.of("s", state));
    return (List<?>) outbox.at("outbox.nodes");
  }

  private static Object field(Object entry, String name) {
    return ((Map<?, ?>) entry).get(name);
  }

  private static String found(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    assertTrue(matcher.find(), body);
    return matcher.group(1);
  }

  /** The types of the events that were sent. */
  private List<String> sentSince(int before) {
    List<WebRequest> all = desk.network().requests();
    return all.subList(before, all.size()).stream()
        .map(request -> new String(request.body(), StandardCharsets.UTF_8))
        .map(body -> found(TYPE, body))
        .toList();
  }

  @Test
  void aDeadDeliveryIsSeen_andTriedAgainInItsOldPlace() {
    desk.network().host(HOST, 503);
    webhook();
    String ticket = ada.ticket("Printer on fire");
    desk.settle();
    String madeAt = String.valueOf(field(entries("PENDING").getFirst(), "createdAt"));
    desk.advance(PAST_GIVING_UP);
    tag(ticket, "behind");
    Object dead = entries("DEAD").getFirst();
    assertEquals("webhooks", field(dead, "pluginId"));
    assertEquals("http", field(dead, "channel"));
    assertEquals("Answered with status 503.", field(dead, "lastError"));
    assertNull(field(dead, "nextAttemptAt"));
    assertEquals(madeAt, field(dead, "createdAt"));
    int before = desk.network().requests().size();
    desk.network().host(HOST, 204);
    ada.does("outboxRetry", Map.of("outboxEntryId", field(dead, "id")), "outboxEntry { state }");
    desk.settle();
    desk.advance(Duration.ofMinutes(1));
    assertEquals(List.of("TicketCreated", "TicketTagged"), sentSince(before));
    assertEquals(List.of(), entries("DEAD"));
    assertEquals(List.of(), entries("PENDING"));
  }

  @Test
  void aDeliveryThatIsTriedAgain_hasItsTimeAnew_andKeepsTheTimeItWasMade() {
    desk.network().host(HOST, 503);
    webhook();
    ada.ticket("Printer on fire");
    desk.settle();
    desk.advance(PAST_GIVING_UP);
    Object dead = entries("DEAD").getFirst();
    ada.does("outboxRetry", Map.of("outboxEntryId", field(dead, "id")), "outboxEntry { state }");
    desk.settle();
    Object again = entries("PENDING").getFirst();
    assertEquals(field(dead, "id"), field(again, "id"));
    assertEquals(field(dead, "createdAt"), field(again, "createdAt"));
    assertEquals(1, ((Number) field(again, "attempts")).intValue());
    desk.advance(PAST_GIVING_UP);
    assertEquals(1, entries("DEAD").size());
  }

  @Test
  void whatStandsBehindADiscardedDelivery_goesOutAtOnce() {
    desk.network().host(HOST, 503);
    webhook();
    String ticket = ada.ticket("Printer on fire");
    desk.settle();
    desk.advance(Duration.ofHours(3));
    tag(ticket, "behind");
    List<?> pending = entries("PENDING");
    assertEquals(2, pending.size());
    int before = desk.network().requests().size();
    desk.network().host(HOST, 204);
    Object first =
        pending.stream()
            .filter(entry -> ((Number) field(entry, "attempts")).intValue() > 0)
            .findFirst()
            .orElseThrow();
    ada.does("outboxDiscard", Map.of("outboxEntryId", field(first, "id")), "removedId");
    desk.settle();
    assertEquals(List.of("TicketTagged"), sentSince(before));
    assertEquals(List.of(), entries("PENDING"));
  }

  @Test
  void anUnknownDelivery_isAnsweredWithACode() {
    Map<String, Object> unknown = Map.of("outboxEntryId", "01900000-0000-7000-8000-000000000001");
    assertEquals(
        List.of("DELIVERY_NOT_FOUND"),
        ada.tries("outboxRetry", unknown, "outboxEntry { id }").problems());
    assertEquals(
        List.of("DELIVERY_NOT_FOUND"), ada.tries("outboxDiscard", unknown, "removedId").problems());
  }

  @Test
  void whileAReceiverIsAway_theRestStaysInTheLog_andComesInOrderOnceItIsBack() {
    desk.network().host(HOST, 503);
    webhook();
    int tickets = 0;
    while (tickets++ < WAITING_MAX / 10) {
      String ticket = ada.ticket("Printer " + tickets);
      for (int i = 0; i < 11; i++) {
        ada.does("ticketTag", Map.of("ticketId", ticket, "tags", List.of("t" + i)), "");
      }
    }
    desk.settle();
    int waiting = ada.ask("{ outbox(first: 1) { totalCount } }").number("outbox.totalCount");
    assertTrue(waiting > 0 && waiting <= WAITING_MAX, waiting + " messages are held in memory");
    int before = desk.network().requests().size();
    desk.network().host(HOST, 204);
    desk.advance(Duration.ofHours(1));
    Map<String, List<Long>> sequences = new LinkedHashMap<>();
    List<WebRequest> all = desk.network().requests();
    for (WebRequest request : all.subList(before, all.size())) {
      String body = new String(request.body(), StandardCharsets.UTF_8);
      sequences
          .computeIfAbsent(found(TICKET, body), _ -> new ArrayList<>())
          .add(Long.valueOf(found(SEQUENCE, body)));
    }
    assertEquals(WAITING_MAX / 10, sequences.size());
    sequences.forEach((ticket, received) -> {
      assertEquals(12, received.size(), ticket);
      assertEquals(received.stream().sorted().toList(), received, ticket);
    });
  }
}
