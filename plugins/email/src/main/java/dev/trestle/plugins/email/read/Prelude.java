package dev.trestle.plugins.email.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Gives the parser what it expects in front: no line of a mailbox file, no empty lines before the
 * header, and line feeds where an old system ended its lines with carriage returns alone.
 */
final class Prelude {
  private static final int LOOK = 16_384;

  private Prelude() {}

  static InputStream of(InputStream raw) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, LOOK);
    byte[] head = in.readNBytes(LOOK);
    int from = 0;
    while (from < head.length && (head[from] == '\r' || head[from] == '\n')) {
      from++;
    }
    boolean marked = head.length > 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB;
    from = marked ? 3 : from;
    if (startsWith(head, from, "From ") || startsWith(head, from, ">From ")) {
      while (from < head.length && head[from] != '\n' && head[from] != '\r') {
        from++;
      }
      from += from + 1 < head.length && head[from] == '\r' && head[from + 1] == '\n' ? 2 : 1;
    }
    from = Math.min(from, head.length);
    in.unread(head, from, head.length - from);
    return endsLinesWithReturns(head) ? new Returns(in) : in;
  }

  private static boolean startsWith(byte[] head, int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (from + i >= head.length || head[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsLinesWithReturns(byte[] head) {
    boolean returns = false;
    for (byte one : head) {
      if (one == '\n') {
        return false;
      }
      returns |= one == '\r';
    }
    return returns;
  }

  /** Hands out every carriage return as a line feed. */
  private static final class Returns extends FilterInputStream {
    Returns(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      return one == '\r' ? '\n' : one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      for (int i = from; i < from + count; i++) {
        into[i] = into[i] == '\r' ? (byte) '\n' : into[i];
      }
      return count;
    }
  }
}
