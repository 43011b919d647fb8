package dev.trestle.app.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.trestle.app.outside.DeskClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A WebSocket conversation as bytes: a handshake, then frames that a client should not send. */
final class HostileFrames {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private final Oddities odd;
  private final String bearer;

  HostileFrames(Oddities odd, String bearer) {
    this.odd = odd;
    this.bearer = bearer;
  }

  byte[] conversation() throws JsonProcessingException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        ("GET /graphql HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: "
                + (odd.once(9) ? odd.number() : 13)
                + "\r\nSec-WebSocket-Key: "
                + (odd.once(9) ? "short" : "dGhlIHNhbXBsZSBub25jZQ==")
                + "\r\nSec-WebSocket-Protocol: "
                + (odd.once(9) ? "soap" : "graphql-transport-ws")
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    if (!odd.once(4)) {
      frame(
          all,
          TEXT,
          true,
          ("{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer "
                  + (odd.once(4) ? odd.below(99) : bearer)
                  + "\"}}")
              .getBytes(StandardCharsets.UTF_8));
    }
    for (int i = odd.below(6); i >= 0; i--) {
      odd(all);
    }
    frame(all, CLOSE, true, new byte[] {3, (byte) 0xE8});
    return all.toByteArray();
  }

  private void odd(ByteArrayOutputStream all) throws JsonProcessingException {
    switch (odd.below(8)) {
      case 0 -> frame(all, odd.below(16), odd.once(2), odd.bytes(odd.below(140)));
      case 1 -> all.writeBytes(odd.bytes(odd.below(30)));
      case 2 -> frame(all, TEXT, false, "{\"type\":".getBytes(StandardCharsets.UTF_8));
      case 3 ->
          frame(all, TEXT, true, "[".repeat(1 << odd.below(17)).getBytes(StandardCharsets.UTF_8));
      default -> frame(all, TEXT, true, odd.once(3) ? odd.damaged(message()) : bytes(message()));
    }
  }

  private String message() throws JsonProcessingException {
    String id = DeskClient.JSON.writeValueAsString(odd.once(2) ? "1" : odd.text());
    String query =
        odd.of(
            List.of(
                "{ __typename }",
                "subscription { ticketChanged { ticket { id } } }",
                "subscription($a: Cursor) { events(after: $a) { cursor } }",
                "mutation { nothing }",
                odd.text()));
    return "{\"id\":"
        + (odd.once(5) ? odd.number() : id)
        + ",\"type\":\""
        + odd.of(
            List.of("subscribe", "subscribe", "complete", "ping", "pong", "connection_init", "x"))
        + "\",\"payload\":"
        + odd.of(
            List.of(
                "null",
                "[]",
                "{\"query\":"
                    + DeskClient.JSON.writeValueAsString(query)
                    + ",\"variables\":{\"a\":"
                    + DeskClient.JSON.writeValueAsString(odd.text())
                    + "}}"))
        + "}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A masked frame, as RFC 6455 asks of clients, except where a seed decides otherwise. */
  private void frame(ByteArrayOutputStream out, int opcode, boolean last, byte[] payload) {
    out.write((last ? 0x80 : 0) | (odd.once(30) ? 0x40 : 0) | opcode);
    int mask = odd.once(30) ? 0 : 0x80;
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else if (payload.length < 1 << 16) {
      out.write(mask | 126);
      out.write(payload.length >>> 8);
      out.write(payload.length);
    } else {
      out.write(mask | 127);
      out.writeBytes(new byte[] {0, 0, 0, 0, 0});
      out.write(payload.length >>> 16);
      out.write(payload.length >>> 8);
      out.write(payload.length);
    }
    byte[] key = mask == 0 ? new byte[4] : odd.bytes(4);
    if (mask != 0) {
      out.writeBytes(key);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ key[i % 4]);
    }
  }
}
