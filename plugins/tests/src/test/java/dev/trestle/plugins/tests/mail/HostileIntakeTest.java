package dev.trestle.plugins.tests.mail;

import static dev.trestle.plugins.tests.mail.MailDesk.idOf;
import static dev.trestle.plugins.tests.mail.MailDesk.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rows of attack_cases.csv about mail, as far as they end on tickets. */
class HostileIntakeTest {
  private static final String CARL = "Carl Meier <carl@acme.example>";
  private static final String WORD = "tickets.nodes.0.messages.nodes.0.";

  private final MailDesk desk = new MailDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  /** Rows 2 and 6: neither of them makes an answer of a program out of what somebody wrote. */
  @Test
  void isWhatSomebodyWrote_whateverElseItAsksFor() {
    desk.take(mail(CARL, "One", "It burns.", "Auto-Submitted: no"));
    desk.take(mail(CARL, "Two", "It burns.", "X-Auto-Response-Suppress: All"));
    Reply seen = desk.tickets();
    assertEquals("PERSONAL", seen.text(WORD + "mail.kind"));
    assertEquals("PERSONAL", seen.text("tickets.nodes.1.messages.nodes.0.mail.kind"));
  }

  /** Rows 9 and 13: what this desk has sent comes back to it, and ends there. */
  @Test
  void setsAsideWhatTheDeskItselfHasSent() {
    desk.take(mail(CARL, "Returned", "It burns.", "X-Loop: " + MailDesk.SUPPORT));
    desk.take(mail("Support <" + MailDesk.SUPPORT + ">", "To myself", "Hello."));
    Reply seen = desk.tickets();
    for (int i = 0; i < 2; i++) {
      String ticket = "tickets.nodes." + i;
      assertEquals("OWN_LOOP", seen.text(ticket + ".messages.nodes.0.mail.kind"));
      assertEquals("RESOLVED", seen.text(ticket + ".status.category"));
      assertNull(seen.at(ticket + ".unansweredSince"));
    }
  }

  /** Row 12: a thread that goes round and round is left to a person. */
  @Test
  void parksAThread_thatIsOpenedAgainAndAgain() {
    String first = mail(CARL, "Help", "It burns.");
    desk.take(first);
    String ticket = desk.tickets().text("tickets.nodes.0.id");
    for (int i = 0; i < 20; i++) {
      desk.take(mail(CARL, "Re: Help", "Round " + i, "In-Reply-To: " + idOf(first)));
    }
    desk.ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.take(mail(CARL, "Re: Help", "And round", "In-Reply-To: " + idOf(first)));
    Reply parked =
        desk.ada.ask(
            "{ mails(state: PARKED, first: 5) { nodes { ticket { status { category } } } } }");
    assertEquals("RESOLVED", parked.text("mails.nodes.0.ticket.status.category"));
  }

  /** Row 17: a read receipt opens nothing, neither anew nor again. */
  @Test
  void opensNothingForAReadReceipt() {
    desk.take(
        """
        From: carl@acme.example
        To: support@desk.example
        Subject: Read: Help
        Message-ID: <read@acme.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b
        Content-Type: text/plain

        It was read.
        --b
        Content-Type: message/disposition-notification

        Disposition: manual-action/MDN-sent-manually; displayed

        --b--
        """);
    Reply seen = desk.tickets();
    assertEquals("READ_RECEIPT", seen.text(WORD + "mail.kind"));
    assertEquals("RESOLVED", seen.text("tickets.nodes.0.status.category"));
  }

  /** Rows 25 and 33: NULs are no part of a text, and a display name decides nothing. */
  @Test
  void goesByTheAddress_andLeavesNulsOut() {
    desk.take(mail("\"" + MailDesk.SUPPORT + "\" <eve@evil.example>", "a\u0000b", "c\u0000d"));
    Reply seen = desk.tickets();
    assertEquals("eve@evil.example", seen.text("tickets.nodes.0.requester.email"));
    assertEquals("ab", seen.text("tickets.nodes.0.subject"));
    assertEquals("cd", seen.text(WORD + "text"));
  }

  /** Rows 26 and 27: a line of 10 MB, and a header of 5 MB. */
  @Test
  void takesLinesAndHeadersOfAnyLength() {
    desk.take(mail(CARL, "Long", "x".repeat(10 << 20)));
    desk.take(
        mail(
            CARL, "Many", "It burns.", "Received: a" + "\r\nReceived: from a by b".repeat(50_000)));
    Reply seen = desk.tickets();
    assertTrue(
        seen.number(WORD + "attachments.0.sizeBytes") >= 10 << 20, "too long to be read as a text");
    assertEquals(2, seen.number("tickets.totalCount"));
  }

  /** Row 34: two authors. */
  @Test
  void takesTheFirstOfTwoAuthors() {
    desk.take(mail(CARL + "\r\nFrom: Eve <eve@evil.example>", "Help", "It burns."));
    assertEquals("carl@acme.example", desk.tickets().text("tickets.nodes.0.requester.email"));
  }

  /** Row 38: fields that would command the desk mean nothing. */
  @Test
  void obeysNoField() {
    desk.take(mail(CARL, "Help", "It burns.", "X-Trestle-Priority: URGENT", "X-Priority: 1"));
    assertEquals("NORMAL", desk.tickets().text("tickets.nodes.0.priority"));
  }

  /** Row 41: a trusted server says that it is forged; one that nobody trusts says nothing. */
  @Test
  void showsThatItIsForged() {
    String fails = "; dmarc=fail header.from=acme.example";
    desk.take(mail(CARL, "One", "It burns.", "Authentication-Results: " + MailDesk.RELAY + fails));
    desk.take(mail(CARL, "Two", "It burns.", "Authentication-Results: mx.evil.example" + fails));
    Reply seen = desk.tickets();
    assertEquals(false, seen.at(WORD + "mail.verified"));
    assertEquals(true, seen.at("tickets.nodes.1.messages.nodes.0.mail.verified"));
  }

  /** Row 46: what looks like a template is a text. */
  @Test
  void leavesTemplatesAsTheyAre() {
    String text = "{{7*7}} #{7*7} ${7*7} {ticket.number}";
    desk.take(mail(CARL, "{{7*7}}", text));
    assertEquals("{{7*7}}", desk.tickets().text("tickets.nodes.0.subject"));
    assertEquals(text, desk.tickets().text(WORD + "text"));
  }

  @Test
  void takesBytesThatAreNoText() {
    byte[] noise = new byte[10_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + i / 7);
    }
    assertEquals(201, desk.bring(noise).status());
    assertEquals(201, desk.bring("\n\n".getBytes(StandardCharsets.UTF_8)).status());
    assertEquals(2, desk.tickets().number("tickets.totalCount"));
  }
}
