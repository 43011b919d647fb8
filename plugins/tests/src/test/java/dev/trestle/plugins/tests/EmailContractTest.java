package dev.trestle.plugins.tests;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import java.util.List;
import java.util.Map;

class EmailContractTest extends PluginContract {
  @Override
  protected PluginUnderTest plugin() {
    return PluginUnderTest.of(EmailPlugin.class);
  }

  @Override
  protected void use(TestDesk desk) {
    desk.admin().does("mailboxSave", mailbox(), "");
  }

  @Override
  protected String look() {
    return """
    { mailboxes(first: 10) { nodes { name address aliases trustedRelays undoSeconds
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
        "trustedRelays",
        List.of("mx.desk.example"),
        "fetch",
        Map.of("kind", "IMAP", "server", server),
        "send",
        Map.of("server", server));
  }
}
