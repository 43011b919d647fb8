package dev.trestle.plugins.email.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes base64 as mail programs do: characters outside of the alphabet do not count, and padding
 * ends it. Where that is missing, the last one or two bytes are taken of a text and of what stands
 * on one line; a longer file was cut off there, and they are not.
 */
final class Base64Stream extends DecodingStream {
  private static final int LINE = 76;

  private final boolean takesRest;
  private int bits;
  private int ready;
  private int seen;
  private boolean ended;

  Base64Stream(InputStream text, boolean takesRest) {
    super(text);
    this.takesRest = takesRest;
  }

  @Override
  public int read() throws IOException {
    if (ready == 0 && !ended) {
      group();
    }
    return ready == 0 ? -1 : bits >> 8 * --ready & 0xFF;
  }

  /** Decodes the next four characters, or what there is of them, to three bytes or fewer. */
  private void group() throws IOException {
    int count = 0;
    bits = 0;
    while (count < 4 && !ended) {
      int one = next();
      int value = one < 0 ? -1 : EncodedWords.sextet((char) one);
      if (value >= 0) {
        bits = bits << 6 | value;
        seen = Math.min(seen + 1, LINE + 1);
        count++;
      }
      ended = one < 0 || one == '=';
      count = one < 0 && !takesRest && seen > LINE ? 0 : count;
    }
    ready = count * 6 / 8;
    bits >>= count * 6 % 8;
  }
}
