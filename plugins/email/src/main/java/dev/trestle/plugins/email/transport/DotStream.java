package dev.trestle.plugins.email.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a message behind DATA, up to the line that holds a dot only. Lines end with CR LF
 * and nothing else: whoever takes a bare LF for one lets a message hide another in itself.
 */
final class DotStream extends InputStream {
  private final InputStream in;
  private final long bytesMax;

  /** How much of CR LF was read just now; at the beginning a line begins. */
  private int lineEnd = 2;

  private long given;

  /** Bytes that were read and have to be given yet; -1 for none. */
  private int held = -1;

  private boolean ended;

  /**
   * @param in what comes behind the message is left in it
   * @param bytesMax beyond which bytes are read and dropped
   */
  DotStream(InputStream in, long bytesMax) {
    this.in = in;
    this.bytesMax = bytesMax;
  }

  @Override
  public int read() throws IOException {
    int next = next();
    while (next >= 0 && given >= bytesMax) {
      given++;
      next = next();
    }
    given += next >= 0 ? 1 : 0;
    return next;
  }

  private int next() throws IOException {
    if (ended) {
      return -1;
    }
    if (held >= 0) {
      int byteHeld = held;
      held = -1;
      return follow(byteHeld);
    }
    int c = required();
    if (lineEnd == 2 && c == '.') {
      return afterDot(required());
    }
    return follow(c);
  }

  /** A dot at the beginning of a line stands for nothing, unless the line ends with it. */
  private int afterDot(int c) throws IOException {
    if (c != '\r') {
      return follow(c);
    }
    int second = required();
    if (second == '\n') {
      ended = true;
      return -1;
    }
    held = second;
    return follow(c);
  }

  private int follow(int c) {
    lineEnd = c == '\r' ? 1 : c == '\n' && lineEnd == 1 ? 2 : 0;
    return c;
  }

  private int required() throws IOException {
    int c = in.read();
    if (c < 0) {
      throw new EOFException("the message broke off");
    }
    return c;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int filled = 0;
    while (filled < length) {
      int c = read();
      if (c < 0) {
        break;
      }
      target[offset + filled++] = (byte) c;
    }
    return filled == 0 && length > 0 ? -1 : filled;
  }

  /** Reads what is left, so that the next command can be read. */
  void drain() throws IOException {
    byte[] scrap = new byte[8 * 1024];
    while (read(scrap, 0, scrap.length) >= 0) {
      // What it says is of no interest.
    }
  }

  boolean tooLarge() {
    return given > bytesMax;
  }
}
