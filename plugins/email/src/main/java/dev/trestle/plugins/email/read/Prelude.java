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
    boolean box = startsWith(head, from, "From ") && !isField(head, from + "From ".length());
    if (box || startsWith(head, from, ">From ")) {
      while (from < head.length && head[from] != '\n' && head[from] != '\r') {
        from++;
      }
      from += from + 1 < head.length && head[from] == '\r' && head[from + 1] == '\n' ? 2 : 1;
    }
    from = Math.min(from, head.length);
    in.unread(head, from, head.length - from);
    return endsLinesWithReturns(head) ? new Returns(in) : in;
  }

  /** Whether blanks and then a colon follow. */
  private static boolean isField(byte[] head, int from) {
    int at = from;
    while (at < head.length && (head[at] == ' ' || head[at] == '\t')) {
      at++;
    }
    return at < head.length && head[at] == ':';
  }

  private static boolean startsWith(byte[] head, int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (from + i >= head.length || head[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first field is followed by the next one with no line feed between them. */
  private static boolean endsLinesWithReturns(byte[] head) {
    int at = 0;
    while (at < head.length && head[at] != '\n' && head[at] != '\r') {
      at++;
    }
    if (at + 1 >= head.length || head[at] == '\n' || head[at + 1] == '\n') {
      return false;
    }
    return !hasFeeds(head) || beginsField(head, at + 1);
  }

  private static boolean hasFeeds(byte[] head) {
    for (byte one : head) {
      if (one == '\n') {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsField(byte[] head, int from) {
    int at = from;
    while (at < head.length && (Character.isLetterOrDigit(head[at]) || head[at] == '-')) {
      at++;
    }
    return at > from && at < head.length && head[at] == ':';
  }

  /** Hands out every carriage return as a line feed, and takes the one behind it away. */
  private static final class Returns extends FilterInputStream {
    private boolean afterReturn;

    Returns(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one == '\n' && afterReturn) {
        one = super.read();
      }
      afterReturn = one == '\r';
      return afterReturn ? '\n' : one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      int to = from;
      for (int i = from; i < from + count; i++) {
        byte one = into[i];
        if (one != '\n' || !afterReturn) {
          into[to++] = one == '\r' ? (byte) '\n' : one;
        }
        afterReturn = one == '\r';
      }
      return count > 0 && to == from ? read(into, from, length) : Math.min(count, to - from);
    }
  }
}
