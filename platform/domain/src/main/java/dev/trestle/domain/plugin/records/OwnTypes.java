package dev.trestle.domain.plugin.records;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The record types of one plugin. */
final class OwnTypes {
  private final Map<String, OwnType<?>> types = new LinkedHashMap<>();

  OwnTypes(String pluginId, List<RecordType<?>> declared) {
    for (RecordType<?> type : declared) {
      if (types.put(type.name(), made(pluginId, type)) != null) {
        throw new IllegalArgumentException(pluginId + " has two record types " + type.name());
      }
    }
  }

  private static <R extends Record & DeskRecord> OwnType<R> made(
      String pluginId, RecordType<R> type) {
    return new OwnType<>(pluginId, type);
  }

  /** The plugin's type; another plugin's, or one it did not declare, is refused. */
  @SuppressWarnings("unchecked") // the classes are compared
  <R extends Record & DeskRecord> OwnType<R> of(RecordType<R> type) {
    OwnType<?> known = types.get(type.name());
    if (known == null || known.type().type() != type.type()) {
      throw new IllegalArgumentException(type + " is not among the plugin's own record types");
    }
    return (OwnType<R>) known;
  }

  Iterable<OwnType<?>> all() {
    return types.values();
  }
}
