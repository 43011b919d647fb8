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
}
