package dev.trestle.plugins.email.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes base64 as mail programs do: characters outside of the alphabet do not count, padding ends
 * it, and what is left at a missing end is taken.
 */
final class Base64Stream extends InputStream {
  private static final int CHUNK = 8_192;

  private final InputStream text;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int filled;
  private int bits;
  private int held;
  private boolean ended;

  Base64Stream(InputStream text) {
    this.text = text;
  }

  @Override
  public int read() throws IOException {
    while (!ended) {
      if (at >= filled) {
        filled = text.read(chunk);
        at = 0;
        if (filled < 0) {
          return -1;
        }
      }
      while (at < filled) {
        byte one = chunk[at++];
        int value = EncodedWords.sextet((char) (one & 0xFF));
        if (value >= 0) {
          bits = bits << 6 | value;
          held += 6;
          if (held >= 8) {
            held -= 8;
            return bits >> held & 0xFF;
          }
        } else if (one == '=') {
          ended = true;
          return -1;
        }
      }
    }
    return -1;
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
