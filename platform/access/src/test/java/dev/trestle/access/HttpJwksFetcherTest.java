package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpJwksFetcherTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpJwksFetcher fetcher = new HttpJwksFetcher(client, Duration.ofSeconds(10), true);
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private String base;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
    server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    answer("/good", 200, "{\"keys\":[]}");
    answer("/big", 200, "x".repeat(300_000));
    answer("/gone", 404, "no");
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", base + "/good");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await();
          exchange.close();
        });
    server.start();
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    client.shutdownNow();
  }

  @Test
  void bringsWhatIsThere() throws Exception {
    assertEquals("{\"keys\":[]}", fetcher.fetch(base + "/good"));
  }

  @Test
  void refusesAnswersThatAreTooBigMissingOrElsewhere() {
    for (String path : List.of("/big", "/gone", "/moved")) {
      assertThrows(IOException.class, () -> fetcher.fetch(base + path), path);
    }
  }

  @Test
  void givesUp_whenTheBodyDoesNotComeInTime() {
    HttpJwksFetcher hasty = new HttpJwksFetcher(client, Duration.ofMillis(300), true);
    assertThrows(IOException.class, () -> hasty.fetch(base + "/drip"));
  }

  @Test
  void goesNowhereButToHttps_andToLoopbackOnlyWhenAllowed() {
    HttpJwksFetcher strict = new HttpJwksFetcher(client, Duration.ofSeconds(10), false);
    assertThrows(IOException.class, () -> strict.fetch(base + "/good"));
    for (String bad :
        List.of(
            "http://idp.example.test/jwks",
            "http://localhost:1/jwks",
            "http://192.0.2.1/jwks",
            "http://2130706433/jwks",
            "https://user:word@idp.example.test/jwks",
            "file:///etc/passwd",
            "ftp://127.0.0.1/jwks",
            "jwks",
            "https:",
            "https://",
            "http://[::1",
            "ht tp://x")) {
      assertThrows(IOException.class, () -> fetcher.fetch(bad), bad);
    }
  }
}
