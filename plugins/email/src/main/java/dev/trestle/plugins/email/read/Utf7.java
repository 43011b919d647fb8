package dev.trestle.plugins.email.read;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads UTF-7 (RFC 2152), which the Java platform does not know and some gateways still write. */
final class Utf7 {
  private Utf7() {}

  static String decode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '+') {
        out.append(c);
        continue;
      }
      int from = at;
      while (at < text.length() && isBase64(text.charAt(at))) {
        at++;
      }
      if (at == from) {
        out.append('+');
      } else {
        out.append(shifted(text.substring(from, at)));
      }
      if (at < text.length() && text.charAt(at) == '-') {
        at++;
      }
    }
    return out.toString();
  }

  private static String shifted(String base64) {
    byte[] units = Base64.getDecoder().decode(base64.length() % 4 == 1 ? base64 + "A" : base64);
    return new String(units, 0, units.length & ~1, StandardCharsets.UTF_16BE);
  }

  private static boolean isBase64(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }
}
