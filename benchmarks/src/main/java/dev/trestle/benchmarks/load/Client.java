package dev.trestle.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request under way. */
final class Client implements AutoCloseable {
  private static final int ANSWER_MAX = 2 << 20;
  private static final int REQUEST_MAX = 1 << 20;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_MAX);
  private final ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_MAX);
  private int bodyStart;
  private int answerEnd;
  private int status;
  private long sentAt;

  Client(int port, Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends the next request; false when there is none. */
  boolean send(Requests requests) throws IOException {
    out.clear();
    if (!requests.next(out)) {
      return false;
    }
    out.flip();
    in.clear();
    bodyStart = 0;
    sentAt = System.nanoTime();
    write();
    return true;
  }

  private void write() throws IOException {
    channel.write(out);
    int wanted =
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /** Takes what came; true when the answer is complete. */
  boolean receive() throws IOException {
    if (out.hasRemaining()) {
      write();
    }
    if (channel.read(in) < 0) {
      throw new EOFException("the server closed the connection");
    }
    if (bodyStart == 0 && !readHead()) {
      return false;
    }
    return in.position() >= answerEnd;
  }

  long sentAt() {
    return sentAt;
  }

  void check(AnswerCheck check) {
    check.check(status, in, bodyStart, answerEnd);
  }

  byte[] body() {
    byte[] body = new byte[answerEnd - bodyStart];
    in.get(bodyStart, body);
    return body;
  }

  private boolean readHead() {
    int end = in.position();
    int length = -1;
    int line = 0;
    for (int i = 0; i + 1 < end; i++) {
      if (in.get(i) != '\r') {
        continue;
      }
      if (i == line) {
        status = (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + in.get(11) - '0';
        if (length < 0) {
          throw new IllegalStateException("an answer without content-length, status " + status);
        }
        bodyStart = i + 2;
        answerEnd = bodyStart + length;
        return true;
      }
      if (i - line > 15 && isContentLength(line)) {
        length = 0;
        for (int d = line + 15; d < i; d++) {
          int digit = in.get(d) - '0';
          if (digit >= 0 && digit <= 9) {
            length = length * 10 + digit;
          }
        }
      }
      line = i + 2;
      i++;
    }
    return false;
  }

  private boolean isContentLength(int at) {
    return (in.get(at) | 32) == 'c'
        && (in.get(at + 8) | 32) == 'l'
        && in.get(at + 7) == '-'
        && in.get(at + 14) == ':';
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
