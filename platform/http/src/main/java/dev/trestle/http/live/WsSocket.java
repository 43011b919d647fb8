package dev.trestle.http.live;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The writing side of one WebSocket: one writer at a time, and an eye on how long it takes. */
final class WsSocket {
  private static final int REASON_BYTES_MAX = 120;

  private record Close(int code, String reason, long sinceNanos) {}

  private final ReentrantLock writing = new ReentrantLock();
  private final WsSession session;
  private final LongSupplier nanoClock;
  private volatile long writingSince;
  private volatile @Nullable Close close;
  private volatile boolean closeSent;

  WsSocket(WsSession session, LongSupplier nanoClock) {
    this.session = session;
    this.nanoClock = nanoClock;
  }

  /** Sends one text message, waiting for the socket. */
  void send(String text) {
    writing.lock();
    try {
      if (close != null) {
        throw new LiveSink.Gone(null);
      }
      write(() -> session.send(text, true));
      closeIfAsked();
    } finally {
      writing.unlock();
    }
  }

  /** Answers a ping, unless a message is on its way: that is a sign of life as well. */
  void pong(BufferData payload) {
    unlessWriting(() -> session.pong(payload));
  }

  void ping() {
    unlessWriting(() -> session.ping(BufferData.create(0)));
  }

  /** Asks for the close message; it goes out as soon as the message under way is through. */
  void close(int code, String reason) {
    if (close == null) {
      close = new Close(code, shortened(reason), nanoClock.getAsLong());
    }
    nudge();
  }

  /** Sends the close message that was asked for, unless another message is still under way. */
  void nudge() {
    if (close != null && !closeSent && writing.tryLock()) {
      try {
        closeIfAsked();
      } finally {
        writing.unlock();
      }
    }
  }

  /** Cuts the connection: interrupting its reader closes the channel under every writer. */
  void kill() {
    ((ServerConnection) session).close(true);
  }

  boolean closing() {
    return close != null;
  }

  /** How long the message under way has been waiting for the reader. */
  long stalledNanos(long now) {
    long since = writingSince;
    return since == 0 ? 0 : now - since;
  }

  /** How long ago the close was asked for, 0 when it was not. */
  long closingNanos(long now) {
    Close asked = close;
    return asked == null ? 0 : now - asked.sinceNanos();
  }

  private void closeIfAsked() {
    Close asked = close;
    if (asked != null && !closeSent) {
      closeSent = true;
      write(() -> session.close(asked.code(), asked.reason()));
    }
  }

  private void unlessWriting(Runnable frame) {
    if (writing.tryLock()) {
      try {
        if (close == null) {
          write(frame);
        }
        closeIfAsked();
      } finally {
        writing.unlock();
      }
    }
  }

  private void write(Runnable frame) {
    long now = nanoClock.getAsLong();
    writingSince = now == 0 ? 1 : now;
    try {
      frame.run();
    } catch (UncheckedIOException
        | SocketWriterException
        | CloseConnectionException
        | IllegalStateException
        | IllegalArgumentException gone) {
      // The last is what two writers of one socket make of its buffer: the server answers a broken
      // frame with a close of its own, from the thread that reads, while this one writes.
      throw new LiveSink.Gone(gone);
    } finally {
      writingSince = 0;
    }
  }

  /** A close frame has room for 123 bytes of text. */
  private static String shortened(String reason) {
    return reason.getBytes(StandardCharsets.UTF_8).length <= REASON_BYTES_MAX
        ? reason
        : "closed by the server";
  }
}
