package dev.trestle.domain.plugin;

import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.record.RecordType.IndexKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds records that a plugin's new unique indexes would not have let in. */
public final class TableClashes {
  private TableClashes() {}

  /** Why the tables of these record types cannot be defined; empty when they can. */
  public static List<Problem> problems(State state, String pluginId, List<RecordType<?>> types) {
    List<Problem> problems = new ArrayList<>();
    for (RecordType<?> type : types) {
      PluginTable known =
          state.table(Tables.PLUGIN_TABLES).unique("name", TableDefinitions.name(pluginId, type));
      for (PluginTable.Index index : TableDefinitions.indexes(type)) {
        if (index.kind() == IndexKind.UNIQUE
            && (known == null || !known.indexes().contains(index))) {
          Problem problem = clash(state, pluginId, type, index);
          if (problem != null) {
            problems.add(problem);
          }
        }
      }
    }
    return problems;
  }

  private static @Nullable Problem clash(
      State state, String pluginId, RecordType<?> type, PluginTable.Index index) {
    Table<NeutralRecord> records = state.pluginTable(TableDefinitions.name(pluginId, type));
    Map<Object, NeutralRecord> first = new HashMap<>();
    SlotSet live = records.live();
    for (int slot = live.nextSlot(0); slot >= 0; slot = live.nextSlot(slot + 1)) {
      NeutralRecord record = records.require(slot);
      Object key = NeutralSchema.key(record, index);
      NeutralRecord other = key == null ? null : first.putIfAbsent(key, record);
      if (other != null) {
        return Problem.of(
            ProblemType.PRECONDITION,
            "PLUGIN_RECORDS_CLASH",
            "It wants "
                + index.parts().stream().map(PluginTable.Part::field).toList()
                + " of its records "
                + type.name()
                + " to be unique, but "
                + other.id()
                + " and "
                + record.id()
                + " have the same. Change one of them with the version before, then try again.");
      }
    }
    return null;
  }
}
