package dev.trestle.benchmarks.desk;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The raw limit: a bare handler that reads the request and answers the same bytes from memory. */
public final class RawServer {
  private RawServer() {}

  /**
   * Serves each file of a folder under its own name until the process is stopped.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws IOException {
    HttpRouting.Builder routing = HttpRouting.builder();
    try (var files = Files.list(Path.of(arguments[0]))) {
      for (Path file : files.toList()) {
        byte[] answer = Files.readAllBytes(file);
        routing.post(
            "/" + file.getFileName(), (request, response) -> answer(request, response, answer));
      }
    }
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addRouting(routing)
            .build()
            .start();
    System.out.println("http://127.0.0.1:" + server.port());
  }

  private static void answer(ServerRequest request, ServerResponse response, byte[] answer)
      throws IOException {
    try (InputStream body = request.content().inputStream()) {
      body.readAllBytes();
    }
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(answer);
  }
}
