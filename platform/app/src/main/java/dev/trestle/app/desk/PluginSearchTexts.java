package dev.trestle.app.desk;

import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.search.SearchNames;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that plugins' records add to tickets. They are read from the definitions of the tables,
 * so the index holds the same whether or not a plugin runs; who may search by them, and whether
 * anybody may at the moment, is asked with each search.
 */
final class PluginSearchTexts {
  private PluginSearchTexts() {}

  /** The tables of records beside tickets that have such texts. */
  static List<PluginTable> tables(State state) {
    List<PluginTable> tables = new ArrayList<>();
    state
        .table(Tables.PLUGIN_TABLES)
        .forEach(table -> {
          if (table.ofTicket() && !table.texts().isEmpty()) {
            tables.add(table);
          }
        });
    return tables;
  }

  /** The texts of the ticket in a slot, by field. */
  static Map<String, List<String>> of(State state, int slot, List<PluginTable> tables) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (PluginTable definition : tables) {
      Table<NeutralRecord> records = state.pluginTable(definition.name());
      NeutralRecord record = slot < records.slots() ? records.at(slot) : null;
      if (record != null) {
        for (PluginTable.Text text : definition.texts()) {
          List<String> found = texts(record.extra().get(text.field()));
          if (!found.isEmpty()) {
            texts.put(SearchNames.field(definition.pluginId(), text.name()), found);
          }
        }
      }
    }
    return texts;
  }

  private static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> many -> many.stream().flatMap(each -> texts(each).stream()).toList();
      default -> List.of(value.toString());
    };
  }
}
