package dev.trestle.app.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
    Await.until("there is a letter", () -> !letters(desk, ticketId).isEmpty());
    return letters(desk, ticketId).get(0).get("id").asText();
  }

  private static JsonNode letters(DeskClient desk, String ticketId) {
    return desk.data(
            "query($t: ID!) { ticket(id: $t) { mailSendings { id } } }", Map.of("t", ticketId))
        .at("/ticket/mailSendings");
  }

  /** The Message-ID of the letter that goes to an address, moments after what it says. */
  public static String messageIdTo(DeskClient desk, String address) {
    Await.until("there is a letter", () -> idsTo(desk, address).findAny().isPresent());
    return idsTo(desk, address).findFirst().orElseThrow();
  }

  private static Stream<String> idsTo(DeskClient desk, String address) {
    JsonNode latest =
        desk.data("{ mails(first: 50) { nodes { kind messageId to { address } } } }")
            .at("/mails/nodes");
    return StreamSupport.stream(latest.spliterator(), false)
        .filter(mail -> mail.get("kind").asText().equals("OUT"))
        .filter(mail -> mail.at("/to/0/address").asText().equalsIgnoreCase(address))
        .map(mail -> mail.get("messageId").asText());
  }
}
