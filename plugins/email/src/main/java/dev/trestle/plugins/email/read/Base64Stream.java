package dev.trestle.plugins.email.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes base64 as mail programs do: characters outside of the alphabet do not count, and padding
 * ends it. Where that is missing, the last one or two bytes are taken of a text and of what stands
 * on one line; a longer file was cut off there, and they are not. Words that a list or a gateway
 * has put behind a text are part of it.
 */
final class Base64Stream extends DecodingStream {
  private static final int LINE = 76;
  private static final int FOOTER_MAX = 1 << 16;
  private static final byte[] NONE = {};

  private final boolean isText;
  private int bits;
  private int ready;
  private int seen;
  private boolean ended;
  private boolean padded;
  private byte[] footer = NONE;
  private int told;

  Base64Stream(InputStream text, boolean isText) {
    super(text);
    this.isText = isText;
  }

  @Override
  public int read() throws IOException {
    if (ready == 0 && !ended) {
      group();
    }
    if (ready > 0) {
      return bits >> 8 * --ready & 0xFF;
    }
    if (padded && isText) {
      padded = false;
      footer = footer();
    }
    return told < footer.length ? footer[told++] & 0xFF : -1;
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
      padded = one == '=';
      ended = one < 0 || padded;
      count = one < 0 && !isText && seen > LINE ? 0 : count;
    }
    ready = count * 6 / 8;
    bits >>= count * 6 % 8;
  }

  /** What stands behind the padding, on a line of its own, if it is words and not more base64. */
  private byte[] footer() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    int one = next();
    while (one == '=' || Character.isWhitespace(one)) {
      one = next();
    }
    rest.write('\n');
    for (; one >= 0 && rest.size() < FOOTER_MAX; one = next()) {
      rest.write(one);
    }
    byte[] words = rest.toByteArray();
    return hasWords(words) ? words : NONE;
  }

  private static boolean hasWords(byte[] text) {
    int blanks = 0;
    for (int i = 1; i < text.length - 1; i++) {
      blanks += text[i] == ' ' && text[i - 1] > ' ' && text[i + 1] > ' ' ? 1 : 0;
    }
    return blanks > 0;
  }
}
