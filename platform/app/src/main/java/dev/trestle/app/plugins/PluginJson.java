package dev.trestle.app.plugins;

import dev.trestle.app.client.Json;
import dev.trestle.domain.codec.Document;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stored records as JSON. */
final class PluginJson {
  private PluginJson() {}

  static String text(Map<String, @Nullable Object> object) {
    return new String(Json.bytes(object), StandardCharsets.UTF_8);
  }

  /** A document's fields, with nested ones as maps. */
  static Map<String, @Nullable Object> plain(Document document) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    document.fields().forEach((name, value) -> fields.put(name, value(value)));
    return fields;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Document nested -> plain(nested);
      case List<?> list -> list.stream().map(PluginJson::value).toList();
      case null, default -> value;
    };
  }
}
