package dev.trestle.plugins.email.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the encoded words of RFC 2047. Neighbouring words of one charset are joined as bytes
 * before they are decoded, because many programs cut characters in two; blanks between them do not
 * count.
 */
final class EncodedWords {
  // Blanks inside the text break the rules, but are written; a question mark ends it.
  private static final Pattern WORD =
      Pattern.compile(
          "=\\?([A-Za-z0-9_.:+-]+)(?:\\*[A-Za-z-]*)?\\?([BbQq])\\?([^?\\r\\n]*+(?:\\?(?!=)[^?\\r\\n]*+)*+)\\?=");

  private EncodedWords() {}

  static String decode(String text) {
    int last = text.lastIndexOf("?=");
    if (last < 0 || !text.contains("=?")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    String charset = "";
    // Behind the last end of a word no word ends, and each beginning would look for one.
    Matcher word = WORD.matcher(text).region(0, last + 2);
    int end = 0;
    boolean after = false;
    while (word.find()) {
      String between = text.substring(end, word.start());
      boolean joined = after && between.isBlank();
      if (!joined || !charset.equalsIgnoreCase(word.group(1))) {
        out.append(Charsets.decode(pending.toByteArray(), charset));
        pending.reset();
        out.append(joined ? "" : between);
      }
      charset = word.group(1);
      pending.writeBytes(
          word.group(2).toLowerCase(Locale.ROOT).equals("b")
              ? base64(word.group(3))
              : quoted(word.group(3), charset));
      end = word.end();
      after = true;
    }
    out.append(Charsets.decode(pending.toByteArray(), charset));
    return out.append(text, end, text.length()).toString();
  }

  /**
   * Decodes what can be decoded: characters outside of the alphabet and missing ends are ignored.
   */
  static byte[] base64(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int bits = 0;
    int held = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = sextet(text.charAt(i));
      if (value >= 0) {
        bits = bits << 6 | value;
        held += 6;
        if (held >= 8) {
          held -= 8;
          out.write(bits >> held);
        }
      } else if (text.charAt(i) == '=') {
        bits = 0;
        held = 0;
      }
    }
    return out.toByteArray();
  }

  /** The value of a character of the alphabet; -1 for any other. */
  static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    } else if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    } else if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  /** The bytes of quoted text; characters that should not stand there are taken as they are. */
  static byte[] quoted(String text, String charset) {
    Charset named = Charsets.named(charset);
    Charset plain = named == null ? StandardCharsets.UTF_8 : named;
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else if (c == '_') {
        out.write(' ');
      } else if (c < 0x80) {
        out.write(c);
      } else {
        out.writeBytes(String.valueOf(c).getBytes(plain));
      }
    }
    return out.toByteArray();
  }
}
