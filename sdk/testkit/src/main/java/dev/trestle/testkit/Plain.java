package dev.trestle.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what tests write into what JSON carries. */
final class Plain {
  private Plain() {}

  static Map<String, @Nullable Object> map(Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(name, of(value)));
    return plain;
  }

  private static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case Integer number -> number;
      case Long number -> number;
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((name, inner) -> plain.put(String.valueOf(name), of(inner)));
        yield plain;
      }
      case List<?> list -> {
        List<@Nullable Object> plain = new java.util.ArrayList<>();
        list.forEach(inner -> plain.add(of(inner)));
        yield plain;
      }
      default -> value.toString();
    };
  }
}
