package dev.trestle.app.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;

/** Takes what desks deliver, sometimes not at the first time, and remembers it by its key. */
final class PostBox implements AutoCloseable {
  private static final int MOODS = 50;

  /** What came, by its key, in the order in which the keys came first. */
  private final Map<String, String> bodies = new LinkedHashMap<>();

  private final Set<String> refused = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final Random random;
  private final HttpServer server;
  private int repeats;

  PostBox(long seed) throws IOException {
    random = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestHeaders().getFirst("Message-Key");
    if (key == null) {
      key = exchange.getRequestHeaders().getFirst("webhook-id");
    }
    int status = taken(String.valueOf(key), body) ? 200 : 503;
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private synchronized boolean taken(String key, String body) {
    // Nothing is refused twice, so that the campaign comes to its end.
    if (random.nextInt(MOODS) == 0 && refused.add(key)) {
      return false;
    }
    String before = bodies.putIfAbsent(key, body);
    if (before != null) {
      repeats++;
      if (!before.equals(body)) {
        faults.add(key + " came as " + before + " and as " + body);
      }
    }
    return true;
  }

  synchronized Map<String, String> bodies() {
    return new LinkedHashMap<>(bodies);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized int repeats() {
    return repeats;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
