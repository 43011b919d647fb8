package dev.trestle.http.files;

import org.jspecify.annotations.Nullable;

/** Reads one parameter of a header such as {@code form-data; name="a"; filename="b"}. */
final class HeaderParameters {
  private HeaderParameters() {}

  static @Nullable String of(String header, String wanted) {
    int i = header.indexOf(';');
    while (i >= 0 && i < header.length()) {
      int equals = header.indexOf('=', i);
      if (equals < 0) {
        return null;
      }
      String name = header.substring(i + 1, equals).trim();
      StringBuilder value = new StringBuilder();
      i = value(header, equals + 1, value);
      if (name.equalsIgnoreCase(wanted)) {
        return value.toString();
      }
    }
    return null;
  }

  /** Reads a token or a quoted string; answers where the next semicolon is, or the end. */
  private static int value(String header, int start, StringBuilder value) {
    int i = start;
    while (i < header.length() && header.charAt(i) == ' ') {
      i++;
    }
    if (i < header.length() && header.charAt(i) == '"') {
      i++;
      while (i < header.length() && header.charAt(i) != '"') {
        // Browsers escape the quote only; a lone backslash is part of the name.
        if (header.startsWith("\\\"", i)) {
          i++;
        }
        value.append(header.charAt(i++));
      }
      int next = header.indexOf(';', i);
      return next < 0 ? header.length() : next;
    }
    int end = header.indexOf(';', i);
    int stop = end < 0 ? header.length() : end;
    value.append(header, i, stop);
    int last = value.length();
    while (last > 0 && value.charAt(last - 1) == ' ') {
      value.setLength(--last);
    }
    return stop;
  }
}
