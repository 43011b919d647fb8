package dev.trestle.plugins.tests.postoffice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Gives tokens for a refresh token, and tells Dovecot whose they are. */
final class Provider implements AutoCloseable {
  static final String REFRESH_TOKEN = "a-refresh-token";
  private static final String TOKEN = "a-token";

  private final HttpServer server;

  Provider(int port, String user) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/refresh",
        call -> {
          String asked =
              new String(call.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
          boolean known = asked.contains("refresh_token=" + REFRESH_TOKEN);
          answer(
              call,
              known ? 200 : 400,
              known
                  ? "{\"access_token\": \"" + TOKEN + "\", \"expires_in\": 3600}"
                  : "{\"error\": \"invalid_grant\"}");
        });
    server.createContext(
        "/token",
        call -> {
          boolean known = String.valueOf(call.getRequestURI().getQuery()).endsWith("=" + TOKEN);
          answer(
              call,
              known ? 200 : 401,
              known ? "{\"email\": \"" + user + "\"}" : "{\"error\": \"invalid_token\"}");
        });
    server.start();
  }

  private static void answer(HttpExchange call, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
