package dev.trestle.domain.state;

import dev.trestle.domain.data.Hashes;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Ticket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything the desk knows after one commit: immutable, and shared by all who read it. */
public final class State {
  private final DeskSchema schema;
  private final Table<?>[] tables;
  private final PluginTables pluginTables;
  private final PersistentVector<LongList> timelines;
  private final Receipts receipts;
  private final long sequence;
  private final long atMillis;

  private State(
      DeskSchema schema,
      Table<?>[] tables,
      PluginTables pluginTables,
      PersistentVector<LongList> timelines,
      Receipts receipts,
      long sequence,
      long atMillis) {
    this.schema = schema;
    this.tables = tables;
    this.pluginTables = pluginTables;
    this.timelines = timelines;
    this.receipts = receipts;
    this.sequence = sequence;
    this.atMillis = atMillis;
  }

  /** A desk nothing has happened to. */
  public static State empty(DeskSchema schema) {
    Table<?>[] tables = new Table<?>[schema.tables().size()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = Table.empty(schema.tables().get(i));
    }
    return new State(
        schema, tables, PluginTables.NONE, PersistentVector.empty(), Receipts.EMPTY, 0, 0);
  }

  public DeskSchema schema() {
    return schema;
  }

  /** The number of the last commit in it; 0 at first. */
  public long sequence() {
    return sequence;
  }

  /** The time of the last commit; never goes back. */
  public long atMillis() {
    return atMillis;
  }

  public Receipts receipts() {
    return receipts;
  }

  /** The table of this name as it is now, with the indexes it has now. */
  @SuppressWarnings("unchecked")
  public <R extends Stored> Table<R> table(TableSchema<R> table) {
    int position = schema.find(table.name());
    return (Table<R>) (position < 0 ? pluginTable(table.name()) : tables[position]);
  }

  /**
   * The table of a plugin's records; empty and without indexes when nothing is known of it.
   *
   * @throws IllegalArgumentException when no plugin can have a table of this name
   */
  public Table<NeutralRecord> pluginTable(String name) {
    if (!NeutralSchema.isPluginTable(name)) {
      throw new IllegalArgumentException("There is no table " + name + ".");
    }
    return pluginTables.table(name);
  }

  /** The tables of plugins, by name. */
  public List<Table<?>> pluginTables() {
    return pluginTables.all();
  }

  /** All tables: the kernel's in their order, then those of plugins by name. */
  public List<Table<?>> tables() {
    List<Table<?>> all = new ArrayList<>(List.of(tables));
    all.addAll(pluginTables.all());
    return all;
  }

  public <R extends Stored> @Nullable R get(TableSchema<R> table, @Nullable UUID id) {
    return table(table).get(id);
  }

  /** The timeline of the ticket in a slot. */
  public LongList timeline(int ticketSlot) {
    LongList found = ticketSlot < timelines.size() ? timelines.get(ticketSlot) : null;
    return found == null ? LongList.EMPTY : found;
  }

  public PersistentVector<LongList> timelines() {
    return timelines;
  }

  /**
   * The state after a commit. Total: it cannot refuse, reads no clock, and a commit that is already
   * in changes nothing.
   *
   * @param payloadAddress where the payload starts in the log
   */
  public State apply(
      long commit, long commitAtMillis, long payloadAddress, ChangeSetCodec.Encoded encoded) {
    if (commit <= sequence) {
      return this;
    }
    ChangeSet changeSet = encoded.changeSet();
    Changed changed = changed(changeSet.puts(), changeSet.removals(), false);
    PersistentVector<LongList> nextTimelines =
        timelines(changed.table(Tables.TICKETS), payloadAddress, encoded);
    long nextAt = Math.max(atMillis, commitAtMillis);
    ChangeSet.Header header = changeSet.header();
    Receipts nextReceipts = receipts.dropBefore(nextAt - Receipts.KEPT_FOR.toMillis());
    if (header.operationKey() != null) {
      nextReceipts =
          nextReceipts.add(
              new Receipt(
                  header.operationKey(),
                  ownerOf(header.actorId()),
                  header.inputHash(),
                  nextAt,
                  commit));
    }
    return new State(
        schema, changed.tables, changed.plugins, nextTimelines, nextReceipts, commit, nextAt);
  }

