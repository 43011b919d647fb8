package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.webhooks.WebhooksPlugin;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.testkit.Done;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestNetwork;
import dev.trestle.testkit.TestPerson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final String HOST = "hooks.example.org";

  @AutoClose private final TestDesk desk = TestDesk.with(PluginUnderTest.of(WebhooksPlugin.class));
  private final TestPerson ada = desk.admin();

  WebhooksTest() {
    desk.network().host(HOST, 204);
  }

  @Test
  void aSubscriberGetsWhatItSelected_signedForWhoHoldsTheSecret() throws Exception {
    Done made = webhook(Map.of("payload", "{ type ticket { subject company { name } } }"));
    ada.ticket("Printer on fire");
    desk.settle();
    WebRequest sent = desk.network().requests().getFirst();
    assertEquals(
        "{\"type\":\"TicketCreated\",\"timestamp\":\"2031-03-03T09:00:00Z\",\"sequence\":"
            + desk.happened("TicketCreated").getFirst().sequence()
            + ",\"data\":{\"type\":\"TicketCreated\",\"ticket\":{\"subject\":\"Printer on"
            + " fire\",\"company\":null}}}",
        body(sent));
    assertEquals("https://hooks.example.org/desk", sent.uri().toString());
    assertEquals(
        String.valueOf(TestDesk.START.getEpochSecond()), header(sent, "webhook-timestamp"));
    assertEquals(signature(made.text("secret"), sent), header(sent, "webhook-signature"));
  }

  @Test
  void onlyWantedTypesOfTicketsThatPass_areSent() {
    webhook(
        Map.of(
            "eventTypes", List.of("TicketCreated", "TicketResolved"),
            "filter", Map.of("priority", Map.of("eq", "URGENT"))));
    Map<String, Object> urgent = Map.of("subject", "Fire", "priority", "URGENT");
    String fire = ada.does("ticketCreate", urgent, "ticket { id }").text("ticket.id");
    ada.ticket("New mouse");
    ada.does("ticketNote", Map.of("ticketId", fire, "text", "On my way"), "");
    ada.does("ticketResolve", Map.of("ticketId", fire), "");
    ada.does("companyCreate", Map.of("name", "Acme"), "");
    desk.settle();
    assertEquals(List.of("TicketCreated", "TicketResolved"), sentTypes());
  }

  @Test
  void whatAReceiverMisses_comesAgainUnderTheSameId_andInOrder() {
    AtomicInteger failures = new AtomicInteger(3);
    List<String> received = new ArrayList<>();
    desk.network()
        .host(
            HOST,
            request -> {
              if (failures.getAndDecrement() > 0) {
                return TestNetwork.answer(503, "");
              }
              received.add(type(request));
              return TestNetwork.answer(200, "");
            });
    webhook(Map.of());
    String ticket = ada.ticket("Printer on fire");
    ada.does("ticketTag", Map.of("ticketId", ticket, "tags", List.of("fire")), "");
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.settle();
    assertEquals(List.of(), received);
    desk.advance(Duration.ofHours(1));
    assertEquals(List.of("TicketCreated", "TicketTagged", "TicketResolved"), received);
    List<String> ids =
        desk.network().requests().stream().map(r -> header(r, "webhook-id")).toList();
    assertEquals(1, ids.subList(0, 4).stream().distinct().count(), ids.toString());
    assertEquals(3, ids.stream().distinct().count(), ids.toString());
  }

  @Test
  void aReceiverThatAsksForPeace_getsIt() {
    desk.network()
        .host(
            HOST,
            request -> new WebAnswer(429, Map.of("retry-after", List.of("7200")), new byte[0]));
    webhook(Map.of());
    ada.ticket("Printer on fire");
    desk.advance(Duration.ofHours(2).minusSeconds(1));
    assertEquals(1, desk.network().requests().size());
    desk.advance(Duration.ofSeconds(1));
    assertEquals(2, desk.network().requests().size());
  }

  @Test
  void after72Hours_aMessageIsSetAside_andTheNextGoesOn() {
    desk.network().host(HOST, 500);
    webhook(Map.of());
    String ticket = ada.ticket("Printer on fire");
    desk.advance(Duration.ofHours(80));
    int tried = desk.network().requests().size();
    assertTrue(tried > 10, tried + " attempts");
    desk.network().host(HOST, 204);
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.settle();
    assertEquals("TicketResolved", sentTypes().getLast());
  }

  @Test
  void whoAnswersGone_isToldNoMore_untilItIsStartedAgain() {
    desk.network().host(HOST, 410);
    String id = webhook(Map.of()).text("webhook.id");
    String ticket = ada.ticket("Printer on fire");
    desk.settle();
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.settle();
    assertEquals(List.of("TicketCreated"), sentTypes());
    Reply stopped =
        ada.ask(
            "query($id: ID!) { webhook(id: $id) { state stopReason(language: \"de\")"
                + " deliveries(last: 5) { nodes { outcome status } } } }",
            Map.of("id", id));
    assertEquals("STOPPED", stopped.text("webhook.state"));
    assertEquals(
        "Der Empfänger will nichts mehr: Er antwortete mit dem Status 410.",
        stopped.text("webhook.stopReason"));
    assertEquals(List.of("GONE"), stopped.each("webhook.deliveries.nodes", "outcome"));
    desk.network().host(HOST, 204);
    ada.does("webhookStart", Map.of("webhookId", id), "");
    desk.settle();
    assertEquals(List.of("TicketCreated", "TicketCreated", "TicketResolved"), sentTypes());
  }

  @Test
  void aStoppedWebhook_missesNothing() {
    String id = webhook(Map.of()).text("webhook.id");
    ada.does("webhookStop", Map.of("webhookId", id), "");
    ada.ticket("Printer on fire");
    desk.settle();
    assertEquals(List.of(), sentTypes());
    ada.does("webhookStart", Map.of("webhookId", id), "");
    desk.settle();
    assertEquals(List.of("TicketCreated"), sentTypes());
  }

  @Test
  void aReplaySendsAllFromThereOn_inOrder_underTheOldIds() {
    String id = webhook(Map.of()).text("webhook.id");
    String ticket = ada.ticket("Printer on fire");
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.settle();
    List<WebRequest> before = desk.network().requests();
    long from = desk.happened("TicketCreated").getFirst().sequence();
    ada.does("webhookReplay", Map.of("webhookId", id, "fromSequence", from), "");
    desk.settle();
    List<WebRequest> again =
        desk.network().requests().subList(before.size(), desk.network().requests().size());
    assertEquals(
        before.stream().map(r -> header(r, "webhook-id")).toList(),
        again.stream().map(r -> header(r, "webhook-id")).toList());
    assertEquals(
        List.of("WEBHOOK_REPLAY_RANGE"),
        ada.tries("webhookReplay", Map.of("webhookId", id, "fromSequence", 999_999), "")
            .problems());
  }

  @Test
  void whileKeysAreChanged_bothSign_andThenTheNewOneAlone() throws Exception {
    Done made = webhook(Map.of());
    String id = made.text("webhook.id");
    String old = made.text("secret");
    String fresh =
        ada.does("webhookKeyRotate", Map.of("webhookId", id, "overlap", "PT2H"), "secret")
            .text("secret");
    assertNotEquals(old, fresh);
    assertEquals(
        List.of("WEBHOOK_KEYS_FULL"),
        ada.tries("webhookKeyRotate", Map.of("webhookId", id), "").problems());
    ada.ticket("First");
    desk.settle();
    WebRequest both = desk.network().requests().getLast();
    assertEquals(
        signature(fresh, both) + " " + signature(old, both), header(both, "webhook-signature"));
    desk.advance(Duration.ofHours(3));
    ada.ticket("Second");
    desk.settle();
    WebRequest one = desk.network().requests().getLast();
    assertEquals(signature(fresh, one), header(one, "webhook-signature"));
  }

  @Test
  void aSecretIsShownOnce() {
    Map<String, Object> once = Map.of("operationKey", new UUID(7, 7));
    assertTrue(webhook(once).text("secret").startsWith("whsec_"));
    Done again = webhook(once);
    assertNull(again.at("secret"));
    assertEquals(1, ada.ask("{ webhooks(first: 9) { totalCount } }").number("webhooks.totalCount"));
  }

  @Test
  void aKnownKeyIsRetiredAtOnce_butNeverTheLast() {
    String id = webhook(Map.of()).text("webhook.id");
    String keys = "webhook { keys { id } }";
    String first =
        ada.ask("query($id: ID!) { webhook(id: $id) { keys { id } } }", Map.of("id", id))
            .text("webhook.keys.0.id");
    assertEquals(
        List.of("WEBHOOK_KEY_LAST"),
        ada.tries("webhookKeyRetire", Map.of("webhookId", id, "keyId", first), "").problems());
    ada.does("webhookKeyRotate", Map.of("webhookId", id), "");
    Done retired = ada.does("webhookKeyRetire", Map.of("webhookId", id, "keyId", first), keys);
    assertEquals(1, ((List<?>) retired.at("webhook.keys")).size());
  }

  @Test
  void ed25519ShowsItsPublicKeyOnly() {
    Done made =
        ada.does(
            "webhookCreate",
            Map.of("name", "Chat", "url", "https://" + HOST + "/", "signing", "ED25519"),
            "secret webhook { keys { publicKey } }");
    assertNull(made.at("secret"));
    assertTrue(made.text("webhook.keys.0.publicKey").startsWith("whpk_"));
    ada.ticket("Printer on fire");
    desk.settle();
    assertTrue(header(desk.network().requests().getLast(), "webhook-signature").startsWith("v1a,"));
  }

  @Test
  void noAddressThatMayNotBeCalled_isTakenIn() {
    desk.network().refuse("intranet.example.org");
    assertEquals(
        List.of("WEBHOOK_URL_REFUSED"), refusals(Map.of("url", "https://intranet.example.org/")));
    assertEquals(
        List.of("WEBHOOK_URL_UNKNOWN"), refusals(Map.of("url", "https://nowhere.example.org/")));
    assertEquals(List.of("WEBHOOK_URL_SCHEME"), refusals(Map.of("url", "http://" + HOST + "/")));
    String id = webhook(Map.of()).text("webhook.id");
    assertEquals(
        List.of("WEBHOOK_URL_REFUSED"),
        ada.tries(
                "webhookEdit", Map.of("webhookId", id, "url", "https://intranet.example.org/"), "")
            .problems());
    // A name that led outside may lead inside tomorrow.
    desk.network().refuse(HOST);
    ada.ticket("Printer on fire");
    desk.settle();
    assertEquals(List.of(), desk.network().requests());
  }

  @Test
  void aPayloadThatIsNoSelectionOnEvents_isRefusedWithTheReason() {
    for (String payload : List.of("{ nonsense }", "{ type } viewer { id }", "type", "{ type", "")) {
      assertEquals(
          List.of("WEBHOOK_PAYLOAD_INVALID"), refusals(Map.of("payload", payload)), payload);
    }
  }

  @Test
  void theDeliveryLogHasTheLatest200() {
    String id = webhook(Map.of("eventTypes", List.of("TicketCreated"))).text("webhook.id");
    for (int i = 0; i < 210; i++) {
      ada.ticket("Ticket " + i);
    }
    desk.settle();
    Reply log =
        ada.ask(
            "query($id: ID!) { webhook(id: $id) { deliveries(last: 1) { totalCount nodes {"
                + " eventType outcome attempt status sequence } } } }",
            Map.of("id", id));
    assertEquals(200, log.number("webhook.deliveries.totalCount"));
    assertEquals("DELIVERED", log.text("webhook.deliveries.nodes.0.outcome"));
    assertEquals(204, log.number("webhook.deliveries.nodes.0.status"));
  }

  @Test
  void aRemovedWebhook_isToldNothing_andLeavesNothing() {
    String id = webhook(Map.of()).text("webhook.id");
    ada.ticket("Printer on fire");
    desk.settle();
    ada.does("webhookRemove", Map.of("webhookId", id), "removedId");
    ada.ticket("New mouse");
    desk.settle();
    assertEquals(1, sentTypes().size());
    assertEquals(0, ada.ask("{ webhooks(first: 9) { totalCount } }").number("webhooks.totalCount"));
  }

  @Test
  void whoMayNotManageWebhooks_seesNone() {
    webhook(Map.of());
    TestPerson bob = desk.agent("Bob", "manager");
    assertEquals(
        List.of("FIELD_FORBIDDEN"), bob.ask("{ webhooks(first: 9) { totalCount } }").errorCodes());
  }

  private Done webhook(Map<String, Object> more) {
    return ada.does("webhookCreate", input(more), "webhook { id } secret");
  }

  private List<String> refusals(Map<String, Object> more) {
    return ada.tries("webhookCreate", input(more), "").problems();
  }

  private static Map<String, Object> input(Map<String, Object> more) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", "Chat");
    input.put("url", "https://" + HOST + "/desk");
    input.put("eventTypes", List.of("TicketCreated", "TicketTagged", "TicketResolved"));
    input.putAll(more);
    return input;
  }

  private List<String> sentTypes() {
    return desk.network().requests().stream().map(WebhooksTest::type).toList();
  }

  private static String type(WebRequest request) {
    return body(request).replaceAll("^\\{\"type\":\"(\\w+)\".*", "$1");
  }

  private static String body(WebRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  private static String header(WebRequest request, String name) {
    return request.headers().get(name);
  }

  /** What the published library signs a message with that was sent. */
  private static String signature(String secret, WebRequest sent) throws Exception {
    return new com.standardwebhooks.Webhook(secret)
        .sign(
            header(sent, "webhook-id"),
            Long.parseLong(header(sent, "webhook-timestamp")),
            body(sent));
  }
}
