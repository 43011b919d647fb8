package dev.trestle.plugins.tests.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What a server reports of a letter is shown on it, and an address where nothing arrives is spared.
 */
class BouncedLettersTest {
  private static final String REPORT =
      """
      From: MAILER-DAEMON@mx.firm.example
      To: support@desk.example
      Subject: Undelivered Mail Returned to Sender
      Auto-Submitted: auto-replied
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary="r"
      Message-ID: <report@mx.firm.example>

      --r
      Content-Type: text/plain

      The mail system
      <carla@firm.example>: 550 5.1.1 no such user
      --r
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.firm.example

      Final-Recipient: rfc822; carla@firm.example
      Action: %s
      Status: %s
      Diagnostic-Code: smtp; %s
      --r
      Content-Type: text/rfc822-headers

      Message-ID: <%s>
      --r--
      """;

  @AutoClose private final LetterDesk mail = new LetterDesk();
  private final TestPerson ada = mail.desk.agent("Ada", "manager");
  private final String mailbox = mail.mailbox(LetterDesk.SUPPORT);
  private final TestPerson carla = mail.contact("Carla", "carla@firm.example");
  private final String ticket = mail.ticket("Printer", carla.id());

  private void says(String text) {
    ada.does("ticketComment", Map.of("ticketId", ticket, "text", text), "");
    mail.desk.settle();
  }

  private void reported(String action, String status, String words) {
    String id = mail.last().thread().messageId();
    String report = REPORT.formatted(action, status, words, id).replace("\n", "\r\n");
    mail.bring(mailbox, report.getBytes(StandardCharsets.US_ASCII));
  }

  private Reply letters() {
    return ada.ask(
        "query($id: ID!) { ticket(id: $id) { mailSendings { id state reason leftOut { address reason } }"
            + " messages(first: 9) { nodes { deliveryState } } } }",
        Map.of("id", ticket));
  }

  @Test
  void aLetterThatCameBack_showsSo_andNoOtherGoesThere_untilSomebodyClearsTheAddress() {
    says("We come at 9.");
    reported("failed", "5.1.1", "550 5.1.1 no such user");
    assertEquals("BOUNCED", letters().text("ticket.mailSendings.0.state"));
    assertTrue(letters().text("ticket.mailSendings.0.reason").contains("no such user"));
    assertEquals("FAILED", letters().text("ticket.messages.nodes.1.deliveryState"));
    int left = mail.letters().size();

    says("Did you get this?");
    assertEquals(left, mail.letters().size());
    assertEquals("WITHHELD", letters().text("ticket.mailSendings.1.state"));
    assertEquals("carla@firm.example", letters().text("ticket.mailSendings.1.leftOut.0.address"));
    String withheld = letters().text("ticket.mailSendings.1.id");
    assertEquals(
        java.util.List.of("MAIL_CANNOT_LEAVE"),
        ada.tries("mailRetry", Map.of("sendingId", withheld), "").problems());

    ada.does("mailAddressClear", Map.of("address", "carla@firm.example"), "");
    ada.does("mailRetry", Map.of("sendingId", withheld), "");
    assertEquals(left + 1, mail.letters().size());
    assertEquals("SENT", letters().text("ticket.mailSendings.1.state"));
  }

  @Test
  void aLetterThatIsOnlyLate_staysSent() {
    says("We come at 9.");
    reported("delayed", "4.2.2", "452 4.2.2 mailbox full");
    assertEquals("SENT", letters().text("ticket.mailSendings.0.state"));
    says("Did you get this?");
    assertEquals("SENT", letters().text("ticket.mailSendings.1.state"));
  }
}
