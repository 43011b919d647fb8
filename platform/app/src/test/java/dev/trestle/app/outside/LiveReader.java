package dev.trestle.app.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a desk sends over an open connection, line by line and in the end how it closed. */
public final class LiveReader implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  private LiveReader() {}

  /** Subscribes over graphql-transport-ws. */
  public static LiveReader webSocket(DeskClient who, String subscription) {
    LiveReader reader = new LiveReader();
    WebSocket open =
        reader
            .client
            .newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .buildAsync(URI.create(who.url().replace("http:", "ws:") + "/graphql"), reader)
            .join();
    reader.socket = open;
    open.sendText(
            "{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer "
                + who.bearer()
                + "\"}}",
            true)
        .join();
    reader.await("connection_ack");
    open.sendText(
            "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":"
                + DeskClient.body(subscription, Map.of())
                + "}",
            true)
        .join();
    return reader;
  }

  /** Subscribes over graphql-sse. */
  public static LiveReader eventStream(DeskClient who, String subscription) {
    LiveReader reader = new LiveReader();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(who.url() + "/graphql/stream"))
            .header("Authorization", "Bearer " + who.bearer())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(DeskClient.body(subscription, Map.of())))
            .build();
    Thread.ofVirtual().start(() -> reader.read(request));
    return reader;
  }

  private void read(HttpRequest request) {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          received.add(line);
        }
      }
      received.add("closed");
    } catch (IOException | InterruptedException gone) {
      received.add("closed by " + gone);
    }
  }

  /** Reads on to something that holds this text; all that was read, joined by line breaks. */
  public String await(String text) {
    StringBuilder all = new StringBuilder();
    while (all.indexOf(text) < 0) {
      try {
        String next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("\"" + text + "\" never came, but: " + all);
        }
        all.append(next).append('\n');
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stopped);
      }
    }
    return all.toString();
  }

  /** What came since somebody last read; nothing is waited for. */
  public List<String> soFar() {
    List<String> lines = new ArrayList<>();
    received.drainTo(lines);
    return lines;
  }

  /** Reads on to the end. */
  public String toTheEnd() {
    return await("closed");
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    received.add("closed " + code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    received.add("closed by " + error);
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    client.shutdownNow();
  }
}
