package dev.trestle.domain.state;

import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables of plugins at one moment, defined or not: records may be there before their table's
 * definition and after it. Immutable, and total like the state it is part of.
 */
final class PluginTables {
  static final PluginTables NONE = new PluginTables(Map.of(), List.of());

  // Where each table stands. A desk has few of them, and gets new ones with plugins only, so that
  // almost all versions of the tables share it.
  private final Map<String, Integer> places;
  private final List<Table<NeutralRecord>> tables;

  private PluginTables(Map<String, Integer> places, List<Table<NeutralRecord>> tables) {
    this.places = places;
    this.tables = tables;
  }

  /** The table; without records or indexes when there is none. */
  Table<NeutralRecord> table(String name) {
    Table<NeutralRecord> found = find(name);
    return found == null ? Table.empty(NeutralSchema.named(name)) : found;
  }

  private @Nullable Table<NeutralRecord> find(String name) {
    Integer place = places.get(name);
    return place == null ? null : tables.get(place);
  }

  /** All tables that were ever put to, by name. */
  List<Table<?>> all() {
    List<Table<?>> all = new ArrayList<>(tables);
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
    Table<NeutralRecord> table = find(name);
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
    Table<NeutralRecord> table = find(name);
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
    List<Table<NeutralRecord>> next = new ArrayList<>(tables.size() + 1);
    next.addAll(tables);
    Integer place = places.get(name);
    if (place != null) {
      next.set(place, table);
      return new PluginTables(places, next);
    }
    Map<String, Integer> more = new HashMap<>(places);
    more.put(name, next.size());
    next.add(table);
    return new PluginTables(more, next);
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
    PluginTables tables = NONE;
    for (Map.Entry<String, TableSchema<NeutralRecord>> entry : schemas.entrySet()) {
      PersistentVector<NeutralRecord> found = records.get(entry.getKey());
      tables =
          tables.with(
              entry.getKey(),
              found == null ? Table.empty(entry.getValue()) : Table.load(entry.getValue(), found));
    }
    return tables;
  }
}
