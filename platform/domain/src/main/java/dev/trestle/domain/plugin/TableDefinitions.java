package dev.trestle.domain.plugin;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.PluginTable.Part;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.record.RecordType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the record types that a plugin declares into the definitions of its tables. */
public final class TableDefinitions {
  /** The field that holds a document's shape. */
  public static final String SHAPE = "_shape";

  private TableDefinitions() {}

  /** What the table of a plugin's record type is called. */
  public static String name(String pluginId, RecordType<?> type) {
    return pluginId + "." + type.name();
  }

  /**
   * Defines the tables of all record types in this commit, as far as they are not defined like this
   * yet. Tables of types that the plugin no longer declares stay as they are.
   */
  public static void define(
      Draft draft, String pluginId, List<RecordType<?>> types, ListExtension lists) {
    for (RecordType<?> type : types) {
      PluginTable known =
          draft.state().table(Tables.PLUGIN_TABLES).unique("name", name(pluginId, type));
      PluginTable wanted =
          new PluginTable(
              known == null ? draft.newId() : known.id(),
              known == null ? 1 : known.version() + 1,
              name(pluginId, type),
              pluginId,
              type.isOfTicket(),
              type.shape(),
              indexes(type),
              texts(type, lists),
              Document.empty());
      if (known == null
          || !known.sameIndexes(wanted)
          || known.shape() != wanted.shape()
          || !known.texts().equals(wanted.texts())) {
        draft.put(Tables.PLUGIN_TABLES, wanted);
      }
    }
  }

  private static List<PluginTable.Text> texts(RecordType<?> type, ListExtension lists) {
    return lists.searches().stream()
        .filter(search -> search.type().name().equals(type.name()))
        .map(search -> new PluginTable.Text(search.name(), search.component()))
        .toList();
  }

  /**
   * A type's indexes as data.
   *
   * @throws IllegalArgumentException when an index names a component the record does not have, or
   *     one that cannot be stored
   */
  public static List<PluginTable.Index> indexes(RecordType<?> type) {
    RecordCodec<?> codec = RecordCodec.of(type.type().asSubclass(Record.class));
    if (codec.names().contains(SHAPE)) {
      throw new IllegalArgumentException(type.name() + " must not have a component " + SHAPE);
    }
    List<PluginTable.Index> indexes = new ArrayList<>();
    for (RecordType.Index index : type.indexes()) {
      List<Part> parts = new ArrayList<>();
      for (String component : index.components()) {
        parts.add(
            new Part(component, codec.unwritten(component), constants(type.type(), component)));
      }
      indexes.add(new PluginTable.Index(index.name(), index.kind(), index.code(), parts));
    }
    return indexes;
  }

  /** Enums are stored by name, but sorted in the order of their constants. */
  private static List<String> constants(Class<?> type, String name) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getName().equals(name) && component.getType().isEnum()) {
        return Arrays.stream(component.getType().getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name())
            .toList();
      }
    }
    return List.of();
  }
}
