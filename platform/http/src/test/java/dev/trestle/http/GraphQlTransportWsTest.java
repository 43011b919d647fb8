package dev.trestle.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GraphQlTransportWsTest {
  private static final String INIT = "{\"type\":\"connection_init\"}";

  @AutoClose
  private final TestDesk desk = new TestDesk(TestDesk.settings().withLive(TestDesk.quick()));

  @Test
  void answersQueriesAndCompletesThem() {
    try (WsClient client = WsClient.ready(desk, "anna")) {
      client.subscribe("1", "{ whoAmI }");
      assertEquals(
          "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":{\"whoAmI\":\"Anna\"}}}",
          client.next());
      assertEquals("{\"id\":\"1\",\"type\":\"complete\"}", client.next());
    }
  }

  @Test
  void sendsEventsUntilTheClientCompletes() {
    try (WsClient client = WsClient.ready(desk, "anna")) {
      client.subscribe("1", "subscription { events { number text } }");
      desk.tape.append("first");
      assertTrue(client.next().contains("\"text\":\"first\""));
      client.send("{\"id\":\"1\",\"type\":\"complete\"}");
      desk.tape.await("the reader is gone", () -> desk.tape.readers() == 0);
    }
  }

  @Test
  void answersAnInvalidOperationWithItsErrors() {
    try (WsClient client = WsClient.ready(desk, "anna")) {
      client.subscribe("1", "{ nothing }");
      String error = client.next();
      assertTrue(error.startsWith("{\"id\":\"1\",\"type\":\"error\",\"payload\":[{"), error);
    }
  }

  @Test
  void answersPings() {
    try (WsClient client = new WsClient(desk, "graphql-transport-ws", true)) {
      client.send("{\"type\":\"ping\"}");
      assertEquals("{\"type\":\"pong\"}", client.next());
    }
  }

  @Test
  void closesWithTheProtocolsCodes() {
    closes("4406", "");
    closes("4400", "graphql-transport-ws", "no json");
    closes("4400", "graphql-transport-ws", "{\"type\":\"nonsense\"}");
    closes("4400", "graphql-transport-ws", "{\"type\":1}");
    closes(
        "4400",
        "graphql-transport-ws",
        "{\"type\":\"ping\",\"x\":\"" + "y".repeat(200_000) + "\"}");
    closes("4429", "graphql-transport-ws", INIT, INIT);
    closes(
        "4401",
        "graphql-transport-ws",
        "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ hello }\"}}");
    closes(
        "4403",
        "graphql-transport-ws",
        "{\"type\":\"connection_init\",\"payload\":{\"token\":\"stale\"}}");
    closes("4408", "graphql-transport-ws");
  }

  private void closes(String code, String protocol, String... messages) {
    try (WsClient client = new WsClient(desk, protocol, true)) {
      for (String message : messages) {
        client.send(message);
      }
      String closed = client.closed();
      assertTrue(closed.startsWith("close " + code), closed + " instead of " + code);
    }
  }

  @Test
  void closesWhenAnIdIsUsedTwice() {
    try (WsClient client = WsClient.ready(desk, "anna")) {
      client.subscribe("1", "subscription { events { number } }");
      client.subscribe("1", "subscription { events { number } }");
      assertTrue(client.closed().startsWith("close 4409"));
    }
  }

  @Test
  void refusesMoreOperationsThanOneConnectionMayRun() {
    try (WsClient client = WsClient.ready(desk, "anna")) {
      for (int i = 1; i <= 4; i++) {
        client.subscribe("s" + i, "subscription { events { number } }");
      }
      String refused = client.next();
      assertTrue(
          refused.contains("\"id\":\"s4\"") && refused.contains("OPERATIONS_TOO_MANY"), refused);
    }
  }

  @Test
  void closesAnOpenSubscription_whenItsTokenIsRevoked_evenWithoutEvents() {
    try (WsClient client = WsClient.ready(desk, "anna")) {
      client.subscribe("1", "subscription { events { number reader } }");
      desk.tape.append("before");
      assertTrue(client.next().contains("Anna"));
      desk.tokens.clear();
      assertTrue(client.closed().startsWith("close 4403 TOKEN_EXPIRED"));
    }
    desk.tape.await("the reader is gone", () -> desk.tape.readers() == 0);
  }

  @Test
  void dropsASlowReader_withACodedClose_andLetsGoOfItsSource() {
    try (WsClient client = new WsClient(desk, "graphql-transport-ws", false)) {
      client.send("{\"type\":\"connection_init\",\"payload\":{\"token\":\"anna\"}}");
      assertEquals("{\"type\":\"connection_ack\"}", client.next());
      client.subscribe("1", "subscription { events { text } }");
      String large = "x".repeat(100_000);
      for (int i = 0; i < 400; i++) {
        desk.tape.append(large);
      }
      desk.tape.await("the source is closed", () -> desk.tape.readers() == 0 && slowReaders() == 1);
      client.read(Long.MAX_VALUE);
      assertTrue(client.closed().startsWith("close 4008 SLOW_READER"));
    }
  }

  private int slowReaders() {
    return desk.metrics.prometheus().contains("reason=\"slow_reader\"} 1") ? 1 : 0;
  }

  @Test
  void reapsAPeerThatVanishedWithoutAWord() throws Exception {
    // A raw socket that upgrades and then never answers a ping.
    try (java.net.Socket silent = new java.net.Socket("127.0.0.1", desk.server.port())) {
      silent
          .getOutputStream()
          .write(
              ("GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                      + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n")
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      byte[] init =
          "{\"type\":\"connection_init\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      silent
          .getOutputStream()
          .write(new byte[] {(byte) 0x81, (byte) (0x80 | init.length), 0, 0, 0, 0});
      silent.getOutputStream().write(init);
      byte[] rest = silent.getInputStream().readAllBytes();
      assertTrue(
          new String(rest, java.nio.charset.StandardCharsets.ISO_8859_1)
              .contains("connection_ack"));
    }
    desk.tape.await(
        "the connection is forgotten",
        () -> desk.metrics.prometheus().contains("trestle_live_connections 0\n"));
  }

  @Test
  void refusesPagesOfForeignOrigins() {
    TestClient http = new TestClient(desk);
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", desk.server.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                      + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      + "Origin: https://evil.example\r\n\r\n")
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 403", new String(answer, java.nio.charset.StandardCharsets.US_ASCII));
    } catch (java.io.IOException failed) {
      throw new AssertionError(failed);
    }
    assertEquals(200, http.get("/").status());
  }

  @Test
  void sendsClientsAway_whenItStops() {
    try (WsClient client = WsClient.ready(desk, "anna")) {
      client.subscribe("1", "subscription { events { number } }");
      desk.tape.append("one");
      client.next();
      desk.server.close();
      assertTrue(client.closed().startsWith("close 1001"));
    }
  }
}
