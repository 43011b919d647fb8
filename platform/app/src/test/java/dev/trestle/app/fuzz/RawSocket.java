package dev.trestle.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes out and bytes back over a connection of its own; nothing is tidied up on the way. */
final class RawSocket {
  // Generous: it tells "hangs" from "answers", not fast from slow.
  private static final int PATIENCE_MILLIS = 30_000;

  private RawSocket() {}

  /** All that came back until the desk closed; fails when it neither answers nor closes. */
  static String send(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      String writing = "";
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
      } catch (IOException closedMeanwhile) {
        // The desk may have seen enough before everything was sent; its answer still counts.
        writing = closedMeanwhile.getMessage();
      }
      return read(socket.getInputStream(), writing);
    }
  }

  private static String read(InputStream in, String writing) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException hangs) {
      throw new AssertionError("neither an answer nor an end; so far: " + all + writing, hangs);
    } catch (IOException reset) {
      // A connection that is cut off ends what can be read, as its orderly end does.
      return all.toString(StandardCharsets.ISO_8859_1);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of an HTTP answer; 0 when the desk closed without one. */
  static int status(String answer) {
    if (!answer.startsWith("HTTP/1.1 ") || answer.length() < 12) {
      return 0;
    }
    return Integer.parseInt(answer.substring(9, 12));
  }
}
