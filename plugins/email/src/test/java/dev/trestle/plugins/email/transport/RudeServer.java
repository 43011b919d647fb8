package dev.trestle.plugins.email.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server on a port of its own that talks as its script says. */
abstract class RudeServer implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** Every line that clients sent, in the order in which they came. */
  final List<String> heard = new CopyOnWriteArrayList<>();

  /** What a server says, to whom it likes. */
  @FunctionalInterface
  interface Script {
    void talk(Talk talk) throws IOException;
  }

  static RudeServer saying(Script script) throws IOException {
    return new RudeServer() {
      @Override
      void talk(Talk talk) throws IOException {
        script.talk(talk);
      }
    };
  }

  RudeServer() throws IOException {
    listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("rude server").start(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** One conversation, until the client hangs up or the script ends. */
  abstract void talk(Talk talk) throws IOException;

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().name("rude talk").start(() -> converse(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      talk(new Talk(socket.getInputStream(), socket.getOutputStream()));
    } catch (IOException gone) {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** The server's end of a conversation. */
  final class Talk {
    private final InputStream in;
    private final OutputStream out;

    Talk(InputStream in, OutputStream out) {
      this.in = new BufferedInputStream(in);
      this.out = out;
    }

    /** The next line; null when the client has hung up. */
    @Nullable String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          return null;
        }
        line.write(c);
      }
      String text = line.toString(StandardCharsets.ISO_8859_1).replaceAll("\\r$", "");
      heard.add(text);
      return text;
    }

    void say(String line) throws IOException {
      write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Says the same again and again, until the client hangs up. */
    void withoutEnd(String words) throws IOException {
      byte[] much = words.repeat((1 << 20) / words.length()).getBytes(StandardCharsets.US_ASCII);
      while (true) {
        write(much);
      }
    }

    /** Hangs up in the middle. */
    void cut() throws IOException {
      throw new IOException("hung up as the script says");
    }
  }
}
