package dev.trestle.http.live;

import dev.trestle.graphql.engine.GraphQlResponse;
import org.jspecify.annotations.Nullable;

/** Where the answers of one operation go. Each call blocks until the bytes are with the socket. */
interface LiveSink {
  void next(GraphQlResponse response, @Nullable String cursor);

  /** The operation was refused before it ran; nothing follows. */
  void refused(GraphQlResponse response);

  void complete();

  /** Nothing happened for one heartbeat. */
  void idle();

  /** Thrown by every method once the peer is gone or was dropped; ends the operation silently. */
  final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone(@Nullable Throwable cause) {
      super("the peer is gone", cause, false, false);
    }
  }
}
