package dev.trestle.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Prints the rate of a trivial query against a bare Helidon handler that sends the same bytes, in
 * turns, so that a busy machine slows both. Run it by hand; nothing here is asserted.
 */
final class HttpLoad {
  private static final byte[] ANSWER =
      "{\"data\":{\"__typename\":\"Query\"}}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BODY =
      "{\"query\":\"{ __typename }\"}".getBytes(StandardCharsets.UTF_8);

  private HttpLoad() {}

  /**
   * @param arguments clients, seconds per turn, turns
   */
  public static void main(String[] arguments) throws Exception {
    int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    int turns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
    WebServer bare =
        WebServer.builder()
            .host("127.0.0.1")
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addRouting(
                HttpRouting.builder()
                    .post(
                        "/graphql",
                        (request, response) -> {
                          request.content().as(byte[].class);
                          response.header(
                              HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json"));
                          response.send(ANSWER);
                        }))
            .build()
            .start();
    try (TestDesk desk = new TestDesk()) {
      List<Double> ratios = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        double raw = rate(bare.port(), clients, seconds);
        double graphql = rate(desk.server.port(), clients, seconds);
        ratios.add(graphql / raw);
        System.out.printf(
            "%d clients: bare %,.0f/s, query %,.0f/s, %.0f %%%n",
            clients, raw, graphql, 100 * graphql / raw);
      }
      ratios.sort(null);
      System.out.printf("median %.0f %%%n", 100 * ratios.get(ratios.size() / 2));
    } finally {
      bare.stop();
    }
  }

  private static double rate(int port, int clients, int seconds) throws InterruptedException {
    LongAdder done = new LongAdder();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(Thread.ofPlatform().start(() -> client(port, end, done)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return done.sum() / (double) seconds;
  }

  private static void client(int port, long end, LongAdder done) {
    byte[] request =
        ("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + BODY.length
                + "\r\n\r\n"
                + new String(BODY, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] buffer = new byte[4096];
      int length = 0;
      while (System.nanoTime() < end) {
        out.write(request);
        if (length == 0) {
          length = firstAnswer(in, buffer);
        } else {
          in.readFully(buffer, 0, length);
        }
        done.increment();
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Every answer has as many bytes as the first. */
  private static int firstAnswer(DataInputStream in, byte[] buffer) throws IOException {
    int n = 0;
    while (true) {
      n += in.read(buffer, n, buffer.length - n);
      String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
      if (text.contains("\r\n\r\n") && text.endsWith("}")) {
        return n;
      }
    }
  }
}
