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

/** A server on this machine that answers every connection with the same bytes. */
final class Receiver implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] answer;
  private final boolean closing;
  final List<String> heads = new CopyOnWriteArrayList<>();

  /**
   * @param closing whether it closes behind its answer, or leaves the caller waiting
   */
  Receiver(String answer, boolean closing) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
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
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (SocketException closed) {
      // The test is over.
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private void answer(Socket socket) {
    try {
      heads.add(head(socket.getInputStream()));
      socket.getOutputStream().write(answer);
      socket.getOutputStream().flush();
      if (closing) {
        socket.close();
      }
    } catch (IOException gone) {
      heads.add("gone");
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
