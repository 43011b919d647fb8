package dev.trestle.plugins.tests.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.testkit.Done;
import dev.trestle.testkit.Reply;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators are told of settings that cannot work. */
class MailboxSettingsTest {
  private static final String MAILS =
      "{ mails(%s) { totalCount nodes { subject }"
          + " pageInfo { endCursor hasNextPage hasPreviousPage } } }";

  private static MailDesk mail;

  @BeforeAll
  static void open() {
    mail = new MailDesk();
  }

  @AfterAll
  static void close() {
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
    input.put("address", "sales+more@desk.example");
    input.put("trustedRelays", List.of("mx.desk.example", "mx\r\nother"));
    input.put("gateSecret", "x");
    input.put("oauth", Map.of("tokenUrl", "file:///", "clientId", "desk", "scope", "mail"));
    assertEquals(
        List.of(
            "MAILBOX_ADDRESS input.address",
            "MAILBOX_HOST input.fetch.server.host",
            "MAILBOX_PORT input.fetch.server.port",
            "REQUIRED input.fetch.server.user",
            "REQUIRED input.fetch.server.secret",
            "MAILBOX_TOKEN_URL input.oauth.tokenUrl",
            "REQUIRED input.oauth.refreshToken",
            "MAILBOX_LANGUAGE input.language",
            "MAILBOX_UNDO input.undoSeconds",
            "MAILBOX_LINE input.trustedRelays.1",
            "MAILBOX_GATE_SECRET input.gateSecret"),
        refusals("mailboxSave", input));
  }

  /** Why something is refused, each with the path of its field. */
  private static List<String> refusals(String mutation, Map<String, Object> input) {
    Done refused = mail.ada.tries(mutation, input, "");
    return IntStream.range(0, refused.problems().size())
        .mapToObj(i ->
            refused.problems().get(i)
                + " "
                + String.join(
                    ".",
                    refused.reply().list(mutation + ".userErrors." + i + ".path").stream()
                        .map(String::valueOf)
                        .toList()))
        .toList();
  }

  @Test
  void refusesAllThatIsWrongWithTheOtherInputs_eachByItsField() {
    String nobody = "00000000-0000-4000-8000-000000000000";
    assertEquals(
        List.of(
            "NOT_FOUND input.ruleId",
            "MAIL_RULE_NAME input.name",
            "MAIL_RULE_CONDITION input.conditions.0",
            "NOT_FOUND input.mailboxId",
            "MAIL_RULE_TAGS input.tags.1",
            "MAIL_RULE_REASON input.setAside"),
        refusals(
            "mailRuleSave",
            Map.of(
                "ruleId",
                nobody,
                "place",
                1,
                "name",
                " ",
                "conditions",
                List.of(Map.of("subject", "SENDER", "pattern", "")),
                "mailboxId",
                nobody,
                "tags",
                List.of("alert", ""),
                "setAside",
                "x".repeat(201))));
    assertEquals(
        List.of(
            "MAIL_TEMPLATE_LANGUAGE_INVALID input.language",
            "NOT_FOUND input.mailboxId",
            "MAIL_TEMPLATE_SUBJECT_INVALID input.subject",
            "MAIL_TEMPLATE_PLACEHOLDER_UNKNOWN input.text",
            "MAIL_TEMPLATE_MESSAGE_MISSING input.text"),
        refusals(
            "mailTemplateSave",
            Map.of(
                "kind",
                "REPLY",
                "language",
                "?",
                "mailboxId",
                nobody,
                "subject",
                "",
                "text",
                "{nothing}")));
    assertEquals(
        List.of(
            "NOT_FOUND input.ticketId",
            "MAIL_TEXT_INVALID input.text",
            "MAIL_TIME_INVALID input.sendAt"),
        refusals(
            "mailWrite",
            Map.of("ticketId", nobody, "text", " ", "sendAt", "2001-01-01T00:00:00Z")));
    assertEquals(
        List.of("NOT_FOUND input.mailId", "REQUIRED input.ticketId"),
        refusals("mailSettle", Map.of("mailId", nobody, "decision", "JOIN")));
  }

  @Test
  void takesASecretWithoutTheBlanksAroundIt_andEachMessageOnceInAllMailboxes() {
    Map<String, Object> input =
        Map.of(
            "name",
            "Gate",
            "address",
            "gate@desk.example",
            "gateSecret",
            "  0123456789 0123456789 ");
    String id = mail.ada.does("mailboxSave", input, "mailbox { id }").text("mailbox.id");
    byte[] message = MailDesk.mail("carl@acme.example", "Help", "It burns.").getBytes(US_ASCII);
    assertEquals(
        201, mail.bring(id, new ByteArrayInputStream(message), "0123456789 0123456789").status());
    assertEquals(
        200,
        mail.bring(message).status(),
        "the same message to another mailbox of the desk is the same message");
    mail.forget();
    byte[] other =
        MailDesk.mail("carl@acme.example", "Help", "It burns.")
            .replace("burns", "smokes")
            .getBytes(US_ASCII);
    assertEquals(201, mail.bring(other).status(), "the same Message-ID, but other words");
    assertEquals(1, mail.tickets().list("tickets.nodes").size());
  }

  @Test
  void listsAllMail_theNewestFirst_pageByPage() {
    int before = mail.ada.ask(MAILS.formatted("first: 1")).number("mails.totalCount");
    for (String subject : List.of("One", "Two", "Three")) {
      mail.take(MailDesk.mail("carl@acme.example", subject, "It burns."));
    }
    Reply newest = mail.ada.ask(MAILS.formatted("first: 2"));
    assertEquals(List.of("Three", "Two"), newest.each("mails.nodes", "subject"));
    assertEquals(before + 3, newest.number("mails.totalCount"));
    assertEquals(true, newest.at("mails.pageInfo.hasNextPage"));
    String cursor = newest.text("mails.pageInfo.endCursor");
    Reply older = mail.ada.ask(MAILS.formatted("first: 99, after: \"" + cursor + "\""));
    assertEquals("One", older.text("mails.nodes.0.subject"));
    assertEquals(before + 1, older.list("mails.nodes").size());
    assertEquals(false, older.at("mails.pageInfo.hasNextPage"));
    assertEquals(true, older.at("mails.pageInfo.hasPreviousPage"));
    Reply newer = mail.ada.ask(MAILS.formatted("last: 9, before: \"" + cursor + "\""));
    assertEquals(List.of("Three"), newer.each("mails.nodes", "subject"));
    assertEquals(
        List.of("One", "Two", "Three"),
        mail.ada.ask(MAILS.formatted("last: 3, state: DONE")).each("mails.nodes", "subject"));
  }

  @Test
  void warnsOfAPasswordThatWhoeverListensCanRead() {
    Map<String, Object> server =
        Map.of("host", "mail.example", "port", 143, "security", "NONE", "user", "u", "secret", "s");
    assertEquals(
        List.of("MAILBOX_UNPROTECTED"), mail.ada.does("mailboxSave", sales(server), "").warnings());
  }
}
