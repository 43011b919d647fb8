package dev.trestle.domain.state;

import dev.trestle.domain.data.PersistentMap;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The tables of plugins at one moment, defined or not: records may be there before their table's
 * definition and after it. Immutable, and total like the state it is part of.
 */
final class PluginTables {
  static final PluginTables NONE = new PluginTables(PersistentMap.empty());

  private final PersistentMap<String, Table<NeutralRecord>> tables;

  private PluginTables(PersistentMap<String, Table<NeutralRecord>> tables) {
    this.tables = tables;
  }

  /** The table; without records or indexes when there is none. */
  Table<NeutralRecord> table(String name) {
    Table<NeutralRecord> found = tables.get(name);
    return found == null ? Table.empty(NeutralSchema.named(name)) : found;
  }

  /** All tables that were ever put to, by name. */
  List<Table<?>> all() {
    List<Table<?>> all = new ArrayList<>(tables.size());
    tables.forEach((name, table) -> all.add(table));
    all.sort(Comparator.comparing(table -> table.schema().name()));
    return all;
  }

  /**
   * With this record.
   *
   * @param passing whether indexes wait until they are asked for
   */
  PluginTables put(String name, NeutralRecord record, Table<Ticket> tickets, boolean passing) {
    Table<NeutralRecord> table = table(name);
    if (!table.schema().ofTicket()) {
      return with(name, passing ? table.overlaid(record) : table.put(record));
    }
    int slot = tickets.slotOf(record.id());
    return slot < 0 ? this : with(name, table.putAt(slot, record, tickets, passing));
  }

  PluginTables remove(String name, UUID id) {
    Table<NeutralRecord> table = tables.get(name);
    return table == null ? this : with(name, table.remove(id));
  }

  /** With the table under this definition; its indexes are made anew where they differ. */
  PluginTables define(PluginTable definition, Table<Ticket> tickets) {
    String name = definition.name();
    if (!NeutralSchema.isPluginTable(name)) {
      return this;
    }
    Table<NeutralRecord> table = table(name);
    PluginTable known = table.schema().definition();
    if (known != null && known.sameIndexes(definition)) {
      return this;
    }
    TableSchema<NeutralRecord> schema = NeutralSchema.of(definition);
    return with(
        name,
        definition.ofTicket() && !table.schema().ofTicket()
            ? Table.load(schema, besideTickets(table, tickets))
            : table.under(schema));
  }

  /** With the table's records left, but without a definition. */
  PluginTables undefine(String name) {
    Table<NeutralRecord> table = tables.get(name);
    return table == null ? this : with(name, table.under(NeutralSchema.named(name)));
  }

  /** The records in the slots of their tickets; those that have none are left out. */
  private static PersistentVector<NeutralRecord> besideTickets(
      Table<NeutralRecord> table, Table<Ticket> tickets) {
    TreeMap<Integer, NeutralRecord> bySlot = new TreeMap<>();
    table.forEach(record -> {
      int slot = tickets.slotOf(record.id());
      if (slot >= 0) {
        bySlot.put(slot, record);
      }
    });
    PersistentVector.Builder<NeutralRecord> records = PersistentVector.builder();
    bySlot.forEach((slot, record) -> records.padTo(slot).append(record));
    return records.build();
  }

  private PluginTables with(String name, Table<NeutralRecord> table) {
    return new PluginTables(tables.put(name, table));
  }

  /** Tables of these records in their slots, under these definitions. */
  static PluginTables load(
      Map<String, PersistentVector<NeutralRecord>> records, Table<PluginTable> definitions) {
    Map<String, TableSchema<NeutralRecord>> schemas = new LinkedHashMap<>();
    records.keySet().forEach(name -> schemas.put(name, NeutralSchema.named(name)));
    definitions.forEach(definition -> {
      if (NeutralSchema.isPluginTable(definition.name())) {
        schemas.put(definition.name(), NeutralSchema.of(definition));
      }
    });
    PersistentMap<String, Table<NeutralRecord>> tables = PersistentMap.empty();
    for (Map.Entry<String, TableSchema<NeutralRecord>> entry : schemas.entrySet()) {
      PersistentVector<NeutralRecord> found = records.get(entry.getKey());
      tables =
          tables.put(
              entry.getKey(),
              found == null ? Table.empty(entry.getValue()) : Table.load(entry.getValue(), found));
    }
    return new PluginTables(tables);
  }
}
