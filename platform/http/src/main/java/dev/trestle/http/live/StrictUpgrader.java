package dev.trestle.http.live;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.DirectHandler;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Turns HTTP connections into WebSockets, and keeps the faults of clients apart from ours: the
 * library takes the key for well-formed and answers frames of an unknown kind with a status 500.
 */
public final class StrictUpgrader extends WsUpgrader {
  private static final int KEY_BYTES = 16;

  public StrictUpgrader(WsConfig config) {
    super(config);
  }

  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (headers.contains(WS_KEY) && !wellFormed(headers.get(WS_KEY).get())) {
      throw RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .message("Sec-WebSocket-Key")
          .build();
    }
    ServerConnection upgraded = super.upgrade(context, prologue, headers);
    return upgraded == null ? null : new Guarded(upgraded);
  }

  /** The key is 16 bytes in Base64 (RFC 6455, section 4.1). */
  private static boolean wellFormed(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** A WebSocket connection that ends over bytes that are no frame. */
  private record Guarded(ServerConnection frames) implements ServerConnection {
    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        frames.handle(limit);
      } catch (IllegalArgumentException noFrame) {
        throw new CloseConnectionException("a frame of a kind that RFC 6455 reserves", noFrame);
      }
    }

    @Override
    public Duration idleTime() {
      return frames.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      frames.close(interrupt);
    }
  }
}
