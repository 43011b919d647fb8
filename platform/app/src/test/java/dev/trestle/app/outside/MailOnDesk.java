package dev.trestle.app.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Mail that is brought to a desk, and letters that it writes. */
public final class MailOnDesk {
  private MailOnDesk() {}

  /** Brings a message as a gateway does; the id of the mail. */
  public static String brought(
      DeskClient desk, String mailboxId, String gateSecret, String message) {
    try {
      DeskClient.Reply reply =
          desk.bearing(gateSecret)
              .send(
                  "POST",
                  "/plugins/email/messages/" + mailboxId,
                  message.getBytes(StandardCharsets.UTF_8),
                  "message/rfc822",
                  Map.of());
      assertEquals(201, reply.status(), reply.body());
      return reply.body();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** What a server reports of a letter to an address that nobody has. */
  public static String report(String address, String messageId) {
    return """
    From: MAILER-DAEMON@mx.client.example
    To: usual@desk.example
    Message-ID: <report@mx.client.example>
    Subject: Undelivered Mail Returned to Sender
    Auto-Submitted: auto-replied
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="r"

    --r
    Content-Type: text/plain

    The mail system could not deliver it.
    --r
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.client.example

    Final-Recipient: rfc822; %s
    Action: failed
    Status: 5.1.1
    Diagnostic-Code: smtp; 550 5.1.1 no such user
    --r
    Content-Type: text/rfc822-headers

    Message-ID: <%s>
    --r--
    """
        .formatted(address, messageId);
  }

  /** The id of the first letter about a ticket, which is there moments after what it says. */
  public static String letter(DeskClient desk, String ticketId) {
    return firstLetter(desk, ticketId).get("id").asText();
  }

  /** The Message-ID of the first letter about a ticket. */
  public static String letterMessageId(DeskClient desk, String ticketId) {
    return firstLetter(desk, ticketId).get("messageId").asText();
  }

  private static JsonNode firstLetter(DeskClient desk, String ticketId) {
    Await.until("there is a letter", () -> !letters(desk, ticketId).isEmpty());
    return letters(desk, ticketId).get(0);
  }

  private static JsonNode letters(DeskClient desk, String ticketId) {
    return desk.data(
            "query($t: ID!) { ticket(id: $t) { mailSendings { id messageId } } }",
            Map.of("t", ticketId))
        .at("/ticket/mailSendings");
  }
}
