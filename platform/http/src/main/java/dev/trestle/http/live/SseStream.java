package dev.trestle.http.live;

import dev.trestle.graphql.engine.GraphQlResponse;
import dev.trestle.http.exchange.ErrorJson;
import dev.trestle.http.exchange.Refusal;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event stream: written by its request's thread, watched for a reader that stalls. */
final class SseStream implements LiveSink, LiveConnection {
  private static final byte[] HEARTBEAT = ascii(":\n\n");
  private static final byte[] NEXT = ascii("event: next\ndata: ");
  private static final byte[] COMPLETE = ascii("event: complete\ndata:\n\n");
  private static final byte[] ID = ascii("id: ");
  private static final byte[] END = ascii("\n\n");

  private final LiveConnections connections;
  private final String traceId;
  private final Thread writer = Thread.currentThread();
  private @Nullable OutputStream out;
  private volatile @Nullable LiveOperation operation;
  private volatile long writingSince;
  private volatile boolean slow;

  SseStream(LiveConnections connections, String traceId) {
    this.connections = connections;
    this.traceId = traceId;
  }

  void belongsTo(LiveOperation owner) {
    operation = owner;
  }

  /** Starts the stream; the client sees its headers at once. */
  void open(OutputStream stream) {
    out = stream;
    write(HEARTBEAT, HEARTBEAT.length, null, false);
    // Helidon holds the first chunk back until it knows of a second.
    write(HEARTBEAT, HEARTBEAT.length, null, false);
  }

  String traceId() {
    return traceId;
  }

  /** Whether the reader stalled and its source was closed. */
  boolean slow() {
    return slow;
  }

  @Override
  public void next(GraphQlResponse response, @Nullable String cursor) {
    write(response.buffer(), response.length(), cursor, true);
  }

  @Override
  public void refused(GraphQlResponse response) {
    next(response, null);
    complete();
  }

  @Override
  public void complete() {
    write(COMPLETE, COMPLETE.length, null, false);
  }

  @Override
  public void idle() {
    write(HEARTBEAT, HEARTBEAT.length, null, false);
  }

  /** Tells the client why the stream ends. */
  void fail(Refusal refusal) {
    byte[] json = ErrorJson.answer(refusal, traceId);
    write(json, json.length, null, true);
    complete();
  }

  void close() {
    try {
      stream().close();
    } catch (IOException | SocketWriterException | CloseConnectionException gone) {
      throw new Gone(gone);
    }
  }

  @Override
  public void tick(long now) {
    long since = writingSince;
    if (since == 0) {
      return;
    }
    long stalled = now - since;
    long limit = connections.rules().stall().toNanos();
    if (stalled > limit + connections.rules().dropGrace().toNanos()) {
      writer.interrupt();
    } else if (stalled > limit && !slow) {
      slow = true;
      connections.countSlowReader();
      cancel();
    }
  }

  @Override
  public void goAway() {
    cancel();
  }

  private void cancel() {
    LiveOperation running = operation;
    if (running != null) {
      running.cancel();
    }
  }

  private void write(byte[] bytes, int length, @Nullable String cursor, boolean event) {
    long now = connections.now();
    writingSince = now == 0 ? 1 : now;
    try {
      OutputStream stream = stream();
      if (event) {
        if (cursor != null) {
          stream.write(ID);
          stream.write(ascii(cursor));
          stream.write('\n');
        }
        stream.write(NEXT);
      }
      stream.write(bytes, 0, length);
      if (event) {
        stream.write(END);
      }
      stream.flush();
    } catch (IOException
        | UncheckedIOException
        | SocketWriterException
        | CloseConnectionException gone) {
      throw new Gone(gone);
    } finally {
      writingSince = 0;
    }
  }

  private OutputStream stream() {
    return Objects.requireNonNull(out, "opened before it is written to");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
