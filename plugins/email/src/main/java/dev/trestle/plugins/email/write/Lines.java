package dev.trestle.plugins.email.write;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Streams into a message that encoders may close without closing it. */
final class Lines {
  static final byte[] CRLF = {'\r', '\n'};

  private Lines() {}

  static OutputStream kept(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }
}
