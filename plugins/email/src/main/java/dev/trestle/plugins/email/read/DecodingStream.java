package dev.trestle.plugins.email.read;

import java.io.IOException;
import java.io.InputStream;

/** Makes bytes of the characters that they are encoded in, which it takes in larger pieces. */
abstract class DecodingStream extends InputStream {
  private static final int CHUNK = 8_192;

  private final InputStream text;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int filled;

  DecodingStream(InputStream text) {
    this.text = text;
  }

  /** The next character; -1 behind the last one. */
  final int next() throws IOException {
    if (at >= filled) {
      filled = text.read(chunk);
      at = 0;
      if (filled <= 0) {
        filled = 0;
        return -1;
      }
    }
    return chunk[at++] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int one = read();
      if (one < 0) {
        return count == 0 ? -1 : count;
      }
      into[from + count++] = (byte) one;
    }
    return count;
  }
}