  /** The timelines with a commit's entries; those of one ticket mostly follow each other. */
  private PersistentVector<LongList> timelines(
      Table<Ticket> tickets, long payloadAddress, ChangeSetCodec.Encoded encoded) {
    PersistentVector<LongList> next = timelines;
    LongList timeline = LongList.EMPTY;
    int of = -1;
    int at = 0;
    for (TimelineEntry entry : encoded.changeSet().entries()) {
      long pointer = Pointer.of(payloadAddress + encoded.entryOffsets()[at++], entry);
      UUID ticketId = entry.ticketId();
      int slot = ticketId == null ? -1 : tickets.slotOf(ticketId);
      if (slot >= 0) {
        if (slot != of) {
          next = with(next, of, timeline);
          LongList found = slot < next.size() ? next.get(slot) : null;
          timeline = found == null ? LongList.EMPTY : found;
          of = slot;
        }
        timeline = timeline.append(pointer);
      }
    }
    return with(next, of, timeline);
  }

  private static PersistentVector<LongList> with(
      PersistentVector<LongList> timelines, int slot, LongList timeline) {
    PersistentVector<LongList> next = timelines;
    while (next.size() < slot) {
      next = next.append(LongList.EMPTY);
    }
    if (slot < 0) {
      return next;
    }
    return slot == next.size() ? next.append(timeline) : next.set(slot, timeline);
  }

  /** This state as it would be with these changes, for previews and for answers given again. */
  public State overlaid(ChangeSet changeSet) {
    return overlaid(changeSet.puts(), changeSet.removals());
  }

  /** The same for some of a change set's records. */
  public State overlaid(List<ChangeSet.Put<?>> puts, List<ChangeSet.Removal> removals) {
    Changed then = changed(puts, removals, true);
    return new State(schema, then.tables, then.plugins, timelines, receipts, sequence, atMillis);
  }

  /**
   * This state as a commit left the records it touched, for an answer given again: what was said on
   * its tickets later is left out.
   *
   * @param end the address behind the commit's payload
   */
  public State asLeftBy(ChangeSet changeSet, long end) {
    Changed then = changed(changeSet.puts(), changeSet.removals(), true);
    PersistentVector<LongList> cut = timelines;
    for (ChangeSet.Put<?> put : changeSet.puts()) {
      int slot =
          put.table().name().equals(Tables.TICKETS.name())
              ? table(Tables.TICKETS).slotOf(put.record().id())
              : -1;
      if (slot >= 0 && slot < cut.size()) {
        cut = cut.set(slot, before(end, timeline(slot)));
      }
    }
    return new State(schema, then.tables, then.plugins, cut, receipts, sequence, atMillis);
  }

  /** Timelines grow in the order of the log. */
  private static LongList before(long end, LongList timeline) {
    int size = timeline.size();
    while (size > 0 && Pointer.address(timeline.get(size - 1)) >= end) {
      size--;
    }
    return size == timeline.size()
        ? timeline
        : LongList.of(Arrays.copyOf(timeline.toArray(), size));
  }

  /**
   * @param passing whether the state lives only as long as somebody looks at it, mostly at a record
   *     or two: then indexes wait until they are asked for
   */
  private Changed changed(
      List<ChangeSet.Put<?>> puts, List<ChangeSet.Removal> removals, boolean passing) {
    Changed next = new Changed(schema, tables.clone(), pluginTables, passing);
    for (ChangeSet.Put<?> put : puts) {
      next.put(put);
    }
    for (ChangeSet.Removal removal : removals) {
      next.remove(removal);
    }
    return next;
  }

  /** The tables while changes are made to them. */
  private static final class Changed {
    private final DeskSchema schema;
    private final Table<?>[] tables;
    private final boolean passing;
    private PluginTables plugins;

    Changed(DeskSchema schema, Table<?>[] tables, PluginTables plugins, boolean passing) {
      this.passing = passing;
      this.schema = schema;
      this.tables = tables;
      this.plugins = plugins;
    }

