package dev.trestle.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket whose messages and close code a test reads one by one. */
final class WsClient implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final boolean reading;
  private final WebSocket socket;
  private final HttpClient client = HttpClient.newHttpClient();

  WsClient(TestDesk desk, String protocol, boolean reading) {
    this.reading = reading;
    WebSocket.Builder builder = client.newWebSocketBuilder();
    if (!protocol.isEmpty()) {
      builder.subprotocols(protocol);
    }
    URI uri = URI.create(desk.url("/graphql").replace("http:", "ws:"));
    socket = builder.buildAsync(uri, this).join();
  }

  static WsClient ready(TestDesk desk, String token) {
    WsClient client = new WsClient(desk, "graphql-transport-ws", true);
    client.send(
        "{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer " + token + "\"}}");
    if (!client.next().equals("{\"type\":\"connection_ack\"}")) {
      throw new AssertionError("no connection_ack");
    }
    return client;
  }

  WsClient send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  WsClient subscribe(String id, String query) {
    return send(
        "{\"id\":\"" + id + "\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + query + "\"}}");
  }

  /** The next message, or {@code close 4400 reason} once the server closed. */
  String next() {
    try {
      String message = received.poll(20, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing arrived");
      }
      return message;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Skips messages until the server closes. */
  String closed() {
    String message = next();
    while (!message.startsWith("close ")) {
      message = next();
    }
    return message;
  }

  void read(long messages) {
    socket.request(messages);
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(reading ? Long.MAX_VALUE : 1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(partial.toString());
      partial.setLength(0);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    received.add("close " + status + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    received.add("error " + error);
  }

  @Override
  public void close() {
    try {
      socket.abort();
    } catch (CompletionException gone) {
      throw new AssertionError(gone);
    }
    client.shutdownNow();
  }
}
