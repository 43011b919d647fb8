package dev.trestle.benchmarks.mail;

import dev.trestle.plugins.email.read.MailReader;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The raw limit: a bare handler that has each message on disk before it answers, and knows nothing
 * of tickets. At another path it understands the message besides, by the plugin's own reader.
 */
public final class RawMail {
  public static final String APPEND = "/append";
  public static final String UNDERSTAND = "/understand";

  private final FileChannel file;
  private final AtomicLong written = new AtomicLong();
  private long forced;
  private long understood;

  private RawMail(FileChannel file) {
    this.file = file;
  }

  /**
   * Serves until the process is stopped.
   *
   * @param arguments the file that messages are appended to
   */
  public static void main(String[] arguments) throws IOException {
    FileChannel file =
        FileChannel.open(
            Path.of(arguments[0]),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            StandardOpenOption.WRITE);
    RawMail raw = new RawMail(file);
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addRouting(
                HttpRouting.builder()
                    .post(APPEND, (request, response) -> raw.take(request, response, false))
                    .post(UNDERSTAND, (request, response) -> raw.take(request, response, true)))
            .build()
            .start();
    System.out.println("http://127.0.0.1:" + server.port());
  }

  private void take(ServerRequest request, ServerResponse response, boolean understand)
      throws IOException {
    byte[] message;
    try (InputStream body = request.content().inputStream()) {
      message = body.readAllBytes();
    }
    if (understand) {
      int length =
          new MailReader(Own.nobody()).read(MailSource.of(message)).text().readable().length();
      synchronized (file) {
        // The result is used, so that no compiler leaves the work out.
        understood += length;
      }
    }
    append(message);
    response.status(Status.CREATED_201);
    response.send(Long.toString(understood));
  }

  /** One force serves all that was written before it, as in the desk's log. */
  private void append(byte[] message) throws IOException {
    long until;
    synchronized (written) {
      file.write(ByteBuffer.wrap(message));
      until = written.addAndGet(message.length);
    }
    synchronized (file) {
      if (forced < until) {
        long all = written.get();
        file.force(false);
        forced = all;
      }
    }
  }
}
