package dev.trestle.plugins.tests.mail;

import static dev.trestle.plugins.tests.mail.MailDesk.idOf;
import static dev.trestle.plugins.tests.mail.MailDesk.mail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailIntakeTest {
  private static final String CARL = "Carl Meier <carl@acme.example>";
  // The desk of tests keeps 64 MiB of a file.
  private static final int MORE_THAN_KEPT = 65 << 20;

  private final MailDesk desk = new MailDesk();
  private final TestPerson ada = desk.ada;

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void becomesATicketOfANewContact_withItsFilesItsQuotesAndItsOriginal() {
    String message =
        """
        From: Carl Meier <Carl@acme.example>
        To: support@desk.example
        Subject: =?utf-8?Q?Dr=C3=BCcker?=
        Message-ID: <1@acme.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/html; charset=utf-8

        <p>It <b>burns</b>.</p><script>alert(1)</script><blockquote>Did it burn?</blockquote>
        --b
        Content-Type: text/plain; name="log.txt"
        Content-Disposition: attachment; filename="log.txt"

        smoke
        --b--
        """;
    desk.take(message);
    Reply seen = desk.tickets();
    assertEquals(1, seen.number("tickets.totalCount"));
    assertEquals("Drücker", seen.text("tickets.nodes.0.subject"));
    assertEquals("mail", seen.text("tickets.nodes.0.source"));
    assertEquals("carl@acme.example", seen.text("tickets.nodes.0.requester.email"));
    assertEquals("Carl Meier", seen.text("tickets.nodes.0.requester.name"));
    assertNull(seen.at("tickets.nodes.0.requester.company"), "nobody said whose Carl is");
    assertTrue(seen.at("tickets.nodes.0.unansweredSince") != null);
    assertEquals(1, seen.list("tickets.nodes.0.messages.nodes").size());
    String word = "tickets.nodes.0.messages.nodes.0.";
    assertEquals("INBOUND", seen.text(word + "direction"));
    assertEquals("mail", seen.text(word + "channel"));
    assertTrue(seen.text(word + "text").contains("It burns."), seen.text(word + "text"));
    assertEquals("log.txt", seen.text(word + "attachments.0.fileName"));
    assertEquals("PERSONAL", seen.text(word + "mail.kind"));
    assertEquals("Carl@acme.example", seen.text(word + "mail.from.address"));
    assertFalse(seen.text(word + "mail.html").contains("script"));
    String path = seen.text(word + "mail.originalPath");
    byte[] kept = Objects.requireNonNull(ada.file(path.substring("/files/".length())));
    assertEquals(message, new String(kept, StandardCharsets.UTF_8));
  }

  @Test
  void isTakenOnce_howeverOftenAndByWhateverWayItComes() {
    String message = mail(CARL, "Help", "It burns.");
    desk.take(message);
    assertEquals(200, desk.bring(message.getBytes(StandardCharsets.UTF_8)).status());
    String relayed =
        "Received: from a by b; Mon, 3 Mar 2031 09:00:01 +0000\n"
            + "Delivered-To: support@desk.example\n"
            + message.replace("\r\n", "\n")
            + "\n";
    assertEquals(200, desk.bring(relayed.getBytes(StandardCharsets.UTF_8)).status());
    assertEquals(1, desk.tickets().number("tickets.totalCount"));
    assertEquals(1, desk.tickets().list("tickets.nodes.0.messages.nodes").size());
  }

  @Test
  void refusesGatewaysWithoutTheSecret() {
    assertEquals(401, desk.bring(new ByteArrayInputStream(new byte[0]), "let me in").status());
    assertEquals(0, desk.tickets().number("tickets.totalCount"));
  }

  @Test
  void joinsTheTicketThatItAnswers_byReferencesAndBySubject() {
    String first = mail(CARL, "Help", "It burns.");
    desk.take(first);
    String number = desk.tickets().text("tickets.nodes.0.number");
    desk.take(mail(CARL, "Re: Help", "Still.", "References: <x@y.example> " + idOf(first)));
    desk.take(mail(CARL, "Something [#" + number + "]", "Smoke, too."));
    Reply seen = desk.tickets();
    assertEquals(1, seen.number("tickets.totalCount"));
    assertEquals(
        List.of("It burns.", "Still.", "Smoke, too."),
        seen.each("tickets.nodes.0.messages.nodes", "text"));
    assertEquals("Re: Help", seen.text("tickets.nodes.0.messages.nodes.1.mail.subject"));
    assertEquals(true, seen.at("tickets.nodes.0.messages.nodes.2.mail.verified"));
  }

  @Test
  void letsAStrangerJoin_butShowsIt() {
    String first = mail(CARL, "Help", "It burns.");
    desk.take(first);
    desk.take(mail("Eve <eve@evil.example>", "Re: Help", "Stop.", "In-Reply-To: " + idOf(first)));
    Reply seen = desk.tickets();
    assertEquals(1, seen.number("tickets.totalCount"));
    String word = "tickets.nodes.0.messages.nodes.1.";
    assertEquals(false, seen.at(word + "mail.verified"));
    assertEquals("Eve", seen.text(word + "author.name"));
    assertEquals("carl@acme.example", seen.text("tickets.nodes.0.requester.email"));
  }

  @Test
  void staysResolved_whenTheCustomerOnlySaysThanks() {
    String first = mail(CARL, "Help", "It burns.");
    desk.take(first);
    String ticket = desk.tickets().text("tickets.nodes.0.id");
    ada.does("ticketResolve", Map.of("ticketId", ticket, "comment", "Water helped."), "");
    desk.take(mail(CARL, "Re: Help", "Many thanks!", "In-Reply-To: " + idOf(first)));
    Reply seen = desk.tickets();
    assertEquals("RESOLVED", seen.text("tickets.nodes.0.status.category"));
    assertNull(seen.at("tickets.nodes.0.unansweredSince"));
    assertEquals("INBOUND", seen.text("tickets.nodes.0.messages.nodes.2.direction"));
    desk.take(mail(CARL, "Re: Help", "Thanks, but it burns again.", "In-Reply-To: " + idOf(first)));
    assertEquals("OPEN", desk.tickets().text("tickets.nodes.0.status.category"));
  }

  @Test
  void followsMerges_andBeginsANewTicketAfterAClosedOne() {
    String first = mail(CARL, "Help", "It burns.");
    String second = mail(CARL, "Help again", "It still burns.");
    desk.take(first);
    desk.take(second);
    String one = desk.tickets().text("tickets.nodes.0.id");
    String two = desk.tickets().text("tickets.nodes.1.id");
    ada.does("ticketMerge", Map.of("ticketId", one, "intoTicketId", two), "");
    desk.take(mail(CARL, "Re: Help", "More smoke.", "In-Reply-To: " + idOf(first)));
    ada.does("ticketClose", Map.of("ticketId", two), "");
    desk.take(mail(CARL, "Re: Help again", "And fire.", "In-Reply-To: " + idOf(second)));
    Reply seen =
        ada.ask(
            "query($id: ID!) { ticket(id: $id) { status { category } links { kind ticket { subject } }"
                + " messages(first: 10) { nodes { text } } } }",
            Map.of("id", two));
    assertEquals("CLOSED", seen.text("ticket.status.category"));
    assertTrue(seen.each("ticket.messages.nodes", "text").contains("More smoke."));
    assertFalse(seen.each("ticket.messages.nodes", "text").contains("And fire."));
    assertEquals("RELATES_TO", seen.text("ticket.links.0.kind"));
    assertEquals("Re: Help again", seen.text("ticket.links.0.ticket.subject"));
  }

  @Test
  void isTheAgentsOwnWord_whenATrustedServerVouchesForIt() {
    TestPerson bob = desk.desk.agent("Bob", "technician");
    ada.does("agentEdit", Map.of("agentId", bob.id(), "email", "bob@desk.example"), "");
    String first = mail(CARL, "Help", "It burns.");
    desk.take(first);
    String passed = "Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example";
    String faked = "Authentication-Results: mx.evil.example; dmarc=pass header.from=desk.example";
    String answers = "In-Reply-To: " + idOf(first);
    desk.take(mail("Bob <bob@desk.example>", "Re: Help", "Water.", answers, passed));
    desk.take(mail("Bob <bob@desk.example>", "Re: Help", "Petrol.", answers, faked));
    Reply seen = desk.tickets();
    String words = "tickets.nodes.0.messages.nodes.";
    assertEquals("OUTBOUND", seen.text(words + "1.direction"));
    assertEquals("AGENT", seen.text(words + "1.author.kind"));
    assertEquals("dmarc", seen.text(words + "1.mail.authentication.0.method"));
    assertEquals("INBOUND", seen.text(words + "2.direction"));
    assertEquals(false, seen.at(words + "2.mail.verified"));
  }

  @Test
  void isTheTrueSenders_whenAnAgentForwardsIt() {
    TestPerson bob = desk.desk.agent("Bob", "technician");
    ada.does("agentEdit", Map.of("agentId", bob.id(), "email", "bob@desk.example"), "");
    desk.take(
        mail(
            "Bob <bob@desk.example>",
            "Fwd: Help",
            """
            Please look.

            -------- Forwarded Message --------
            Subject: Help
            Date: Mon, 3 Mar 2031 09:00:00 +0100
            From: Carl Meier <carl@acme.example>
            To: bob@desk.example

            It burns.\
            """));
    Reply seen = desk.tickets();
    assertEquals("carl@acme.example", seen.text("tickets.nodes.0.requester.email"));
    assertTrue(seen.text("tickets.nodes.0.messages.nodes.0.text").contains("It burns."));
  }

  @Test
  void notesAutomaticReplies_whereTheyBelong_andAnswersNothing() {
    String first = mail(CARL, "Help", "It burns.");
    desk.take(first);
    String ticket = desk.tickets().text("tickets.nodes.0.id");
    ada.does("ticketResolve", Map.of("ticketId", ticket), "");
    desk.take(
        mail(
            CARL,
            "Automatic reply: Help",
            "I am away.",
            "Auto-Submitted: auto-replied",
            "In-Reply-To: " + idOf(first)));
    Reply seen = desk.tickets();
    assertEquals("RESOLVED", seen.text("tickets.nodes.0.status.category"));
    assertEquals("NOTE", seen.text("tickets.nodes.0.messages.nodes.1.kind"));
    assertTrue(seen.text("tickets.nodes.0.messages.nodes.1.text").contains("I am away."));
    assertEquals("DONE", seen.text("tickets.nodes.0.messages.nodes.1.mail.state"));
  }

  @Test
  void putsAReportAboutAnUnknownMessageIntoAList_fromWhichItCanBeTakenUp() {
    desk.take(
        """
        From: MAILER-DAEMON@mx.example
        To: support@desk.example
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <report@mx.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        Nobody is there.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; carl@acme.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 user unknown

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <never-sent@desk.example>

        --b--
        """);
    String list =
        "{ mails(state: UNMATCHED, first: 5) { nodes { id kind ticket { id status { category } } } }"
            + " mailAddresses(first: 5) { totalCount } mailCounts { state count } }";
    Reply seen = ada.ask(list);
    assertEquals("DELIVERY_REPORT", seen.text("mails.nodes.0.kind"));
    assertEquals("RESOLVED", seen.text("mails.nodes.0.ticket.status.category"));
    assertEquals(0, seen.number("mailAddresses.totalCount"), "anybody can write a report");
    ada.does("mailSettle", Map.of("mailId", seen.text("mails.nodes.0.id"), "decision", "WORK"), "");
    assertEquals(0, ada.ask(list).list("mails.nodes").size());
    assertEquals("OPEN", desk.tickets().text("tickets.nodes.0.status.category"));
  }

  @Test
  void doesAsTheFirstRuleSaysThatFits() {
    ada.does(
        "mailRuleSave",
        Map.of(
            "place",
            1,
            "name",
            "Newsletters",
            "conditions",
            List.of(Map.of("subject", "HEADER", "header", "List-Id", "pattern", "*offers*")),
            "setAside",
            "Nobody reads offers."),
        "");
    ada.does(
        "mailRuleSave",
        Map.of(
            "place",
            2,
            "name",
            "Acme",
            "conditions",
            List.of(Map.of("subject", "SENDER_DOMAIN", "pattern", "acme.example")),
            "priority",
            "URGENT",
            "tags",
            List.of("vip")),
        "");
    String offer = mail(CARL, "Cheap!", "Buy.", "List-Id: <offers.acme.example>");
    Reply tried =
        ada.ask(
            "query($box: ID!, $m: String!) { mailTry(mailboxId: $box, message: $m) {"
                + " rule { name } form state reason text contact { id } answerable } }",
            Map.of("box", desk.mailboxId, "m", offer));
    assertEquals("Newsletters", tried.text("mailTry.rule.name"));
    assertEquals("ASIDE", tried.text("mailTry.form"));
    assertEquals("Nobody reads offers.", tried.text("mailTry.reason"));
    assertEquals(0, desk.tickets().number("tickets.totalCount"), "it was a trial");
    desk.take(offer);
    desk.take(mail(CARL, "Help", "It burns."));
    Reply seen = desk.tickets();
    assertEquals("RESOLVED", seen.text("tickets.nodes.0.status.category"));
    assertEquals("SET_ASIDE", seen.text("tickets.nodes.0.messages.nodes.0.mail.state"));
    assertEquals("URGENT", seen.text("tickets.nodes.1.priority"));
    assertEquals(List.of("vip"), seen.list("tickets.nodes.1.tags"));
  }

  @Test
  void leavesItWithTheServer_whileTheDiskIsFull() {
    byte[] message = mail(CARL, "Help", "It burns.").getBytes(StandardCharsets.UTF_8);
    desk.desk.disk().full(true);
    assertEquals(503, desk.bring(message).status());
    desk.desk.disk().full(false);
    assertEquals(201, desk.bring(message).status());
    assertEquals(1, desk.tickets().number("tickets.totalCount"));
  }

  @Test
  void takesALineOf700_000CharactersWithoutAnyHeader() {
    byte[] message = ("It burns.\n\n" + ">".repeat(700_000)).getBytes(StandardCharsets.UTF_8);
    assertEquals(201, desk.bring(message).status());
    assertEquals(1, desk.tickets().number("tickets.totalCount"));
  }

  @Test
  void leavesItWithTheGateway_whenItIsLargerThanTheDeskKeeps() {
    byte[] message = mail(CARL, "Help", "It burns.").getBytes(StandardCharsets.UTF_8);
    assertEquals(413, desk.bring(Arrays.copyOf(message, MORE_THAN_KEPT)).status());
    assertEquals(0, desk.tickets().number("tickets.totalCount"));
  }

  @Test
  void takesWhatNobodyCanReadOrAnswer() {
    desk.take("\u0000\u0001 no mail at all");
    desk.take("From: <>\n\n");
    Reply seen = desk.tickets();
    assertEquals(2, seen.number("tickets.totalCount"));
    assertEquals("(no subject)", seen.text("tickets.nodes.0.subject"));
    assertEquals("Unknown sender", seen.text("tickets.nodes.0.requester.name"));
    assertEquals(
        seen.text("tickets.nodes.0.requester.id"), seen.text("tickets.nodes.1.requester.id"));
    for (String ticket : List.of("tickets.nodes.0", "tickets.nodes.1")) {
      assertEquals(
          false,
          seen.at(ticket + ".messages.nodes.0.mail.verified"),
          "nobody knows who wrote " + ticket);
    }
  }
}
