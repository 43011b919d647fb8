package dev.trestle.plugins.email.read;

import java.io.IOException;
import java.io.InputStream;

/** Decodes uuencoded lines; lines in front of {@code begin} and behind {@code end} do not count. */
final class UuInputStream extends InputStream {
  private static final int LINE_MAX = 1_024;

  private final InputStream lines;
  private byte[] held = new byte[0];
  private int at;
  private boolean begun;
  private boolean ended;

  UuInputStream(InputStream lines) {
    this.lines = lines;
  }

  @Override
  public int read() throws IOException {
    while (at >= held.length && !ended) {
      next();
    }
    return at < held.length ? held[at++] & 0xFF : -1;
  }

  private void next() throws IOException {
    StringBuilder line = new StringBuilder();
    int one = lines.read();
    ended = one < 0;
    while (one >= 0 && one != '\n') {
      if (line.length() < LINE_MAX && one != '\r') {
        line.append((char) one);
      }
      one = lines.read();
    }
    String text = line.toString();
    held = new byte[0];
    at = 0;
    if (!begun) {
      begun = text.startsWith("begin ");
    } else if (text.equals("end")) {
      ended = true;
    } else if (!text.isEmpty()) {
      held = decoded(text);
    }
  }

  /** The bytes of one line, whose first character says how many there are. */
  static byte[] decoded(String line) {
    int count = line.charAt(0) - ' ' & 0x3F;
    byte[] out = new byte[count];
    for (int i = 0, from = 1; i < count; i += 3, from += 4) {
      int bits = 0;
      for (int k = 0; k < 4; k++) {
        int value = from + k < line.length() ? line.charAt(from + k) - ' ' & 0x3F : 0;
        bits = bits << 6 | value;
      }
      for (int k = 0; k < 3 && i + k < count; k++) {
        out[i + k] = (byte) (bits >> 16 - 8 * k);
      }
    }
    return out;
  }
}
