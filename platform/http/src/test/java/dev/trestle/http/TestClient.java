package dev.trestle.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends one request over a real socket and reads the answer. */
final class TestClient {
  private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");

  /** An answer: status, headers by name, body as text and bytes. */
  record Answer(int status, HttpResponse<byte[]> response) {
    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The first error's code, empty when there is none. */
    String code() {
      Matcher matcher = CODE.matcher(text());
      return matcher.find() ? matcher.group(1) : "";
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final TestDesk desk;

  TestClient(TestDesk desk) {
    this.desk = desk;
  }

  /**
   * @param headers names and values in turn
   */
  Answer send(String method, String path, byte[] body, String... headers) {
    return sent(
        method,
        path,
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body),
        headers);
  }

  /** Sends a body without saying how long it is. */
  Answer sendInChunks(String method, String path, byte[] body) {
    return sent(
        method,
        path,
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  private Answer sent(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(desk.url(path))).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException failed) {
      throw new AssertionError(method + " " + path + " got no answer", failed);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  /** Posts JSON text to /graphql. */
  Answer json(String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send("POST", "/graphql", body.getBytes(StandardCharsets.UTF_8), all);
  }

  /** Posts a document without quotes in it. */
  Answer query(String document, String... headers) {
    return json("{\"query\":\"" + document.replace("\"", "\\\"") + "\"}", headers);
  }

  Answer body(String contentType, String body) {
    return send(
        "POST", "/graphql", body.getBytes(StandardCharsets.UTF_8), "Content-Type", contentType);
  }
}
