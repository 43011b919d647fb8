package dev.trestle.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.http.TestClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GraphQlSseTest {
  private static final String SUBSCRIPTION = "{\"query\":\"subscription { events { text } }\"}";

  @AutoClose
  private final TestDesk desk = new TestDesk(TestDesk.settings().withLive(TestDesk.quick()));

  private final TestClient client = new TestClient(desk);

  @Test
  void answersAQueryAsOneEventAndCompletes() {
    Answer answer = stream("{\"query\":\"{ hello }\"}");
    assertEquals("text/event-stream", answer.header("Content-Type").split(";")[0]);
    assertTrue(
        answer
            .text()
            .endsWith(
                "event: next\ndata: {\"data\":{\"hello\":\"world\"}}\n\n"
                    + "event: complete\ndata:\n\n"),
        answer.text());
  }

  @Test
  void tellsErrorsAsEvents_butRefusesBadRequestsAndTokensAtOnce() {
    assertTrue(stream("{\"query\":\"{ nothing }\"}").text().contains("\"errors\""));
    assertEquals(400, stream("{").status());
    Answer stale =
        client.send(
            "POST",
            "/graphql/stream",
            SUBSCRIPTION.getBytes(UTF_8),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer stale");
    assertEquals(401, stale.status());
    assertEquals(
        406,
        client
            .send(
                "POST",
                "/graphql/stream",
                SUBSCRIPTION.getBytes(UTF_8),
                "Content-Type",
                "application/json",
                "Accept",
                "application/json")
            .status());
    assertEquals(405, client.send("PUT", "/graphql/stream", new byte[0]).status());
  }

  @Test
  void carriesCursorsAsIds_andResumesAfterLastEventId() throws IOException {
    for (String text : new String[] {"one", "two", "three"}) {
      desk.tape.append(text);
    }
    try (Socket socket = open("Last-Event-ID: 1\r\n")) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertEquals("id: 2", find(lines, "id: "));
      assertEquals("data: {\"data\":{\"events\":{\"text\":\"two\"}}}", find(lines, "data: "));
      assertEquals("id: 3", find(lines, "id: "));
    }
  }

  @Test
  void endsTheStream_whenTheTokenIsRevoked() throws IOException {
    try (Socket socket = open("Authorization: Bearer anna\r\n")) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      find(lines, ":");
      desk.tokens.clear();
      assertTrue(find(lines, "data: ").contains("TOKEN_EXPIRED"));
      assertEquals("event: complete", find(lines, "event: complete"));
    }
  }

  @Test
  void noticesAReaderThatVanished_byItsHeartbeat() throws IOException {
    try (Socket socket = open("")) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      find(lines, ":");
      desk.tape.await("it subscribed", () -> desk.tape.readers() == 1);
    }
    desk.tape.await("its source is closed", () -> desk.tape.readers() == 0);
  }

  @Test
  void dropsASlowReader_withACodedLastEvent() throws IOException {
    String large = "x".repeat(100_000);
    try (Socket socket = open("")) {
      desk.tape.await("it subscribed", () -> desk.tape.readers() == 1);
      for (int i = 0; i < 400; i++) {
        desk.tape.append(large);
      }
      desk.tape.await("its source is closed", () -> desk.tape.readers() == 0);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      String line = find(lines, "data: {\"errors\"");
      assertTrue(line.contains("SLOW_READER"), line);
    }
  }

  private Answer stream(String body) {
    return client.send(
        "POST",
        "/graphql/stream",
        body.getBytes(UTF_8),
        "Content-Type",
        "application/json",
        "Accept",
        "text/event-stream");
  }

  private Socket open(String headers) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8192);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", desk.server.port()));
    String request =
        "POST /graphql/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
            + "Content-Type: application/json\r\n"
            + headers
            + "Content-Length: "
            + SUBSCRIPTION.length()
            + "\r\n\r\n"
            + SUBSCRIPTION;
    socket.getOutputStream().write(request.getBytes(UTF_8));
    return socket;
  }

  private static String find(BufferedReader lines, String start) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(start)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new AssertionError("the stream ended before " + start);
    }
    return line;
  }
}
