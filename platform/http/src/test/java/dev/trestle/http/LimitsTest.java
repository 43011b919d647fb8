package dev.trestle.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.http.TestClient.Answer;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.graphql.GetQueries;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void limitsTheRateOfAnAddress_andSaysWhenToComeBack() {
    HttpSettings slow = TestDesk.settings().withRates(new Admission.Rates(0, 0, 1, 3));
    try (TestDesk desk = new TestDesk(slow)) {
      TestClient client = new TestClient(desk);
      for (int i = 0; i < 3; i++) {
        assertEquals(200, client.query("{ hello }").status());
      }
      Answer limited = client.query("{ hello }");
      assertEquals(429, limited.status());
      assertEquals("RATE_LIMITED", limited.code());
      assertEquals("1", limited.header("Retry-After"));
      assertEquals(200, client.query("{ hello }", "Authorization", "Bearer anna").status());
    }
  }

  @Test
  void turnsRequestsAway_whenAllPlacesAreTaken() throws InterruptedException {
    HttpSettings narrow =
        TestDesk.settings().withLimits(1 << 20, 1 << 20, 1).withRequestWait(Duration.ofMillis(20));
    try (TestDesk desk = new TestDesk(narrow)) {
      TestClient client = new TestClient(desk);
      Thread first = Thread.ofVirtual().start(() -> client.query("{ held }"));
      desk.tape.await("the first request holds the place", () -> desk.held.get() == 1);
      Answer busy = client.query("{ hello }");
      assertEquals(503, busy.status());
      assertEquals("DESK_BUSY", busy.code());
      assertEquals("1", busy.header("Retry-After"));
      desk.release.countDown();
      first.join();
      assertEquals(200, client.query("{ hello }").status());
    }
  }

  @Test
  void finishesRequestsUnderWay_whenItStops() throws InterruptedException {
    try (TestDesk desk = new TestDesk()) {
      TestClient client = new TestClient(desk);
      Answer[] answer = new Answer[1];
      Thread request = Thread.ofVirtual().start(() -> answer[0] = client.query("{ held }"));
      desk.tape.await("the request is under way", () -> desk.held.get() == 1);
      Thread stop = Thread.ofVirtual().start(desk.server::close);
      desk.release.countDown();
      request.join();
      stop.join();
      assertEquals(200, answer[0].status());
      assertTrue(answer[0].text().contains("released"));
    }
  }

  @Test
  void letsPagesOfListedOriginsIn() {
    HttpSettings open =
        TestDesk.settings().withDoors(GetQueries.OFF, false, Set.of("https://front.example"));
    try (TestDesk desk = new TestDesk(open)) {
      TestClient client = new TestClient(desk);
      Answer preflight =
          client.send(
              "OPTIONS",
              "/graphql",
              new byte[0],
              "Origin",
              "https://front.example",
              "Access-Control-Request-Method",
              "POST");
      assertEquals(204, preflight.status());
      assertEquals("https://front.example", preflight.header("Access-Control-Allow-Origin"));
      assertTrue(preflight.header("Access-Control-Allow-Headers").contains("authorization"));
      Answer foreign =
          client.send(
              "OPTIONS",
              "/graphql",
              new byte[0],
              "Origin",
              "https://evil.example",
              "Access-Control-Request-Method",
              "POST");
      assertEquals("", foreign.header("Access-Control-Allow-Origin"));
    }
  }

  @Test
  void hidesTheExplorerAndGetQueries_whenSwitchedOff() {
    HttpSettings closed = TestDesk.settings().withDoors(GetQueries.OFF, false, Set.of());
    try (TestDesk desk = new TestDesk(closed)) {
      TestClient client = new TestClient(desk);
      assertEquals(404, client.get("/graphiql").status());
      assertEquals(404, client.get("/graphiql/graphiql.js").status());
      assertEquals(405, client.get("/graphql?query=%7Bhello%7D", "X-Trestle-CSRF", "1").status());
      assertFalse(client.get("/").text().contains("graphiql"));
    }
  }
}
