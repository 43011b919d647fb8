package dev.trestle.plugins.email.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes quoted-printable as mail programs do: blanks in front of a line's end do not count, and
 * an equals sign that encodes nothing stands for itself, also at the very end.
 */
final class QuotedPrintableStream extends DecodingStream {
  // A longer row of blanks is taken as it is, wherever it stands.
  private static final int BLANKS_MAX = 1_024;

  private static final int NOTHING = -2;

  private final int[] ahead = new int[BLANKS_MAX + 4];
  private int waiting;
  // What is decoded already and only has to be handed out, blanks for the most part.
  private int plain;

  QuotedPrintableStream(InputStream text) {
    super(text);
  }

  @Override
  public int read() throws IOException {
    if (plain > 0) {
      plain--;
      return take();
    }
    int one = NOTHING;
    while (one == NOTHING) {
      one = take();
      if (one == '=') {
        one = escaped();
      } else if (one == ' ' || one == '\t') {
        one = blanks(one);
      } else if (one == '\n' || one == '\r' && peek(0) == '\n') {
        // A line that is not joined to the next ends as lines do in mail.
        back(one == '\n' ? '\n' : -1);
        plain = 1;
        one = '\r';
      }
    }
    return one;
  }

  /**
   * What an equals sign and the bytes behind it stand for; {@code NOTHING} for a line's soft end.
   */
  private int escaped() throws IOException {
    int first = take();
    int second = first < 0 ? -1 : take();
    int high = Character.digit(first, 16);
    int low = Character.digit(second, 16);
    if (high >= 0 && low >= 0) {
      return high << 4 | low;
    }
    if (first == '\n' || first == '\r') {
      back(first == '\r' && second == '\n' ? -1 : second);
      return NOTHING;
    }
    back(second);
    back(first);
    if (first == ' ' || first == '\t') {
      int length = row();
      int end = length < BLANKS_MAX ? peek(length) : 'x';
      if (end == '\n' || end == '\r') {
        skip(length);
        int last = take();
        int after = last == '\r' ? take() : -1;
        back(after == '\n' ? -1 : after);
        return NOTHING;
      }
    }
    return '=';
  }

  /** A blank that has been taken, unless the line ends behind the blanks it stands among. */
  private int blanks(int one) throws IOException {
    int length = row();
    int end = length < BLANKS_MAX ? peek(length) : 'x';
    if (end == '\n' || end == '\r' || end < 0) {
      skip(length);
      return NOTHING;
    }
    plain = length;
    return one;
  }

  private int row() throws IOException {
    int length = 0;
    while (length < BLANKS_MAX && (peek(length) == ' ' || peek(length) == '\t')) {
      length++;
    }
    return length;
  }

  /** The byte so many places ahead; -1 behind the end. */
  private int peek(int place) throws IOException {
    while (waiting <= place) {
      int one = next();
      if (one < 0) {
        return -1;
      }
      ahead[waiting++] = one;
    }
    return ahead[place];
  }

  private void skip(int count) {
    waiting -= count;
    System.arraycopy(ahead, count, ahead, 0, waiting);
  }

  private int take() throws IOException {
    if (waiting == 0) {
      return next();
    }
    int one = ahead[0];
    skip(1);
    return one;
  }

  private void back(int one) {
    if (one >= 0) {
      System.arraycopy(ahead, 0, ahead, 1, waiting++);
      ahead[0] = one;
    }
  }
}
