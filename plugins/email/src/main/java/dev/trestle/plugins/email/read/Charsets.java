package dev.trestle.plugins.email.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes characters of bytes whose charset is named wrongly, or not at all. */
final class Charsets {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /**
   * What senders mean when they name these: each is read by the larger set that mail programs write
   * under its name.
   */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("iso-8859-8-i", "ISO-8859-8"),
          Map.entry("iso-8859-6-i", "ISO-8859-6"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("cp936", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("utf8", "UTF-8"),
          Map.entry("utf-8mb4", "UTF-8"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"));

  private Charsets() {}

  /** The charset of this name, or null when nobody knows it or it says nothing. */
  static @Nullable Charset named(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty() || plain.equals("us-ascii") || plain.equals("ascii")) {
      return null;
    }
    try {
      return Charset.forName(MEANT.getOrDefault(plain, plain));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return plain.startsWith("cp125") ? named("windows-" + plain.substring(2)) : null;
    }
  }

  /** Whether a name is one that says which charset it is; nothing and ASCII say nothing wrong. */
  static boolean isUnknown(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    return !plain.isEmpty()
        && !plain.equals("us-ascii")
        && !plain.equals("ascii")
        && !isSeven(plain)
        && named(plain) == null;
  }

  private static boolean isSeven(String plain) {
    return plain.equals("utf-7") || plain.equals("unicode-1-1-utf-7");
  }

  /** Decodes with the charset that is named, unless the bytes say that it is another one. */
  static String decode(byte[] bytes, String name) {
    if (isSeven(name.strip().toLowerCase(Locale.ROOT))) {
      return Utf7.decode(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    Charset named = named(name);
    if (named == null || isWide(named) && isPlain(bytes)) {
      return guess(bytes);
    }
    String strict = strictly(bytes, named);
    if (strict != null) {
      return strict;
    }
    String utf8 = strictly(bytes, StandardCharsets.UTF_8);
    if (utf8 != null) {
      return utf8;
    }
    if (named.name().contains("2022")) {
      return guess(bytes);
    }
    // One bad byte in a long text is damage; a text full of them is another charset.
    String lenient = new String(bytes, named);
    long bad = lenient.chars().filter(c -> c == '\uFFFD').count();
    return named == StandardCharsets.UTF_8 && bad * 4 > highs(bytes) ? guess(bytes) : lenient;
  }

  /** Whether letters of English words have other bytes in it than in ASCII. */
  private static boolean isWide(Charset charset) {
    return charset.canEncode() && "a".getBytes(charset)[0] != 'a'
        || charset.name().contains("UTF-16");
  }

  private static boolean isPlain(byte[] bytes) {
    for (byte one : bytes) {
      if (one < ' ' && one != '\n' && one != '\r' && one != '\t') {
        return false;
      }
    }
    return true;
  }

  static @Nullable String strictly(byte[] bytes, Charset charset) {
    // Strings are made many times faster than a decoder works, and mark what cannot be read.
    String quick = new String(bytes, charset);
    if (quick.indexOf('\uFFFD') < 0) {
      return quick;
    }
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  /**
   * UTF-8 if it is that; Japanese by its kana; Cyrillic by its rows of high bytes; else Western.
   */
  static String guess(byte[] bytes) {
    if (hasJapaneseShift(bytes)) {
      return new String(bytes, Charset.forName("ISO-2022-JP"));
    }
    String utf8 = strictly(bytes, StandardCharsets.UTF_8);
    if (utf8 != null) {
      return utf8;
    }
    String japanese = japanese(bytes);
    if (japanese != null) {
      return japanese;
    }
    if (inRuns(bytes) * 2 > highs(bytes)) {
      String koi = new String(bytes, Charset.forName("KOI8-R"));
      String windows = new String(bytes, Charset.forName("windows-1251"));
      return smallCyrillic(koi) >= smallCyrillic(windows) ? koi : windows;
    }
    return new String(bytes, WINDOWS_1252);
  }

  // Japanese is told by its kana, which no other charset's bytes turn into in such a number.
  private static @Nullable String japanese(byte[] bytes) {
    for (String name : List.of("windows-31j", "EUC-JP")) {
      String text = strictly(bytes, Charset.forName(name));
      if (text != null) {
        long wide = text.chars().filter(c -> c > 0x7F).count();
        long kana = text.chars().filter(c -> c >= 0x3040 && c <= 0x30FF).count();
        if (kana >= 3 && kana * 3 >= wide) {
          return text;
        }
      }
    }
    return hasRowOfPairs(bytes) ? strictly(bytes, Charset.forName("windows-31j")) : null;
  }

  /**
   * Whether there are rows of Shift_JIS pairs, and nothing else that is not ASCII. Their first
   * bytes are those that Western charsets have no letters at, and Cyrillic ones hardly any.
   */
  private static boolean hasRowOfPairs(byte[] bytes) {
    int row = 0;
    int longest = 0;
    for (int i = 0; i < bytes.length; i++) {
      int one = bytes[i] & 0xFF;
      if (one < 0x80) {
        row = 0;
      } else if (one <= 0x9F && i + 1 < bytes.length && (bytes[i + 1] & 0xFF) >= 0x40) {
        longest = Math.max(longest, ++row);
        i++;
      } else {
        return false;
      }
    }
    return longest >= 3;
  }

  // Words of Cyrillic letters are rows of high bytes; in Western ones no more than two are
  // neighbours.
  private static int inRuns(byte[] bytes) {
    int count = 0;
    int run = 0;
    for (byte one : bytes) {
      run = one < 0 ? run + 1 : 0;
      count += run == 3 ? 3 : run > 3 ? 1 : 0;
    }
    return count;
  }

  private static int highs(byte[] bytes) {
    int count = 0;
    for (byte one : bytes) {
      count += one < 0 ? 1 : 0;
    }
    return count;
  }

  // KOI8-R and Windows-1251 swap the cases, and people write mostly in small letters.
  private static long smallCyrillic(String text) {
    return text.chars().filter(c -> c >= '\u0430' && c <= '\u044F').count();
  }

  private static boolean hasJapaneseShift(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0x1B && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
        return true;
      }
    }
    return false;
  }
}
