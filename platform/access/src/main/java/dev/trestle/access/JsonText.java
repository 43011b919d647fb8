package dev.trestle.access;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON: strings, numbers, booleans, maps with string keys, and collections, in order. */
final class JsonText {
  private JsonText() {}

  static String of(Map<String, ?> object) {
    StringBuilder out = new StringBuilder(256);
    write(object, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case CharSequence text -> string(text, out);
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      case Map<?, ?> map -> {
        char before = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
          out.append(before);
          string(String.valueOf(member.getKey()), out);
          out.append(':');
          write(member.getValue(), out);
          before = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case Collection<?> list -> {
        char before = '[';
        for (Object element : list) {
          out.append(before);
          write(element, out);
          before = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private static void string(CharSequence text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
