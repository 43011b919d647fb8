package dev.trestle.http.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The Content-Disposition header after RFC 6266, with file names after RFC 8187. */
final class ContentDisposition {
  private static final String ATTRIBUTE_CHARS = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  /**
   * @param disposition {@code attachment} or {@code inline}
   * @param fileName any text; nothing in it can end the header or the quoted string
   */
  static String of(String disposition, String fileName) {
    StringBuilder plain = new StringBuilder();
    boolean extended = false;
    for (int i = 0; i < fileName.length(); i++) {
      char c = fileName.charAt(i);
      boolean safe = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != '/';
      plain.append(safe ? c : '_');
      extended |= !safe;
    }
    String header = disposition + "; filename=\"" + plain + '"';
    return extended ? header + "; filename*=UTF-8''" + encoded(fileName) : header;
  }

  private static String encoded(String fileName) {
    StringBuilder out = new StringBuilder();
    for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      boolean plain =
          c >= '0' && c <= '9'
              || c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || ATTRIBUTE_CHARS.indexOf(c) >= 0;
      if (plain) {
        out.append((char) c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  /** The file name of a received header; {@code filename*} wins over {@code filename}. */
  static @Nullable String fileName(String header) {
    String extended = HeaderParameters.of(header, "filename*");
    if (extended != null) {
      int second = extended.indexOf('\'', extended.indexOf('\'') + 1);
      if (second > 0 && extended.regionMatches(true, 0, "utf-8'", 0, 6)) {
        return PercentText.decode(extended.substring(second + 1));
      }
    }
    return HeaderParameters.of(header, "filename");
  }
}
