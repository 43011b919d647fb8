package dev.trestle.app.plugins.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that answers every request with the same bytes. */
final class Receiver implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] answer;
  private final boolean closing;
  final List<String> heads = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();

  /**
   * @param closing whether it closes behind its answer, or waits for another request
   */
  Receiver(String answer, boolean closing) throws IOException {
    this(InetAddress.getLoopbackAddress(), 0, answer, closing);
  }

  Receiver(InetAddress address, int port, String answer, boolean closing) throws IOException {
    this.server = new ServerSocket(port, 50, address);
    this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
    this.closing = closing;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (SocketException closed) {
      // The test is over.
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      do {
        String head = head(socket.getInputStream());
        if (head.isEmpty()) {
          return;
        }
        heads.add(head);
        socket.getOutputStream().write(answer);
        socket.getOutputStream().flush();
      } while (!closing);
    } catch (IOException gone) {
      heads.add("gone");
    } finally {
      closed.incrementAndGet();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
