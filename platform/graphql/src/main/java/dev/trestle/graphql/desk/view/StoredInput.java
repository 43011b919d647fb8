package dev.trestle.graphql.desk.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters and orders as a saved view keeps them: plain texts, numbers, lists and maps. */
public final class StoredInput {
  private StoredInput() {}

  /** The plain form of a coerced input, which any later version can read. */
  public static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
        yield plain;
      }
      case Collection<?> list -> {
        List<@Nullable Object> plain = new ArrayList<>(list.size());
        list.forEach(inner -> plain.add(plain(inner)));
        yield plain;
      }
      case Integer number -> number.longValue();
      case Boolean bool -> bool;
      case Long number -> number;
      case BigDecimal number -> number;
      default -> value.toString();
    };
  }

  static String json(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        String between = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(between);
          text(String.valueOf(entry.getKey()), out);
          out.append(':');
          write(entry.getValue(), out);
          between = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case Collection<?> list -> {
        String between = "[";
        for (Object each : list) {
          out.append(between);
          write(each, out);
          between = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Boolean bool -> out.append(bool);
      case Number number -> out.append(number);
      default -> text(value.toString(), out);
    }
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
