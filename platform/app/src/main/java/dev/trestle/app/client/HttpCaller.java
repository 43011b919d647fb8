package dev.trestle.app.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a desk over HTTP with an API token. Passing trouble is waited out a bounded number of times,
 * so mutations must carry operation keys.
 */
public final class HttpCaller implements GraphQlCaller {
  private static final int ATTEMPTS_MAX = 6;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
  private final URI endpoint;
  private final URI files;
  private final @Nullable String token;
  private final Duration firstPause;
  private boolean answeredBefore;

  /**
   * @param desk where the desk answers, such as http://127.0.0.1:8080
   * @param token an API token; null asks as nobody
   * @param firstPause how long to wait after the first passing trouble; later pauses double
   */
  public HttpCaller(URI desk, @Nullable String token, Duration firstPause) {
    String base = desk.toString();
    String slashed = base.endsWith("/") ? base : base + "/";
    this.endpoint = URI.create(slashed + "graphql");
    this.files = URI.create(slashed + "files");
    this.token = token;
    this.firstPause = firstPause;
  }

  @Override
  public Answer call(String document, Map<String, @Nullable Object> variables) throws CallFailed {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("query", document);
    body.put("variables", variables);
    byte[] bytes = Json.bytes(body);
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      try {
        Answer answer = send(bytes);
        answeredBefore = true;
        if (attempt == ATTEMPTS_MAX || !Answers.passingTrouble(answer)) {
          return Answers.data(answer);
        }
      } catch (CallFailed refused) {
        throw refused;
      } catch (IOException unreachable) {
        // A desk that has answered may be restarting; one that never did is probably not there.
        if (attempt == ATTEMPTS_MAX || !answeredBefore) {
          throw new CallFailed(
              "No desk answers at " + endpoint + ". Start it, or name another address with --url.",
              unreachable);
        }
      }
      rest(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /**
   * Uploads a file.
   *
   * @return its id, for the one mutation that takes it
   * @throws CallFailed when the desk cannot be reached, or does not take it
   */
  public String upload(String name, byte[] content) throws CallFailed {
    URI address = URI.create(files + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/octet-stream")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(content));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      Answer answer = Answers.parse(answerTo(request.build()));
      String id = answer.optionalText("id");
      if (id == null) {
        throw new CallFailed("The desk does not take the file: " + answer.members());
      }
      return id;
    } catch (CallFailed refused) {
      throw refused;
    } catch (IOException unreachable) {
      throw new CallFailed(
          "No desk answers at " + files + ". Start it, or name another address with --url.",
          unreachable);
    }
  }

  private Answer send(byte[] bytes) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return Answers.parse(answerTo(request.build()));
  }

  private byte[] answerTo(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Stopped while waiting for the desk.", stopped);
    }
  }

  private static void rest(Duration pause) throws CallFailed {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Stopped while waiting for the desk.", stopped);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
