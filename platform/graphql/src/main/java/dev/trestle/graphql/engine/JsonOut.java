package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * JSON in UTF-8, written into one growing array. It can be cut back to an earlier position, which
 * is how a null that travels to a parent takes back what was already written.
 */
final class JsonOut {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (int c = 0x20; c < 128; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
  }

  private final int maxBytes;
  private byte[] buffer;
  private int position;

  /**
   * @param maxBytes above which writing fails with LIMIT, so that no answer can exhaust the heap
   */
  JsonOut(int initialBytes, int maxBytes) {
    this.buffer = new byte[Math.max(64, initialBytes)];
    this.maxBytes = maxBytes;
  }

  int position() {
    return position;
  }

  byte[] buffer() {
    return buffer;
  }

  void cutTo(int earlier) {
    position = earlier;
  }

  void raw(byte b) {
    ensure(1);
    buffer[position++] = b;
  }

  void raw(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, position, bytes.length);
    position += bytes.length;
  }

  void raw(JsonOut other) {
    ensure(other.position);
    System.arraycopy(other.buffer, 0, buffer, position, other.position);
    position += other.position;
  }

  void nothing() {
    raw(NULL);
  }

  void bool(boolean value) {
    raw(value ? TRUE : FALSE);
  }

  void integer(int value) {
    number(value);
  }

  void number(long value) {
    ensure(20);
    if (value == Long.MIN_VALUE) {
      ascii(Long.toString(value));
      return;
    }
    long rest = value;
    if (rest < 0) {
      buffer[position++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long limit = 10; digits < 19 && rest >= limit; limit *= 10) {
      digits++;
    }
    int at = position + digits;
    position = at;
    do {
      long quotient = rest / 10;
      buffer[--at] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    } while (rest != 0);
  }

  /** Text known to be ASCII and to need neither quotes nor escapes. */
  void ascii(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      buffer[position++] = (byte) text.charAt(i);
    }
  }

  void instant(Instant value) {
    ensure(64);
    buffer[position++] = '"';
    int length = IsoText.write(value, buffer, position);
    if (length == 0) {
      ascii(IsoText.of(value));
    }
    position += length;
    raw((byte) '"');
  }

  void uuid(UUID value) {
    ensure(38);
    buffer[position++] = '"';
    long high = value.getMostSignificantBits();
    long low = value.getLeastSignificantBits();
    hex(high >>> 32, 8);
    buffer[position++] = '-';
    hex(high >>> 16, 4);
    buffer[position++] = '-';
    hex(high, 4);
    buffer[position++] = '-';
    hex(low >>> 48, 4);
    buffer[position++] = '-';
    hex(low, 12);
    buffer[position++] = '"';
  }

  private void hex(long bits, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      buffer[position++] = HEX[(int) (bits >>> (i * 4)) & 15];
    }
  }

  /** A quoted, escaped string; a surrogate without its partner becomes U+FFFD. */
  void string(String text) {
    int length = text.length();
    // Six bytes is the longest any one char can take, as a control character's escape.
    ensure(length + 2);
    byte[] out = buffer;
    int at = position;
    out[at++] = '"';
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 128 || !PLAIN[c]) {
        break;
      }
      out[at++] = (byte) c;
      i++;
    }
    position = at;
    if (i < length) {
      escapedTail(text, i);
    }
    raw((byte) '"');
  }

  private void escapedTail(String text, int from) {
    int length = text.length();
    ensure((length - from) * 6 + 1);
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c < 128) {
        asciiByte(c);
      } else if (c < 0x800) {
        buffer[position++] = (byte) (0xC0 | c >> 6);
        buffer[position++] = (byte) (0x80 | c & 63);
      } else if (!Character.isSurrogate(c)) {
        threeBytes(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        buffer[position++] = (byte) (0xF0 | point >> 18);
        buffer[position++] = (byte) (0x80 | point >> 12 & 63);
        buffer[position++] = (byte) (0x80 | point >> 6 & 63);
        buffer[position++] = (byte) (0x80 | point & 63);
      } else {
        threeBytes('\uFFFD');
      }
    }
  }

  private void threeBytes(char c) {
    buffer[position++] = (byte) (0xE0 | c >> 12);
    buffer[position++] = (byte) (0x80 | c >> 6 & 63);
    buffer[position++] = (byte) (0x80 | c & 63);
  }

  private void asciiByte(int c) {
    if (PLAIN[c]) {
      buffer[position++] = (byte) c;
      return;
    }
    buffer[position++] = '\\';
    switch (c) {
      case '"', '\\' -> buffer[position++] = (byte) c;
      case '\n' -> buffer[position++] = 'n';
      case '\r' -> buffer[position++] = 'r';
      case '\t' -> buffer[position++] = 't';
      default -> {
        buffer[position++] = 'u';
        hex(c, 4);
      }
    }
  }

  /** A quoted, escaped string from valid UTF-8. */
  void utf8(byte[] text) {
    ensure(text.length + 2);
    buffer[position++] = '"';
    int i = 0;
    while (i < text.length && (text[i] < 0 || PLAIN[text[i]])) {
      buffer[position++] = text[i++];
    }
    if (i < text.length) {
      ensure((text.length - i) * 6 + 1);
      for (; i < text.length; i++) {
        if (text[i] < 0) {
          buffer[position++] = text[i];
        } else {
          asciiByte(text[i]);
        }
      }
    }
    raw((byte) '"');
  }

  /** Any value made of maps, iterables, text, numbers, booleans and null. */
  void any(@Nullable Object value) {
    switch (value) {
      case null -> nothing();
      case String text -> string(text);
      case Boolean bool -> bool(bool);
      case Integer number -> number(number);
      case Long number -> number(number);
      case Number number -> ascii(number.toString());
      case Map<?, ?> map -> {
        raw((byte) '{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (!first) {
            raw((byte) ',');
          }
          first = false;
          string(String.valueOf(entry.getKey()));
          raw((byte) ':');
          any(entry.getValue());
        }
        raw((byte) '}');
      }
      case Iterable<?> list -> {
        raw((byte) '[');
        boolean first = true;
        for (Object element : list) {
          if (!first) {
            raw((byte) ',');
          }
          first = false;
          any(element);
        }
        raw((byte) ']');
      }
      default -> string(value.toString());
    }
  }

  private void ensure(int more) {
    if (buffer.length - position < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) position + more;
    if (needed > maxBytes) {
      throw new Abort(
          new FieldProblem(
              ProblemType.LIMIT,
              "ANSWER_TOO_LARGE",
              "The answer would be larger than " + maxBytes + " bytes.",
              "Ask for fewer rows or fields, page by page."));
    }
    buffer = Arrays.copyOf(buffer, (int) Math.min(maxBytes, Math.max(needed, buffer.length * 2L)));
  }
}