    @SuppressWarnings("unchecked")
    <R extends Stored> Table<R> table(TableSchema<R> table) {
      return (Table<R>) tables[schema.position(table.name())];
    }

    @SuppressWarnings("unchecked")
    <R extends Stored> void put(ChangeSet.Put<R> put) {
      int position = schema.find(put.table().name());
      if (position >= 0) {
        Table<R> table = (Table<R>) tables[position];
        if (put.record() instanceof PluginTable definition) {
          forgetOtherName(definition);
          plugins = plugins.define(definition, table(Tables.TICKETS));
        }
        tables[position] = passing ? table.overlaid(put.record()) : table.put(put.record());
      } else {
        plugins =
            plugins.put(
                put.table().name(), (NeutralRecord) put.record(), table(Tables.TICKETS), passing);
      }
    }

    /** A definition that is renamed leaves the table of its old name without one. */
    private void forgetOtherName(PluginTable definition) {
      PluginTable before = table(Tables.PLUGIN_TABLES).get(definition.id());
      if (before != null && !before.name().equals(definition.name())) {
        plugins = plugins.undefine(before.name());
      }
    }

    void remove(ChangeSet.Removal removal) {
      int position = schema.find(removal.table().name());
      if (position < 0) {
        plugins = plugins.remove(removal.table().name(), removal.id());
        return;
      }
      PluginTable definition =
          removal.table().name().equals(Tables.PLUGIN_TABLES.name())
              ? table(Tables.PLUGIN_TABLES).get(removal.id())
              : null;
      if (definition != null) {
        plugins = plugins.undefine(definition.name());
      }
      tables[position] = tables[position].remove(removal.id());
    }
  }

  /**
   * Under which owner an actor's operation keys are kept.
   *
   * @param actorId null for the desk itself and its plugins; anonymous viewers have no keys
   */
  public static long ownerOf(@Nullable UUID actorId) {
    return actorId == null ? 0 : Hashes.of(actorId);
  }

  /** Collects what a stored graph holds; the fast way in at start. */
  public static final class Loader {
    private final DeskSchema schema;
    private final Map<String, PersistentVector.Builder<Stored>> records = new LinkedHashMap<>();
    private final PersistentVector.Builder<LongList> timelines = PersistentVector.builder();
    private final PersistentVector.Builder<Receipt> receipts = PersistentVector.builder();

    public Loader(DeskSchema schema) {
      this.schema = schema;
    }

    /**
     * Adds the record of a slot; null where the slot is empty. Slots come in ascending order, and
     * those that are not given are empty.
     */
    public void record(String table, int slot, @Nullable Stored record) {
      records.computeIfAbsent(table, any -> PersistentVector.builder()).padTo(slot).append(record);
    }

    public void timeline(LongList timeline) {
      timelines.append(timeline);
    }

    public void receipt(@Nullable Receipt receipt) {
      receipts.append(receipt);
    }

    @SuppressWarnings("unchecked")
    public State load(long sequence, long atMillis) {
      Table<?>[] tables = new Table<?>[schema.tables().size()];
      for (int i = 0; i < tables.length; i++) {
        tables[i] = table(schema.tables().get(i));
      }
      return new State(
          schema,
          tables,
          pluginTables((Table<PluginTable>) tables[schema.position(Tables.PLUGIN_TABLES.name())]),
          timelines.build(),
          Receipts.load(receipts.build()),
          sequence,
          atMillis);
    }

    @SuppressWarnings("unchecked")
    private PluginTables pluginTables(Table<PluginTable> definitions) {
      Map<String, PersistentVector<NeutralRecord>> found = new LinkedHashMap<>();
      records.forEach((name, builder) -> {
        if (NeutralSchema.isPluginTable(name)) {
          found.put(name, (PersistentVector<NeutralRecord>) (PersistentVector<?>) builder.build());
        }
      });
      return PluginTables.load(found, definitions);
    }

    @SuppressWarnings("unchecked")
    private <R extends Stored> Table<R> table(TableSchema<R> table) {
      PersistentVector.Builder<Stored> builder = records.get(table.name());
      return builder == null
          ? Table.empty(table)
          : Table.load(table, (PersistentVector<R>) (PersistentVector<?>) builder.build());
    }
  }
}
