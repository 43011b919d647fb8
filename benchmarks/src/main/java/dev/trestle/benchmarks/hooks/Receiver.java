package dev.trestle.benchmarks.hooks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web server for messages, of which some meet it in a bad mood: it refuses, cuts the connection
 * before or after it took the message, answers twice or late, stalls, and restarts.
 */
final class Receiver implements AutoCloseable {
  private static final Duration LATE = Duration.ofMillis(500);
  private static final int BACKLOG = 200;
  private static final int PER_MILLE = 1_000;
  private static final int MOODY = 45;

  /** What becomes of one request. */
  private enum Mood {
    TAKE,
    REFUSE,
    REFUSE_FOR_A_SECOND,
    CUT,
    TAKE_AND_CUT,
    TAKE_AND_ANSWER_TWICE,
    TAKE_AND_ANSWER_LATE
  }

  private final Ledger ledger;
  private final SplittableRandom random;
  private final boolean gentle;
  private final Set<String> upset = new HashSet<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile ServerSocket server;
  private volatile boolean healthy;
  private volatile long stalledUntilNanos = System.nanoTime();

  /**
   * @param gentle whether no message meets two moods, so that none has to wait long
   */
  Receiver(Ledger ledger, long seed, boolean gentle) {
    this.ledger = ledger;
    this.gentle = gentle;
    this.random = new SplittableRandom(seed);
    this.server = listening(0);
  }

  private ServerSocket listening(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      Thread.ofVirtual().name("receiver").start(() -> accept(socket));
      return socket;
    } catch (IOException failed) {
      throw new UncheckedIOException("the receiver cannot listen", failed);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int attempts() {
    return attempts.get();
  }

  int failures() {
    return failures.get();
  }

  int connections() {
    return connections.get();
  }

  /** Takes everything at once from now on. */
  void recover() {
    healthy = true;
  }

  /** Lets everybody wait for this long who asks from now on. */
  void stall(Duration length) {
    stalledUntilNanos = System.nanoTime() + length.toNanos();
  }

  /** Goes away without a word, and comes back at the same place. */
  void restart(Duration away) throws InterruptedException {
    int port = port();
    close();
    Thread.sleep(away);
    server = listening(port);
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().name("receiver of one").start(() -> serve(socket));
      } catch (IOException closed) {
        return; // Restarts close it.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean more = true;
      while (more) {
        more = one(socket, in);
      }
    } catch (IOException gone) {
      // Cut by this side or the other; the sender counts it as a failure and comes again.
      failures.incrementAndGet();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** One request and what becomes of it; whether there may be another one. */
  private boolean one(Socket socket, InputStream in) throws IOException, InterruptedException {
    List<String> head = head(in);
    if (head.isEmpty()) {
      return false;
    }
    HttpHeaders headers = headers(head);
    int length = (int) headers.firstValueAsLong("content-length").orElse(0);
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    attempts.incrementAndGet();
    long stalled = stalledUntilNanos - System.nanoTime();
    if (stalled > 0) {
      Thread.sleep(Duration.ofNanos(stalled));
    }
    Mood mood = mood(headers.firstValue("webhook-id").orElse(""));
    if (mood == Mood.CUT) {
      socket.setSoLinger(true, 0);
      throw new IOException("in a mood");
    }
    if (mood == Mood.REFUSE || mood == Mood.REFUSE_FOR_A_SECOND) {
      failures.incrementAndGet();
      String wait = mood == Mood.REFUSE ? "" : "Retry-After: 1\r\n";
      answer(socket, "503 Not now\r\n" + wait, "later");
      return true;
    }
    ledger.take(headers, body);
    switch (mood) {
      case TAKE_AND_CUT -> {
        socket.setSoLinger(true, 0);
        throw new IOException("in a mood");
      }
      // In one go, so that the second answer is there before anybody could ask again.
      case TAKE_AND_ANSWER_TWICE ->
          write(socket, answer("500 Never mind\r\n", "first") + answer("200 Fine\r\n", "second"));
      case TAKE_AND_ANSWER_LATE -> {
        Thread.sleep(LATE);
        answer(socket, "200 Fine\r\n", "");
      }
      default -> answer(socket, "200 Fine\r\n", "");
    }
    return true;
  }

  private synchronized Mood mood(String id) {
    int dice = random.nextInt(PER_MILLE);
    if (healthy || dice >= MOODY || (gentle && !upset.add(id))) {
      return Mood.TAKE;
    }
    if (dice < 15) {
      return dice < 10 ? Mood.REFUSE : Mood.REFUSE_FOR_A_SECOND;
    }
    if (dice < 25) {
      return dice < 20 ? Mood.CUT : Mood.TAKE_AND_CUT;
    }
    return dice < 30 ? Mood.TAKE_AND_ANSWER_TWICE : Mood.TAKE_AND_ANSWER_LATE;
  }

  private static void answer(Socket socket, String status, String body) throws IOException {
    write(socket, answer(status, body));
  }

  private static String answer(String status, String body) {
    return "HTTP/1.1 " + status + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** The lines of a request's head; empty at the end of the connection. */
  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.write(next);
        continue;
      }
      String text = line.toString(StandardCharsets.ISO_8859_1).strip();
      line.reset();
      if (text.isEmpty()) {
        return lines;
      }
      lines.add(text);
    }
    return List.of();
  }

  private static HttpHeaders headers(List<String> head) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          List.of(line.substring(colon + 1).strip()));
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the receiver does not close", failed);
    }
  }
}
