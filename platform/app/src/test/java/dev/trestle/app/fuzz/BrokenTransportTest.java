package dev.trestle.app.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.outside.ServedDesk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of clients that the desk once took for its own. */
class BrokenTransportTest {
  private static final String HANDSHAKE =
      "GET /graphql HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n"
          + "Sec-WebSocket-Key: %s\r\n\r\n";

  @TempDir private static Path folder;
  @AutoClose private static ServedDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"));
  }

  @Test
  void refusesABodyShorterThanItsLength() throws IOException {
    refused(400, "BODY_CUT", post("Content-Length: 99\r\n", "{\"query\""));
  }

  @Test
  void refusesAChunkedBodyThatBreaksOff() throws IOException {
    refused(400, "BODY_CUT", post("Transfer-Encoding: chunked\r\n", "5\r\n{\"que"));
  }

  @Test
  void takesAnAcceptHeaderWithEmptyParts() throws IOException {
    String answer =
        post("Accept: */*;q=2,,;\r\nContent-Length: 24\r\n", "{\"query\":\"{__typename}\"} ");
    assertEquals(200, RawSocket.status(answer), answer);
  }

  @Test
  void saysWhichVersionItSpeaks() throws IOException {
    refused(
        505,
        "HTTP_VERSION_UNSUPPORTED",
        send("GET / HTTP/1.0\r\nHost: desk\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void refusesAWebSocketKeyThatIsNone() throws IOException {
    for (String key : new String[] {"short", "c2hvcnQ=", "?"}) {
      refused(
          400,
          "HTTP_MALFORMED",
          send(HANDSHAKE.formatted(key).getBytes(StandardCharsets.US_ASCII)));
    }
  }

  @Test
  void closesOverAFrameOfAReservedKind() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        HANDSHAKE.formatted("dGhlIHNhbXBsZSBub25jZQ==").getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {(byte) 0x8C, (byte) 0x80, 1, 2, 3, 4});
    String answer = send(bytes.toByteArray());
    assertEquals(101, RawSocket.status(answer), answer);
    assertFalse(answer.contains("INTERNAL"), answer);
    assertEquals("Query", desk.anonymous().data("{ __typename }").get("__typename").asText());
  }

  private static String post(String headers, String body) throws IOException {
    return send(
        ("POST /graphql HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n"
                + headers
                + "\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static String send(byte[] bytes) throws IOException {
    return RawSocket.send(desk.running().port(), bytes);
  }

  private static void refused(int status, String code, String answer) {
    assertEquals(status, RawSocket.status(answer), answer);
    assertTrue(answer.contains("\"" + code + "\""), answer);
  }
}
