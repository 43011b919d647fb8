package dev.trestle.plugins.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.testkit.Done;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What administrators are told of settings that cannot work. */
class MailboxSettingsTest {
  private final MailDesk mail = new MailDesk();

  @AfterEach
  void close() {
    mail.close();
  }

  private static Map<String, Object> sales(Map<String, Object> server) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", "Sales");
    input.put("address", "sales@desk.example");
    input.put("fetch", Map.of("kind", "IMAP", "server", server));
    return input;
  }

  @Test
  void refusesAllThatCannotBe_eachByItsField() {
    Map<String, Object> input = sales(Map.of("host", "not a name", "port", 99_999));
    input.put("language", "German, please");
    input.put("undoSeconds", 3_600);
    Done refused = mail.ada.tries("mailboxSave", input, "");
    assertEquals(
        List.of(
            "MAILBOX_HOST input.fetch.server.host",
            "MAILBOX_PORT input.fetch.server.port",
            "REQUIRED input.fetch.server.user",
            "MAILBOX_LANGUAGE input.language",
            "MAILBOX_UNDO input.undoSeconds"),
        IntStream.range(0, refused.problems().size())
            .mapToObj(i ->
                refused.problems().get(i)
                    + " "
                    + String.join(
                        ".",
                        refused.reply().list("mailboxSave.userErrors." + i + ".path").stream()
                            .map(String::valueOf)
                            .toList()))
            .toList());
  }

  @Test
  void warnsOfAPasswordThatWhoeverListensCanRead() {
    Map<String, Object> server =
        Map.of("host", "mail.example", "port", 143, "security", "NONE", "user", "u", "secret", "s");
    assertEquals(
        List.of("MAILBOX_UNPROTECTED"), mail.ada.does("mailboxSave", sales(server), "").warnings());
  }
}
