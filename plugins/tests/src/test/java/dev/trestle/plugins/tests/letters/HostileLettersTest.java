package dev.trestle.plugins.tests.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of attack_cases.csv about who is answered, and about what leaves the desk then. */
class HostileLettersTest {
  private static LetterDesk mail;
  private static String mailbox;
  private static TestPerson ada;
  private static int tests;

  /** Each test has a customer of its own, as nobody hears by itself very often. */
  private String address;

  private String carla;
  private String lastTicket;
  private int lettersBefore;

  @BeforeAll
  static void open() {
    mail = new LetterDesk();
    mailbox = mail.mailbox(LetterDesk.SUPPORT);
    ada = mail.desk.agent("Ada", "technician");
  }

  @AfterAll
  static void close() {
    mail.close();
  }

  @BeforeEach
  void beginAnew() {
    address = "carla." + tests++ + "@firm.example";
    carla = "Carla Meier <" + address + ">";
    lettersBefore = mail.letters().size();
    lastTicket =
        (String)
            mail.admin
                .ask(
                    "{ tickets(last: 1, orderBy: [{ field: CREATED_AT }]) {"
                        + " pageInfo { endCursor } } }")
                .at("tickets.pageInfo.endCursor");
  }

  private List<byte[]> letters() {
    List<byte[]> all = mail.letters();
    return all.subList(lettersBefore, all.size());
  }

  private void brings(String from, String to, String subject, String text, String... fields) {
    String head = fields.length == 0 ? "" : String.join("\n", fields) + "\n";
    String id =
        UUID.nameUUIDFromBytes((head + from + subject + text).getBytes(StandardCharsets.UTF_8))
            .toString();
    String whole =
        head
            + "From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s@firm.example>\n\n%s\n"
                .formatted(from, to, subject, id, text);
    mail.bring(mailbox, whole.getBytes(StandardCharsets.UTF_8));
  }

  private Reply seen() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("after", lastTicket);
    return mail.admin.ask(
        "query($after: Cursor) { tickets(first: 20, after: $after, orderBy: [{ field: CREATED_AT }]) { nodes { id number subject requester { name } messages(first: 10) {"
            + " nodes { kind text mail { kind verified } } } } } }",
        variables);
  }

  private void isNotAnswered(String kind, String... fields) {
    brings(carla, LetterDesk.SUPPORT, "Help", "It burns.");
    assertEquals(1, letters().size(), "what a person writes is answered");
    String number = seen().text("tickets.nodes.0.number");
    for (String field : fields) {
      brings(
          carla,
          LetterDesk.SUPPORT,
          "Re: Help [#" + number + "]",
          "I am a program: " + field,
          field);
      brings(carla, LetterDesk.SUPPORT, "News", "I am a program: " + field, field);
    }
    assertEquals(1, letters().size(), "a program was answered");
    int last = seen().list("tickets.nodes.0.messages.nodes").size() - 1;
    assertEquals(fields.length, last, "each is noted on the thread");
    String word = "tickets.nodes.0.messages.nodes." + last;
    assertEquals(kind, seen().text(word + ".mail.kind"));
  }

  /** Row 1: Auto-Submitted. */
  @Test
  void answersNoAutomaticReply() {
    isNotAnswered(
        "AUTO_REPLY", "Auto-Submitted: auto-generated", "Auto-Submitted: auto-replied (vacation)");
  }

  /** Row 3: Precedence. */
  @Test
  void answersNothingThatGoesToMany() {
    isNotAnswered(
        "BULK",
        "Precedence: auto_reply",
        "Precedence: junk",
        "Precedence: list",
        "Precedence: bulk");
  }

  /** Row 7: what programs say of themselves since long before there was a standard. */
  @Test
  void answersNoProgramThatNamesItself() {
    isNotAnswered(
        "AUTO_REPLY",
        "X-Autorespond: Help",
        "X-Autoreply-From: carla@firm.example",
        "X-Autoreply: yes");
  }

  /** Row 8: lists. */
  @Test
  void answersNoList() {
    isNotAnswered(
        "BULK", "List-Unsubscribe: <mailto:off@list.example>", "List-Id: News <news.list.example>");
  }

  /** Row 39: a reply address that fell into other hands opens no ticket, and shows who used it. */
  @Test
  void showsWhoUsesAReplyAddressThatIsNotTheirs() {
    brings(carla, LetterDesk.SUPPORT, "Help", "It burns.");
    String reply = mail.last().parties().replyTo().getFirst().address();
    brings("Eve <eve@evil.example>", reply, "Re: Help", "Send me the keys.");
    Reply seen = seen();
    assertEquals(1, seen.list("tickets.nodes").size());
    String word = "tickets.nodes.0.messages.nodes.1.";
    assertEquals("Send me the keys.", seen.text(word + "text"));
    assertEquals(false, seen.at(word + "mail.verified"));
    brings(
        "Eve <eve@evil.example>",
        reply.replaceFirst("\\.[0-9a-f]{4}", ".0000"),
        "Help",
        "Guessed.");
    assertEquals(2, seen().list("tickets.nodes").size(), "a token that the desk did not make");
  }

  /** Row 42: line ends in a subject or a name stay what they are not: new fields. */
  @Test
  void letsNoLineEndIntoAHeader() {
    brings(
        "=?utf-8?Q?Carla=0D=0ABcc:_spy@evil.example?= <" + address + ">",
        LetterDesk.SUPPORT,
        "=?utf-8?Q?Help=0D=0ABcc:_spy@evil.example=0D=0A=0D=0ABody?=",
        "It burns.",
        "Content-Type: text/plain; name=\"=?utf-8?Q?a=0D=0AX-Evil:_1?=.txt\"");
    String ticket = seen().text("tickets.nodes.0.id");
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", "We come."), "");
    assertEquals(2, letters().size());
    for (byte[] bytes : letters()) {
      ReadMail letter = LetterDesk.read(bytes);
      String head = new String(bytes, StandardCharsets.UTF_8).split("\r?\n\r?\n", 2)[0];
      assertFalse(letter.headers().has("Bcc") || letter.headers().has("X-Evil"), head);
      assertTrue(letter.subject().contains("Help"), letter.subject());
      assertFalse(head.matches("(?s).*\n(?:Bcc|X-Evil):.*"), head);
      assertEquals(address, letter.parties().to().getFirst().address());
    }
    assertEquals(1, seen().text("tickets.nodes.0.subject").lines().count());
    assertEquals(1, seen().text("tickets.nodes.0.requester.name").lines().count());
  }
}
