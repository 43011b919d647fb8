package dev.trestle.plugins.tests.postoffice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.plugins.tests.mail.MailServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A desk in a process of its own, which may be killed and started again at any time. */
final class Desk implements AutoCloseable {
  private static final String HEAP = "768m";
  private static final String HOSTS = PostOffice.HOST + ",127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long AWAY_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long LOOK_MILLIS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Map<String, String> settings;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int starts;
  private volatile @Nullable ServerProcess process;
  private volatile String url = "";
  private volatile String token = "";

  Desk(Path folder) {
    this(folder, Map.of());
  }

  /**
   * @param more what the operator says besides, as environment variables
   */
  Desk(Path folder, Map<String, String> more) {
    this.folder = folder;
    this.settings = new LinkedHashMap<>(more);
    settings.put("TRESTLE_NETWORK_HOSTS", HOSTS);
    // A test that is stopped from outside leaves no desk behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::abandon));
  }

  private void abandon() {
    ServerProcess running = process;
    if (running != null) {
      ProcessHandle.of(running.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  void start() {
    try {
      ServerProcess started = MailServer.start(folder, "desk-" + starts++, HEAP, settings);
      process = started;
      url = "http://127.0.0.1:" + started.port();
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Kills it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    ServerProcess running = process;
    process = null;
    if (running != null) {
      ProcessHandle handle = ProcessHandle.of(running.pid()).orElseThrow();
      handle.destroyForcibly();
      handle.onExit().join();
    }
  }

  /** What it printed since it was started last. */
  String printed() {
    ServerProcess running = process;
    return running == null ? "" : running.printed();
  }

  long cpuMillis() {
    ServerProcess running = process;
    return running == null
        ? 0
        : ProcessHandle.of(running.pid())
            .flatMap(handle -> handle.info().totalCpuDuration())
            .map(Duration::toMillis)
            .orElse(0L);
  }

  long residentBytes() {
    ServerProcess running = process;
    return running == null ? 0 : running.residentBytes();
  }

  /** Asks until the desk answers, however often it is killed meanwhile; the answer's data. */
  JsonNode ask(String query, Map<String, ?> variables) {
    long begun = System.nanoTime();
    while (true) {
      try {
        JsonNode answer = once(query, variables);
        if (!answer.path("errors").isEmpty()) {
          throw new AssertionError(query + " " + variables + ": " + answer);
        }
        return answer.get("data");
      } catch (IOException away) {
        if (System.nanoTime() - begun > AWAY_NANOS) {
          throw new UncheckedIOException("the desk stays away", away);
        }
        rest();
      }
    }
  }

  JsonNode ask(String query) {
    return ask(query, Map.of());
  }

  /** Does something that has to succeed; its payload. Repeating is safe by the operation key. */
  JsonNode does(String mutation, Map<String, ?> input, String payload) {
    JsonNode answer = tries(mutation, input, payload);
    if (!answer.path("userErrors").isEmpty()) {
      throw new AssertionError(mutation + " " + input + ": " + answer);
    }
    return answer;
  }

  /** Does something that may be refused. */
  JsonNode tries(String mutation, Map<String, ?> input, String payload) {
    String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
    return ask(
            "mutation($i: "
                + type
                + ") { "
                + mutation
                + "(input: $i) { "
                + payload
                + " userErrors { code message path } } }",
            Map.of("i", input))
        .get(mutation);
  }

  /** The bytes of a file. */
  byte[] file(String path) {
    long begun = System.nanoTime();
    while (true) {
      try {
        HttpResponse<byte[]> answer =
            http.send(
                request(path).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 401) {
          signIn();
        } else if (answer.statusCode() == 200) {
          return answer.body();
        } else {
          throw new AssertionError(path + ": " + answer.statusCode());
        }
      } catch (IOException away) {
        if (System.nanoTime() - begun > AWAY_NANOS) {
          throw new UncheckedIOException("the desk stays away", away);
        }
        rest();
      } catch (InterruptedException stopped) {
        throw stopped(stopped);
      }
    }
  }

  private JsonNode once(String query, Map<String, ?> variables) throws IOException {
    if (token.isEmpty()) {
      signIn();
    }
    JsonNode answer = post(query, variables, token);
    if (answer.toString().contains("\"UNAUTHENTICATED\"")) {
      signIn();
      answer = post(query, variables, token);
    }
    if (answer.path("errors").toString().contains("\"UNAVAILABLE\"")) {
      throw new IOException("the desk says: later");
    }
    return answer;
  }

  private void signIn() throws IOException {
    JsonNode answer =
        post(
            "mutation($i: SignInInput!) { signIn(input: $i) { accessToken } }",
            Map.of("i", Map.of("email", MailServer.EMAIL, "password", MailServer.PASSWORD)),
            "");
    String given = answer.at("/data/signIn/accessToken").asText();
    if (given.isEmpty()) {
      throw new AssertionError("nobody is signed in: " + answer);
    }
    token = given;
  }

  private JsonNode post(String query, Map<String, ?> variables, String bearer) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("query", query);
    body.put("variables", variables);
    HttpRequest.Builder request =
        request("/graphql")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try {
      String answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
      return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
    } catch (InterruptedException stopped) {
      throw stopped(stopped);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
  }

  private static void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException stopped) {
      throw stopped(stopped);
    }
  }

  private static IllegalStateException stopped(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("the test was stopped", cause);
  }

  @Override
  public void close() {
    ServerProcess running = process;
    process = null;
    if (running != null) {
      running.close();
    }
    http.close();
  }
}
