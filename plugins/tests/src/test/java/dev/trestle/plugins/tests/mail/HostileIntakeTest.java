package dev.trestle.plugins.tests.mail;

import static dev.trestle.plugins.tests.mail.MailDesk.idOf;
import static dev.trestle.plugins.tests.mail.MailDesk.mail;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rows of attack_cases.csv about mail, as far as they end on tickets. */
class HostileIntakeTest extends OnOneMailDesk {

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
    String first = mail(CARL, "Help", "It burns again and again.");
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
    assertEquals(2, seen.list("tickets.nodes").size());
  }

  @Test
  void keepsTheFirstOfVeryManyRecipients() {
    String all =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"a, b\" <r" + i + "@acme.example>")
            .collect(Collectors.joining(",\r\n "));
    desk.take(mail(CARL, "Help", "It burns.", "Cc: " + all, "Reply-To: " + all));
    Reply seen =
        desk.ada.ask("{ mails(first: 1) { nodes { state cc { address } from { address } } } }");
    assertEquals("DONE", seen.text("mails.nodes.0.state"));
    assertEquals(50, seen.list("mails.nodes.0.cc").size());
    assertEquals("r0@acme.example", seen.text("mails.nodes.0.cc.0.address"));
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
  void listsBytesWithoutAHeader_amongWhatWasNotUnderstood() {
    byte[] noise = new byte[10_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + i / 7);
    }
    assertEquals(201, desk.bring(noise).status());
    assertEquals(201, desk.bring("\n\n".getBytes(StandardCharsets.UTF_8)).status());
    assertEquals(201, desk.bring("It burns.\n".getBytes(StandardCharsets.UTF_8)).status());
    Reply listed =
        desk.ada.ask(
            """
            { mails(state: NOT_UNDERSTOOD, first: 9) { nodes { kind reason originalPath
                ticket { status { category } unansweredSince
                  messages(first: 2) { nodes { text } } } } } }
            """);
    assertEquals(3, listed.list("mails.nodes").size());
    for (int i = 0; i < 3; i++) {
      String mail = "mails.nodes." + i;
      assertEquals("UNKNOWN", listed.text(mail + ".kind"));
      assertTrue(listed.text(mail + ".reason").contains("no header"));
      assertTrue(listed.at(mail + ".ticket.unansweredSince") != null, "somebody has to look");
    }
    assertTrue(
        listed.text("mails.nodes.2.ticket.messages.nodes.0.text").endsWith("It burns."),
        "what can be read of it is there to be read");
    String path = listed.text("mails.nodes.0.originalPath");
    assertArrayEquals(noise, desk.ada.file(path.substring("/files/".length())));
  }

  /** Of whom a server vouches for, the name alone counts, and nothing that the sender put there. */
  @Test
  void takesNobodyForAnAgent_byWhatTheSenderClaims() {
    TestPerson bob = desk.desk.agent("Bob", "technician");
    desk.ada.does("agentEdit", Map.of("agentId", bob.id(), "email", "bob@acme.example"), "");
    String first = mail(CARL, "Help", "It burns, and Bob knows it.");
    desk.take(first);
    String ticket = desk.tickets().text("tickets.nodes.0.id");
    List<String> claims =
        List.of(
            "dkim=pass header.d=acme.example.evil.example",
            "spf=pass smtp.mailfrom=bob@acme.example@evil.example",
            "spf=pass smtp.mailfrom=\"x header.d=acme.example\"@evil.example",
            "spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=acme.example\"@evil.example",
            "spf=pass (of acme.example; dmarc=pass) smtp.mailfrom=evil.example",
            "dkim=pass (header.d=acme.example) header.d=notacme.example",
            "dkim=fail header.d=acme.example");
    for (String claim : claims) {
      desk.take(
          mail(
              "Bob <bob@acme.example>",
              "Re: Help",
              claim,
              "In-Reply-To: " + idOf(first),
              "Authentication-Results: " + MailDesk.RELAY + "; " + claim));
    }
    assertEquals(Collections.nCopies(1 + claims.size(), "INBOUND"), directions(ticket));
    for (String vouches :
        List.of("dkim=pass header.d=acme.example", "spf=pass smtp.mailfrom=x@out.acme.example")) {
      desk.take(
          mail(
              "Bob <bob@acme.example>",
              "Re: Help",
              vouches,
              "In-Reply-To: " + idOf(first),
              "Authentication-Results: " + MailDesk.RELAY + "; " + vouches));
    }
    assertEquals(
        List.of("OUTBOUND", "OUTBOUND"),
        directions(ticket).subList(1 + claims.size(), 3 + claims.size()));
  }

  private static List<Object> directions(String ticket) {
    return desk.ada
        .ask(
            "query($id: ID!) { ticket(id: $id) { messages(first: 20) { nodes { direction } } } }",
            Map.of("id", ticket))
        .each("ticket.messages.nodes", "direction");
  }
}
