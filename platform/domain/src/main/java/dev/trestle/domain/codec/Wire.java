package dev.trestle.domain.codec;

/**
 * The byte that opens every value. A document is a run of fields, each a name code and a value, and
 * ends with {@link #END}. Name code 1 is followed by the name itself; from 2 on it is the place in
 * {@link FieldNames} plus 2. All of this is a file format: never reuse a number.
 */
final class Wire {
  static final int END = 0;
  static final int INLINE_NAME = 1;
  static final int FIRST_KNOWN_NAME = 2;

  static final int NULL = 0x00;
  static final int FALSE = 0x01;
  static final int TRUE = 0x02;
  static final int LONG = 0x03;

  /** Scale, then an unscaled value that fits a long. */
  static final int DECIMAL = 0x04;

  /** Scale, then the unscaled value's two's complement. */
  static final int BIG_DECIMAL = 0x05;

  static final int STRING = 0x06;

  /** Two bytes a char: a text with an unpaired surrogate, which UTF-8 cannot carry. */
  static final int STRING_UTF16 = 0x07;

  static final int BYTES = 0x08;
  static final int UUID = 0x09;
  static final int LIST = 0x0A;
  static final int DOCUMENT = 0x0B;

  /** A count, then the difference of each number to the one before. */
  static final int LONGS = 0x0C;

  /** Seconds since 1970, then nanoseconds. */
  static final int INSTANT = 0x0D;

  /** Days since 1970. */
  static final int DATE = 0x0E;

  /** Seconds, then nanoseconds. */
  static final int DURATION = 0x0F;

  /** The numbers 0 to 63 in the opening byte itself. */
  static final int SMALL_LONG = 0x20;

  static final int SMALL_LONG_LAST = 0x5F;

  /** A text whose encoded length, 0 to 127, is in the opening byte. */
  static final int SHORT_STRING = 0x80;

  static final int SHORT_STRING_MAX = 0x7F;

  static final int DEPTH_MAX = 64;
  static final int INTERNED_MAX = 32;

  private Wire() {}

  static boolean isAscii(String text) {
    for (int i = 0, n = text.length(); i < n; i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0, n = text.length(); i < n; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        if (++i == n || !Character.isLowSurrogate(text.charAt(i))) {
          return true;
        }
      } else if (Character.isLowSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
