package dev.trestle.plugins.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class EmailContractTest extends PluginContract {
  private static final String SECRET = "open sesame, and once more";

  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(EmailPlugin.class);
  }

  @Override
  protected void use(TestDesk desk) {
    String id = desk.admin().does("mailboxSave", mailbox(), "mailbox { id }").text("mailbox.id");
    desk.admin().does("mailRuleSave", rule(), "");
    bring(desk, id, "Carl <carl@acme.example>", "Help", "");
    bring(desk, id, "List <list@acme.example>", "Offer", "List-Id: <offers.acme.example>\r\n");
  }

  private static void bring(
      TestDesk desk, String mailbox, String from, String subject, String field) {
    String message = field + "From: " + from + "\r\nSubject: " + subject + "\r\n\r\nIt burns.\r\n";
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    int status =
        desk.call(
                "email",
                "POST",
                "messages/" + mailbox,
                Map.of("Authorization", "Bearer " + SECRET),
                new ByteArrayInputStream(bytes))
            .status();
    assertEquals(201, status);
  }

  private static Map<String, Object> rule() {
    return Map.of(
        "place",
        1,
        "name",
        "Offers",
        "conditions",
        List.of(Map.of("subject", "HEADER", "header", "List-Id", "pattern", "*offers*")),
        "setAside",
        "Nobody reads offers.");
  }

  @Override
  protected String look() {
    return """
    { mailRules(first: 5) { nodes { place name setAside conditions { subject header pattern } } }
      mailCounts { state count }
      mails(state: SET_ASIDE, first: 5) { nodes { subject reason from { address } } }
      tickets(first: 5, orderBy: [{ field: SUBJECT }]) { nodes { subject messages(first: 5) {
        nodes { text mail { kind verified from { name address } } } } } }
      mailboxes(first: 10) { nodes { name address aliases trustedRelays undoSeconds
        fetch { kind folder poll server { host port security auth hasSecret } }
        send { perMinute server { host hasSecret } } queue { name } } } }
    """;
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable("mailboxSave", mailbox());
  }

  private static Map<String, Object> mailbox() {
    Map<String, Object> server =
        Map.of("host", "mail.example", "port", 993, "user", "support", "secret", "geheim");
    return Map.of(
        "name",
        "Support",
        "address",
        "Support@desk.example",
        "aliases",
        List.of("help@desk.example"),
        "gateSecret",
        SECRET,
        "trustedRelays",
        List.of("mx.desk.example"),
        "fetch",
        Map.of("kind", "IMAP", "server", server),
        "send",
        Map.of("server", server));
  }
}
