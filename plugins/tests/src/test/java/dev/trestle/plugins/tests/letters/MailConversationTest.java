package dev.trestle.plugins.tests.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.plugins.tests.mail.EmailPage;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The conversation that {@code docs/plugins/email.md} tells, by the very documents it shows. */
class MailConversationTest {
  @AutoClose private final LetterDesk mail = new LetterDesk();
  private final TestPerson ada = mail.desk.agent("Ada", "technician");

  @Test
  void aCustomerWritesFromAPhone_andThanks_andTheTicketStaysResolved() throws IOException {
    String mailbox = told(mail.admin, "mailbox", Map.of()).text("mailboxSave.mailbox.id");
    mail.bring(mailbox, message("asks"), "a secret of at least twenty letters");
    String ticket =
        ada.ask("{ ticketByNumber(number: \"1001\") { id } }").text("ticketByNumber.id");
    ReadMail acknowledged = mail.last();
    assertEquals("Re: The printer does not print [#1001]", acknowledged.subject());
    assertEquals(List.of("first@firm.example"), acknowledged.thread().inReplyTo());
    assertTrue(acknowledged.text().plain().contains("It has the number 1001."));

    at("09:10:00");
    told(ada, "answers", Map.of("ticket", ticket));
    mail.desk.settle();
    Reply held = told(ada, "letters", Map.of("ticket", ticket));
    assertEquals(List.of("SENT", "HELD"), held.each("ticket.mailSendings", "state"));
    at("09:20:00");
    ReadMail answer = mail.last();
    assertTrue(answer.text().plain().contains("Which lights blink? A photo would help."));
    assertEquals(List.of("first@firm.example"), answer.thread().inReplyTo());

    String reply =
        new String(message("replies"), StandardCharsets.UTF_8)
            .replace("{reply-to of Ada's answer}", answer.parties().replyTo().getFirst().address())
            .replace("{id of Ada's answer}", answer.thread().messageId());
    mail.bring(
        mailbox, reply.getBytes(StandardCharsets.UTF_8), "a secret of at least twenty letters");
    at("09:30:00");
    told(ada, "resolves", Map.of("ticket", ticket));
    at("09:40:00");
    assertTrue(mail.last().text().plain().contains("The drum was empty; we have changed it."));
    assertEquals(List.of("second@phone.example"), mail.last().thread().inReplyTo());
    mail.bring(mailbox, message("thanks"), "a secret of at least twenty letters");
    mail.desk.settle();

    Reply all = told(ada, "all", Map.of("ticket", ticket));
    assertEquals("RESOLVED", all.text("ticket.status.category"));
    assertEquals(
        List.of(
            "It only blinks.",
            "Which lights blink? A photo would help.",
            "The red ones.",
            "The drum was empty; we have changed it.",
            "Thanks a lot!"),
        all.each("ticket.messages.nodes", "text").stream()
            .map(text -> text.toString().strip())
            .toList());
    assertEquals(
        List.of("INBOUND", "OUTBOUND", "INBOUND", "OUTBOUND", "INBOUND"),
        all.each("ticket.messages.nodes", "direction"));
    assertEquals("SENT", all.text("ticket.messages.nodes.1.deliveryState"));
    assertEquals(
        List.of("IMG_0042.jpg"), all.each("ticket.messages.nodes.2.attachments", "fileName"));
    assertEquals(3, mail.letters().size(), "thanks are not answered");
  }

  private void at(String time) {
    mail.desk.advanceTo(Instant.parse("2031-03-03T" + time + "Z"));
  }

  /** Asks a document of the page; whatever it changes must be done without problems. */
  private static Reply told(TestPerson who, String name, Map<String, Object> variables)
      throws IOException {
    Reply reply = who.ask(EmailPage.block(name, "graphql"), variables);
    assertEquals(List.of(), reply.errors());
    for (Object part : reply.data().values()) {
      if (part instanceof Map<?, ?> payload && payload.containsKey("userErrors")) {
        assertEquals(List.of(), payload.get("userErrors"));
      }
    }
    return reply;
  }

  private static byte[] message(String name) throws IOException {
    return EmailPage.block(name, "eml").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
