package dev.trestle.plugins.email.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes the connections of one conversation, over which no more comes of an answer than anybody
 * needs of it: what a library collects until an answer ends would fill the heap where a server
 * never ends it. The bytes are counted under TLS, so that its greeting and each later one count as
 * well.
 */
final class BoundedSockets extends SocketFactory {
  private final long usual;
  private volatile long left;

  /**
   * @param usual the most bytes of an answer, the first one included
   */
  BoundedSockets(long usual) {
    this.usual = usual;
    this.left = usual;
  }

  /** What comes now belongs to another answer. */
  void begin() {
    left = usual;
  }

  /** What comes now belongs to an answer that nobody collects, which may be this long. */
  void beginLong(long bytes) {
    left = bytes;
  }

  // Answers are read by one thread, whose own commands begin them.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void came(int bytes) throws EndlessAnswer {
    left -= Math.max(bytes, 0);
    if (left < 0) {
      throw new EndlessAnswer();
    }
  }

  @Override
  public Socket createSocket() {
    return new Bounded();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unconnectedOnly();
  }

  // As the platform's own class says when it is asked for what a factory cannot make.
  private static IOException unconnectedOnly() {
    return new IOException("the client connects its sockets itself, within its own time");
  }

  private final class Bounded extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int one = super.read();
          came(one < 0 ? 0 : 1);
          return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          int count = super.read(into, from, length);
          came(count);
          return count;
        }
      };
    }
  }
}
