package dev.trestle.plugins.tests;

import dev.trestle.plugins.webhooks.WebhooksPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import dev.trestle.testkit.TestPerson;
import java.util.List;
import java.util.Map;

class WebhooksContractTest extends PluginContract {
  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(WebhooksPlugin.class);
  }

  @Override
  protected void prepare(TestDesk desk) {
    desk.network().host("hooks.example.org", 204);
  }

  @Override
  protected void use(TestDesk desk) {
    TestPerson ada = desk.admin();
    ada.does(
        "webhookCreate",
        Map.of(
            "name", "Chat",
            "url", "https://hooks.example.org/desk",
            "eventTypes", List.of("TicketCreated", "TicketResolved"),
            "payload", "{ type ticket { subject } }"),
        "");
    String printer = ada.ticket("Printer on fire");
    ada.ticket("New mouse");
    ada.does("ticketResolve", Map.of("ticketId", printer), "");
  }

  @Override
  protected String look() {
    return """
    { webhooks(first: 10) { totalCount nodes { name url state stopReason eventTypes filter payload
        signing keys { publicKey endsAt } } } }
    """;
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable(
        "webhookCreate", Map.of("name", "Chat", "url", "https://hooks.example.org/desk"));
  }
}
