package dev.trestle.domain.state;

import dev.trestle.domain.codec.FieldSelection;
import dev.trestle.domain.codec.PlainOrder;
import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.sdk.record.RecordType.IndexKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How tables of plugins' records are called, and how their indexes read the records' fields. */
public final class NeutralSchema {
  private static final RecordCodec<NeutralRecord> CODEC = RecordCodec.of(NeutralRecord.class);

  private NeutralSchema() {}

  /** Whether a table of this name is a plugin's. */
  public static boolean isPluginTable(String name) {
    return name.indexOf('.') >= 0;
  }

  /** The table of this name, to put and to look up records by; its indexes are the state's. */
  public static TableSchema<NeutralRecord> named(String name) {
    return new TableSchema<>(name, NeutralRecord.class, CODEC, null);
  }

  static TableSchema<NeutralRecord> of(PluginTable definition) {
    TableSchema<NeutralRecord> table =
        new TableSchema<>(definition.name(), NeutralRecord.class, CODEC, definition);
    Set<String> fields = new LinkedHashSet<>();
    for (PluginTable.Index index : definition.indexes()) {
      List<PluginTable.Part> parts = index.parts();
      if (!parts.isEmpty()) {
        add(table, index, parts);
        parts.forEach(part -> fields.add(part.field()));
      }
    }
    FieldSelection asked = FieldSelection.of(fields);
    return table.opened(
        record -> new NeutralRecord(record.id(), record.version(), record.extra().opened(asked)));
  }

  private static void add(
      TableSchema<NeutralRecord> table, PluginTable.Index index, List<PluginTable.Part> parts) {
    PluginTable.Part first = parts.getFirst();
    switch (index.kind()) {
      case UNIQUE -> table.unique(index.name(), index.code(), record -> key(record, parts));
      case GROUPED -> {
        if (first.unwritten() instanceof List<?>) {
          table.groupedByMany(index.name(), record -> keys(record, first));
        } else {
          table.grouped(index.name(), record -> key(record, first));
        }
      }
      case SORTED ->
          table.keyedWhere(index.name(), record -> complete(record, parts), keyed(parts));
      case SORTED_WITHIN -> {
        List<PluginTable.Part> rest = parts.subList(1, parts.size());
        Function<NeutralRecord, @Nullable Object> group =
            record -> complete(record, rest) ? key(record, first) : null;
        table.keyedWithin(index.name(), group, keyed(rest));
      }
    }
  }

  /** A field's value in its neutral form. */
  public static @Nullable Object value(NeutralRecord record, PluginTable.Part part) {
    return switch (part.field()) {
      case "id" -> record.id();
      case "version" -> (long) record.version();
      default -> {
        Object value = record.extra().get(part.field());
        yield value == null ? part.unwritten() : value;
      }
    };
  }

  private static @Nullable Object key(NeutralRecord record, PluginTable.Part part) {
    Object value = value(record, part);
    return value == null ? null : PlainOrder.key(value);
  }

  private static @Nullable Object key(NeutralRecord record, List<PluginTable.Part> parts) {
    if (parts.size() == 1) {
      return key(record, parts.getFirst());
    }
    List<Object> keys = new ArrayList<>(parts.size());
    for (PluginTable.Part part : parts) {
      Object key = key(record, part);
      if (key == null) {
        return null;
      }
      keys.add(key);
    }
    return keys;
  }

  /** Under which key a record stands in a unique index; null when it stands in none. */
  public static @Nullable Object key(NeutralRecord record, PluginTable.Index index) {
    return key(record, index.parts());
  }

  private static Collection<Object> keys(NeutralRecord record, PluginTable.Part part) {
    Object value = value(record, part);
    if (!(value instanceof List<?> many)) {
      // The field held one value in an older shape.
      return value == null ? List.of() : List.of(PlainOrder.key(value));
    }
    List<Object> keys = new ArrayList<>(many.size());
    for (Object one : many) {
      if (one != null) {
        keys.add(PlainOrder.key(one));
      }
    }
    return keys;
  }

  private static boolean complete(NeutralRecord record, List<PluginTable.Part> parts) {
    for (PluginTable.Part part : parts) {
      if (value(record, part) == null) {
        return false;
      }
    }
    return true;
  }

  /** What an index sorts a record by. */
  public static List<@Nullable Object> keys(NeutralRecord record, PluginTable.Index index) {
    List<@Nullable Object> keys = new ArrayList<>();
    sortParts(index).forEach(part -> keys.add(value(record, part)));
    return keys;
  }

  /** Compares a record with the keys that some record had in the order of an index. */
  public static int compare(NeutralRecord record, List<?> keys, PluginTable.Index index) {
    int at = 0;
    for (PluginTable.Part part : sortParts(index)) {
      int compared = compare(value(record, part), keys.get(at++), part);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  /** By which fields an index sorts. */
  public static List<PluginTable.Part> sortParts(PluginTable.Index index) {
    return index.kind() == IndexKind.SORTED_WITHIN
        ? index.parts().subList(1, index.parts().size())
        : index.parts();
  }

  /** What stands for a record that has no value in this place. */
  private static final Object ABSENT = new Object();

  private static TableSchema.Keyed<NeutralRecord> keyed(List<PluginTable.Part> parts) {
    if (parts.size() == 1) {
      PluginTable.Part part = parts.getFirst();
      return new TableSchema.Keyed<>(
          record -> present(value(record, part)), (a, b) -> compare(absent(a), absent(b), part));
    }
    return new TableSchema.Keyed<>(
        record -> {
          Object[] keys = new Object[parts.size()];
          for (int i = 0; i < keys.length; i++) {
            keys[i] = present(value(record, parts.get(i)));
          }
          return keys;
        },
        (a, b) -> {
          for (int i = 0; i < parts.size(); i++) {
            int compared =
                compare(absent(((Object[]) a)[i]), absent(((Object[]) b)[i]), parts.get(i));
            if (compared != 0) {
              return compared;
            }
          }
          return 0;
        });
  }

  private static Object present(@Nullable Object value) {
    return value == null ? ABSENT : value;
  }

  private static @Nullable Object absent(Object key) {
    return key == ABSENT ? null : key;
  }

  private static int compare(@Nullable Object a, @Nullable Object b, PluginTable.Part part) {
    if (a == null || b == null) {
      // Records without a value are in no order; they are only compared on their way out of one.
      return a == b ? 0 : a == null ? 1 : -1;
    }
    int byConstant =
        part.constants().isEmpty() ? 0 : Integer.compare(place(a, part), place(b, part));
    return byConstant != 0 ? byConstant : PlainOrder.compare(a, b);
  }

  /** A constant that is not known any more comes last. */
  private static int place(Object value, PluginTable.Part part) {
    int place = value instanceof String name ? part.constants().indexOf(name) : -1;
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  /** The bytes of a record, as they are in the log; of its own class or this one. */
  public static byte[] encoded(NeutralRecord record) {
    return CODEC.encode(record);
  }

  /**
   * The record of these bytes, as it will be read back.
   *
   * @throws dev.trestle.domain.codec.CodecException when it could not be, as when it is nested too
   *     deep
   */
  public static NeutralRecord decoded(byte[] bytes) {
    return CODEC.decode(bytes);
  }
}
