package dev.trestle.app.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One party's requests to a desk. */
public final class DeskClient {
  /** What came back, whatever it was. */
  public record Reply(int status, HttpHeaders headers, String body) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException notJson) {
        throw new AssertionError(status + " " + body, notJson);
      }
    }

    /** The code of the first error, wherever it stands; empty when there is none. */
    public String code() {
      return firstCode(json());
    }
  }

  public static final ObjectMapper JSON = new ObjectMapper();
  // Generous: it tells "hangs" from "answers", not fast from slow.
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final String url;
  private final @Nullable String bearer;

  private DeskClient(String url, @Nullable String bearer) {
    this.url = url;
    this.bearer = bearer;
  }

  /** Nobody in particular. */
  public static DeskClient anonymous(String url) {
    return new DeskClient(url, null);
  }

  public DeskClient bearing(@Nullable String token) {
    return new DeskClient(url, token);
  }

  /** This desk's client as the party of these credentials. */
  public DeskClient signIn(String email, String password) {
    JsonNode tokens = signInTokens(email, password);
    return bearing(tokens.get("accessToken").asText());
  }

  /** What a sign-in gives. */
  public JsonNode signInTokens(String email, String password) {
    JsonNode payload =
        anonymous(url)
            .data(
                "mutation($i: SignInInput!) { signIn(input: $i) { accessToken refreshToken"
                    + " passwordChangeDue viewer { id name } userErrors { code message } } }",
                Map.of("i", Map.of("email", email, "password", password)))
            .get("signIn");
    if (payload.path("accessToken").isMissingNode() || payload.get("accessToken").isNull()) {
      throw new AssertionError(payload.toString());
    }
    return payload;
  }

  public String url() {
    return url;
  }

  public @Nullable String bearer() {
    return bearer;
  }

  /** One GraphQL request; the text of its body. */
  public static String body(String query, Map<String, ?> variables) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("query", query);
    body.put("variables", variables);
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public Reply post(String body) throws IOException {
    return post(body.getBytes(StandardCharsets.UTF_8), "application/json", Map.of());
  }

  public Reply post(byte[] body, @Nullable String contentType, Map<String, String> headers)
      throws IOException {
    return send("POST", "/graphql", body, contentType, headers);
  }

  public Reply send(
      String method,
      String path,
      byte @Nullable [] body,
      @Nullable String contentType,
      Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  public Reply get(String path) {
    return unchecked(() -> send("GET", path, null, null, Map.of()));
  }

  public Reply ask(String query, Map<String, ?> variables) {
    return unchecked(() -> post(body(query, variables)));
  }

  public Reply ask(String query) {
    return ask(query, Map.of());
  }

  /** The data of an answer that must have no errors. */
  public JsonNode data(String query, Map<String, ?> variables) {
    JsonNode answer = ask(query, variables).json();
    if (answer.has("errors")) {
      throw new AssertionError(query + " " + variables + " -> " + answer);
    }
    return answer.get("data");
  }

  public JsonNode data(String query) {
    return data(query, Map.of());
  }

  /** The payload of a mutation that must succeed. */
  public JsonNode done(String mutation, Map<String, ?> input, String selection) {
    JsonNode payload = tried(mutation, input, selection);
    if (!payload.path("userErrors").isEmpty()) {
      throw new AssertionError(mutation + " " + input + " -> " + payload);
    }
    return payload;
  }

  /** The payload of a mutation, user errors included. */
  public JsonNode tried(String mutation, Map<String, ?> input, String selection) {
    return data(call(mutation, selection), Map.of("i", input)).get(mutation);
  }

  /** The document that calls one mutation. */
  public static String call(String mutation, String selection) {
    String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    return "mutation($i: "
        + type
        + "!) { "
        + mutation
        + "(input: $i) { "
        + selection
        + " userErrors { type code message path } } }";
  }

  private static String firstCode(JsonNode answer) {
    JsonNode top = answer.at("/errors/0/extensions/code");
    if (!top.isMissingNode()) {
      return top.asText();
    }
    for (JsonNode errors : answer.findValues("userErrors")) {
      if (!errors.isEmpty()) {
        return errors.get(0).path("code").asText();
      }
    }
    return "";
  }

  /** A call that may fail only when the desk is gone. */
  private interface Call {
    Reply run() throws IOException;
  }

  private static Reply unchecked(Call call) {
    try {
      return call.run();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
