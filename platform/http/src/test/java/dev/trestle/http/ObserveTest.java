package dev.trestle.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.http.TestClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObserveTest {
  @AutoClose private static TestDesk desk;
  private static TestClient client;

  @BeforeAll
  static void start() {
    desk = new TestDesk();
    client = new TestClient(desk);
  }

  @Test
  void saysWhetherItLivesAndWhetherItIsReady() {
    assertEquals("{\"status\":\"UP\"}", client.get("/observe/health").text());
    assertEquals(200, client.get("/observe/ready").status());
    desk.healthy = false;
    Answer ready = client.get("/observe/ready");
    desk.healthy = true;
    assertEquals(503, ready.status());
    assertTrue(ready.text().contains("{\"name\":\"log\",\"status\":\"DOWN\""), ready.text());
  }

  @Test
  void printsMetrics() {
    client.query("{ hello }");
    Answer metrics = client.get("/observe/metrics");
    assertTrue(metrics.header("Content-Type").startsWith("text/plain; version=0.0.4"));
    assertTrue(
        metrics.text().contains("trestle_graphql_execute_seconds_count{kind=\"query\"} "),
        metrics.text());
  }

  @Test
  void publishesItsKeys() {
    Answer keys = client.get("/.well-known/jwks.json");
    assertEquals("{\"keys\":[]}", keys.text());
    assertEquals("application/jwk-set+json", keys.header("Content-Type"));
  }

  @Test
  void namesItsPathsAtTheRoot() {
    assertTrue(client.get("/").text().contains("\"graphql\": \"/graphql\""));
  }

  @Test
  void answersHeadWithoutABody_andOtherMethodsWith405() {
    for (String path : List.of("/", "/observe/health", "/observe/metrics", "/graphiql")) {
      Answer head = client.send("HEAD", path, new byte[0]);
      assertEquals(200, head.status(), path);
      assertEquals(0, head.bytes().length, path);
      assertFalse(head.header("Content-Length").equals("0"), path);
      assertEquals(405, client.send("POST", path, new byte[0]).status(), path);
    }
  }

  @Test
  void servesTheExplorer_withoutAnyOutsideHost() {
    Answer page = client.get("/graphiql");
    assertEquals(200, page.status());
    assertTrue(page.header("Content-Security-Policy").contains("connect-src 'self'"));
    assertFalse(page.text().contains("://"), page.text());
    for (String file :
        List.of(
            "react.js",
            "react-dom.js",
            "graphiql.js",
            "graphiql.css",
            "explorer.js",
            "examples.js",
            "explorer.css")) {
      assertTrue(page.text().contains("/graphiql/" + file), file);
      assertEquals(200, client.get("/graphiql/" + file).status(), file);
    }
    assertEquals(404, client.get("/graphiql/..%2f..%2fsecret").status());
    assertEquals(404, client.get("/graphiql/package.json").status());
  }
}
