package dev.trestle.domain.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** Reads values from a range of bytes that may be damaged: every length is checked before use. */
final class Source {
  /** What {@link #readNameCode} answers at the end of a document. */
  static final int ENDED = -1;

  /** What it answers before a name that stands there itself. */
  static final int INLINE = -2;

  private static final int NANOS_MAX = 999_999_999;

  private final byte[] bytes;
  private final int to;
  private final Interner interner;
  private int at;
  private int depth;

  Source(byte[] bytes, int from, int to, Interner interner) {
    if (from < 0 || to > bytes.length || from > to) {
      throw new CodecException(from, "range " + from + " to " + to + " of " + bytes.length);
    }
    this.bytes = bytes;
    this.at = from;
    this.to = to;
    this.interner = interner;
  }

  int at() {
    return at;
  }

  CodecException damaged(String problem) {
    return new CodecException(at, problem);
  }

  /** Bounds recursion: bytes can nest deeper than a thread's stack. */
  void enter() {
    if (++depth > Wire.DEPTH_MAX) {
      throw damaged("nested deeper than " + Wire.DEPTH_MAX);
    }
  }

  void leave() {
    depth--;
  }

  void expectEnd() {
    if (at != to) {
      throw damaged((to - at) + " bytes follow the document");
    }
  }

  int readByte() {
    if (at >= to) {
      throw damaged("ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  long readVarint() {
    int first = readByte();
    if (first < 0x80) {
      return first;
    }
    long value = first & 0x7F;
    for (int shift = 7; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        if (shift == 63 && next > 1) {
          throw damaged("number of more than 64 bits");
        }
        return value;
      }
    }
    throw damaged("number of more than 64 bits");
  }

  long readZigzag() {
    long raw = readVarint();
    return raw >>> 1 ^ -(raw & 1);
  }

  /** A count of things of which each takes at least {@code bytesEach}, so it cannot lie big. */
  int readCount(int bytesEach) {
    long count = readVarint();
    if (count < 0 || count > (to - at) / bytesEach) {
      throw damaged("count of " + Long.toUnsignedString(count) + " exceeds what is left");
    }
    return (int) count;
  }

  long readFixed64() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    at += 8;
    return value;
  }

  UUID readUuid() {
    need(16);
    long most = readFixed64();
    return interner.uuid(most, readFixed64());
  }

  Instant readInstant() {
    long seconds = readZigzag();
    int nanos = readNanos();
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw damaged("no time has " + seconds + " seconds");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  Duration readDuration() {
    long seconds = readZigzag();
    return Duration.ofSeconds(seconds, readNanos());
  }

  LocalDate readDate() {
    long day = readZigzag();
    if (day < LocalDate.MIN.toEpochDay() || day > LocalDate.MAX.toEpochDay()) {
      throw damaged("no date is day " + day);
    }
    return LocalDate.ofEpochDay(day);
  }

  private int readNanos() {
    long nanos = readVarint();
    if (nanos < 0 || nanos > NANOS_MAX) {
      throw damaged("no second has " + nanos + " nanoseconds");
    }
    return (int) nanos;
  }

  byte[] readBytes() {
    int length = readCount(1);
    byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return copy;
  }

  boolean isString(int tag) {
    return tag >= Wire.SHORT_STRING || tag == Wire.STRING || tag == Wire.STRING_UTF16;
  }

  String readString(int tag) {
    if (tag >= Wire.SHORT_STRING) {
      return readUtf8(tag - Wire.SHORT_STRING);
    }
    return tag == Wire.STRING ? readUtf8(readCount(1)) : readUtf16(readCount(2));
  }

  /** The length of a text that {@link #matches} may then compare in place, or -1. */
  int peekShortString(int tag) {
    int length = tag - Wire.SHORT_STRING;
    return tag >= Wire.SHORT_STRING && length <= to - at ? length : -1;
  }

  boolean matches(byte[] expected) {
    return Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }

  void skip(int length) {
    need(length);
    at += length;
  }

  String readUtf8(int length) {
    need(length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    // The decoder replaces what is malformed; only then can encoding again give other bytes.
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(
            text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, at, at + length))) {
      throw damaged("text is not UTF-8");
    }
    at += length;
    return length <= Wire.INTERNED_MAX ? interner.string(text) : text;
  }

  private String readUtf16(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF);
      at += 2;
    }
    return new String(chars);
  }

  boolean isLong(int tag) {
    return tag == Wire.LONG || tag >= Wire.SMALL_LONG && tag <= Wire.SMALL_LONG_LAST;
  }

  long readLong(int tag) {
    return tag == Wire.LONG ? readZigzag() : tag - Wire.SMALL_LONG;
  }

  BigDecimal readDecimal(int tag) {
    long scale = readZigzag();
    if (scale != (int) scale) {
      throw damaged("decimal scale " + scale);
    }
    if (tag == Wire.DECIMAL) {
      return BigDecimal.valueOf(readZigzag(), (int) scale);
    }
    byte[] unscaled = readBytes();
    if (unscaled.length == 0) {
      throw damaged("decimal without digits");
    }
    return new BigDecimal(new BigInteger(unscaled), (int) scale);
  }

  long[] readLongs() {
    int count = readCount(1);
    long[] values = new long[count];
    long previous = 0;
    for (int i = 0; i < count; i++) {
      previous += readZigzag();
      values[i] = previous;
    }
    return values;
  }

  /** The name's place in {@link FieldNames}, or {@link #ENDED}, or {@link #INLINE}. */
  int readNameCode() {
    long code = readVarint();
    if (code == Wire.END) {
      return ENDED;
    }
    if (code == Wire.INLINE_NAME) {
      return INLINE;
    }
    if (code < 0 || code - Wire.FIRST_KNOWN_NAME >= FieldNames.count()) {
      throw damaged("field name " + Long.toUnsignedString(code) + " is not known");
    }
    return (int) code - Wire.FIRST_KNOWN_NAME;
  }

  String readInlineName() {
    return readUtf8(readCount(1));
  }

  /** The name of the next field, when there is one. */
  String readName() {
    int code = readNameCode();
    if (code == ENDED) {
      throw damaged("ends too early");
    }
    return code == INLINE ? readInlineName() : FieldNames.at(code);
  }

  /** Passes a name that stands there itself; true when it is this one. */
  boolean passInlineName(String name) {
    int length = readCount(1);
    int start = at;
    at += length;
    int both = Math.min(length, name.length());
    for (int i = 0; i < both; i++) {
      byte letter = bytes[start + i];
      if (letter != name.charAt(i)) {
        // Only where it is not plain letters, a name is other bytes than it has characters.
        return letter < 0 && name.equals(text(start, length));
      }
    }
    return length == name.length();
  }

  /** Passes a name that stands there itself; which of these, as they are encoded, it is; or -1. */
  int passInlineName(byte[][] names) {
    int length = readCount(1);
    int found = -1;
    for (int i = 0; found < 0 && i < names.length; i++) {
      found = names[i].length == length && matches(names[i]) ? i : -1;
    }
    at += length;
    return found;
  }

  private String text(int start, int length) {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  boolean more() {
    return at < to;
  }

  /** Copies what was read since a place. */
  void copySince(int start, Sink out) {
    out.putBytes(bytes, start, at - start);
  }

  private void need(int length) {
    if (length > to - at) {
      throw damaged("ends too early");
    }
  }
}
