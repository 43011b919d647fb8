package dev.trestle.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many graphql-transport-ws clients with one subscription each, served by the calling thread. */
public final class Subscribers implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);

  /** Opens so many connections and subscribes on each. */
  public Subscribers(int port, int count, String token, String query) {
    try {
      selector = Selector.open();
      for (int i = 0; i < count; i++) {
        channels.add(open(port, token, query));
      }
      for (SocketChannel channel : channels) {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new int[1]);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot subscribe", failed);
    }
  }

  private SocketChannel open(int port, String token, String query) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String upgrade =
        "GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n";
    channel.write(ByteBuffer.wrap(upgrade.getBytes(StandardCharsets.US_ASCII)));
    expect(channel, " 101 ", "\r\n\r\n");
    channel.write(frame("{\"type\":\"connection_init\"}"));
    expect(channel, "connection_ack", "}");
    channel.write(
        frame(
            "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":"
                + HttpText.quoted(query)
                + "}}"));
    return channel;
  }

  private void expect(SocketChannel channel, String wanted, String end) throws IOException {
    StringBuilder got = new StringBuilder();
    while (got.indexOf(end) < 0) {
      in.clear();
      if (channel.read(in) < 0) {
        throw new IOException("closed after: " + got);
      }
      in.flip();
      got.append(StandardCharsets.ISO_8859_1.decode(in));
    }
    if (got.indexOf(wanted) < 0) {
      throw new IOException("not " + wanted + " but: " + got);
    }
  }

  /** A masked text frame; the mask is zero, so that the payload stays as it is. */
  private static ByteBuffer frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x81);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else {
      out.write(0x80 | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    out.writeBytes(new byte[4]);
    out.writeBytes(payload);
    return ByteBuffer.wrap(out.toByteArray());
  }

  /**
   * Waits until each subscriber has received something that holds this text; the moment of each.
   */
  public long[] await(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    long[] moments = new long[channels.size()];
    int got = 0;
    long started = System.nanoTime();
    for (SelectionKey key : selector.keys()) {
      ((int[]) key.attachment())[0] = 0;
    }
    try {
      while (got < moments.length) {
        if (System.nanoTime() - started > PATIENCE_NANOS) {
          throw new IllegalStateException("only " + got + " of " + moments.length + " heard of it");
        }
        selector.select(1_000);
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
          SelectionKey key = ready.next();
          ready.remove();
          in.clear();
          if (((SocketChannel) key.channel()).read(in) < 0) {
            throw new IllegalStateException("a subscriber was sent away");
          }
          int[] heard = (int[]) key.attachment();
          if (heard[0] == 0 && holds(wanted)) {
            heard[0] = 1;
            moments[got++] = System.nanoTime();
          }
        }
      }
      return moments;
    } catch (IOException failed) {
      throw new UncheckedIOException("a subscriber failed", failed);
    }
  }

  private boolean holds(byte[] wanted) {
    for (int i = 0; i <= in.position() - wanted.length; i++) {
      int j = 0;
      while (j < wanted.length && in.get(i + j) == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      for (SocketChannel channel : channels) {
        channel.close();
      }
      selector.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot close", failed);
    }
  }
}
