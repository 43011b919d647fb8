package dev.trestle.domain.state;

import dev.trestle.domain.data.Hashes;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.data.SlotHash;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of one type at one moment, with their indexes. Immutable. A record keeps its slot, a
 * small dense number, for good; the slot of a removed record stays empty.
 */
public final class Table<R extends Stored> {
  private static final int LOOKED_THROUGH_MAX = 8;
  private static final int NONE = -1;

  private final TableSchema<R> schema;
  private final PersistentVector<R> records;
  private final SlotSet live;
  private final SlotHash ids;
  // What the indexes have still to take in, and from whose; null where they stand from the start.
  private final @Nullable Late<R> late;
  // What was put last is what is asked for next, again and again until its commit is answered.
  private final @Nullable R latest;
  private final int latestSlot;
  // Made when first asked for. Whoever asks at the same time makes equal ones, so it needs no lock.
  private @Nullable TableIndexes<R> indexes;

  /** A change whose indexes nobody may ever want. */
  private record Late<R extends Stored>(Table<R> from, TableIndexes.Change<R> change) {}

  private Table(
      TableSchema<R> schema,
      PersistentVector<R> records,
      SlotSet live,
      SlotHash ids,
      @Nullable TableIndexes<R> indexes,
      @Nullable Late<R> late,
      int latestSlot) {
    this.schema = schema;
    this.records = records;
    this.live = live;
    this.ids = ids;
    this.indexes = indexes;
    this.late = late;
    this.latestSlot = latestSlot;
    this.latest = latestSlot < 0 ? null : records.get(latestSlot);
  }

  static <R extends Stored> Table<R> empty(TableSchema<R> schema) {
    return new Table<>(
        schema,
        PersistentVector.empty(),
        SlotSet.EMPTY,
        SlotHash.EMPTY,
        TableIndexes.empty(schema),
        null,
        NONE);
  }

  private TableIndexes<R> indexes() {
    TableIndexes<R> made = indexes;
    if (made == null) {
      made = caughtUp();
      indexes = made;
    }
    return made;
  }

  /** The indexes of the last table behind this one that has any, with all changes since. */
  private TableIndexes<R> caughtUp() {
    Deque<TableIndexes.Change<R>> changes = new ArrayDeque<>();
    Table<R> table = this;
    TableIndexes<R> found = table.indexes;
    while (found == null) {
      Late<R> missing = Objects.requireNonNull(table.late);
      changes.push(missing.change());
      table = missing.from();
      found = table.indexes;
    }
    for (TableIndexes.Change<R> change : changes) {
      found = found.with(change);
    }
    return found;
  }

  public TableSchema<R> schema() {
    return schema;
  }

  /** How many records there are. */
  public int size() {
    return live.cardinality();
  }

  /** One more than the highest slot ever given. */
  public int slots() {
    return records.size();
  }

  /** The slots that hold a record. */
  public SlotSet live() {
    return live;
  }

  public @Nullable R at(int slot) {
    return slot < 0 || slot >= records.size() ? null : records.get(slot);
  }

  /** The record in a slot that is known to hold one. */
  public R require(int slot) {
    return Objects.requireNonNull(records.get(slot));
  }

  public int slotOf(UUID id) {
    R last = latest;
    if (last != null && last.id().equals(id)) {
      return latestSlot;
    }
    return ids.find(Hashes.of(id), slot -> holds(slot, id));
  }

  /** Ids that are shared with tickets name slots of tickets that have no record here, too. */
  private boolean holds(int slot, UUID id) {
    R record = at(slot);
    return record != null && record.id().equals(id);
  }

  /** The slot of this record, or -1; null is in no slot. */
  public int slotOfNullable(@Nullable UUID id) {
    return id == null ? -1 : slotOf(id);
  }

  public @Nullable R get(@Nullable UUID id) {
    if (id == null) {
      return null;
    }
    int slot = slotOf(id);
    return slot < 0 ? null : records.get(slot);
  }

  /** The one record of this key in a unique index. */
  public @Nullable R unique(String index, Object key) {
    for (int i = 0; i < schema.uniques().size(); i++) {
      TableSchema.Unique<R> definition = schema.uniques().get(i);
      if (definition.name().equals(index)) {
        int slot = findUnique(i, key);
        return slot < 0 ? null : records.get(slot);
      }
    }
    throw new IllegalArgumentException(schema.name() + " has no unique index " + index);
  }

  private int findUnique(int i, Object key) {
    TableSchema.Unique<R> definition = schema.uniques().get(i);
    // Where indexes have to take in a few changes only, looking through these is quicker.
    Table<R> table = this;
    for (int looked = 0; table.indexes == null && looked < LOOKED_THROUGH_MAX; looked++) {
      TableIndexes.Change<R> change = Objects.requireNonNull(table.late).change();
      R after = change.after();
      if (after != null && key.equals(definition.key().apply(after))) {
        return change.slot();
      }
      R before = change.before();
      if (before != null && key.equals(definition.key().apply(before))) {
        return -1;
      }
      table = table.late.from();
    }
    Table<R> made = table;
    return made.indexes()
        .uniques()[i]
        .find(definition.hash(key), slot -> key.equals(definition.key().apply(made.require(slot))));
  }

  /** The code of the unique index that this record would break, or null. */
  public @Nullable String conflictOf(R record) {
    return conflictOf(record, any -> false);
  }

  /**
   * The same, when other records change together with this one.
   *
   * @param changing whether the record of an id gives up the keys it has now
   */
  public @Nullable String conflictOf(R record, Predicate<UUID> changing) {
    for (int i = 0; i < schema.uniques().size(); i++) {
      TableSchema.Unique<R> definition = schema.uniques().get(i);
      Object key = definition.key().apply(record);
      if (key != null) {
        int slot = findUnique(i, key);
        if (slot >= 0) {
          UUID holder = require(slot).id();
          if (!holder.equals(record.id()) && !changing.test(holder)) {
            return definition.code();
          }
        }
      }
    }
    return null;
  }

  /** Whether the table has a grouped index of this name. */
  public boolean hasGroup(String index) {
    for (TableSchema.Grouped<R> group : schema.groups()) {
      if (group.name().equals(index)) {
        return true;
      }
    }
    return false;
  }

  /** The records under one key of a grouped index. */
  public SlotSet group(String index, Object key) {
    SlotSet found = indexes().groups()[groupPosition(index)].get(key);
    return found == null ? SlotSet.EMPTY : found;
  }

  /**
   * Visits every key of a grouped index with its records, in an order that depends on data alone.
   */
  public void forEachGroup(String index, GroupVisitor visitor) {
    indexes().groups()[groupPosition(index)].forEach((key, set) -> visitor.visit(key, set));
  }

  /** Takes one group. */
  @FunctionalInterface
  public interface GroupVisitor {
    void visit(Object key, SlotSet slots);
  }

  private int groupPosition(String index) {
    for (int i = 0; i < schema.groups().size(); i++) {
      if (schema.groups().get(i).name().equals(index)) {
        return i;
      }
    }
    throw new IllegalArgumentException(schema.name() + " has no grouped index " + index);
  }

  /** All records in the order of a sorted index; null when there is no such index. */
  public @Nullable SortedSlots sorted(String index) {
    return sorted(index, TableIndexes.Whole.KEY);
  }

  /** The records of one group in the order of a sorted index; null when there is no such index. */
  public @Nullable SortedSlots sorted(String index, Object group) {
    for (int i = 0; i < schema.orders().size(); i++) {
      TableSchema.Sorted<R> definition = schema.orders().get(i);
      if (definition.name().equals(index)
          && (definition.group() == null) == (group == TableIndexes.Whole.KEY)) {
        SortedSlots found = indexes().orders()[i].get(group);
        return found == null ? SortedSlots.EMPTY : found;
      }
    }
    return null;
  }

  /** The order a sorted index keeps; ties are broken by slot. */
  public Comparator<R> orderOf(String index) {
    return schema.orders().stream()
        .filter(definition -> definition.name().equals(index))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(schema.name() + " has no sorted index " + index))
        .order();
  }

  public void forEach(Consumer<R> visitor) {
    live.forEach(slot -> visitor.accept(require(slot)));
  }

  /** This table with the record added, or put in the place of its older version. */
  Table<R> put(R record) {
    return put(record, false);
  }

  /** The same, whose indexes are made only if somebody asks for them. */
  Table<R> overlaid(R record) {
    return put(record, true);
  }

  private Table<R> put(R record, boolean later) {
    int slot = slotOf(record.id());
    if (slot >= 0) {
      return put(record, slot, records.get(slot), ids, later);
    }
    int next = records.size();
    return put(record, next, null, ids.add(Hashes.of(record.id()), next), later);
  }

  /**
   * The same, in the slot that another table has for this id, together with whose ids it is found
   * from then on; whatever stood there goes.
   */
  Table<R> putAt(int slot, R record, Table<?> other, boolean later) {
    R before = at(slot);
    if (before == null || !before.id().equals(record.id())) {
      if (before != null) {
        return remove(before.id()).putAt(slot, record, other, later);
      }
      if (slotOf(record.id()) >= 0) {
        return remove(record.id()).putAt(slot, record, other, later);
      }
    }
    return put(record, slot, before, other.ids, later);
  }

  private Table<R> put(R record, int slot, @Nullable R before, SlotHash nextIds, boolean later) {
    PersistentVector<R> next =
        slot < records.size() ? records.set(slot, record) : records.padded(slot).append(record);
    SlotSet nextLive = before == null ? live.add(slot) : live;
    TableIndexes.Change<R> change = new TableIndexes.Change<>(slot, before, record, records, next);
    return later
        ? new Table<>(schema, next, nextLive, nextIds, null, new Late<>(this, change), slot)
        : new Table<>(schema, next, nextLive, nextIds, indexes().with(change), null, slot);
  }

  /** The same records under other indexes. */
  Table<R> under(TableSchema<R> other) {
    return load(other, records);
  }

  Table<R> remove(UUID id) {
    int slot = slotOf(id);
    if (slot < 0) {
      return this;
    }
    PersistentVector<R> next = records.set(slot, null);
    return new Table<>(
        schema,
        next,
        live.remove(slot),
        // Those of tickets stay: the slot is empty here, and taken there.
        schema.ofTicket() ? ids : ids.remove(Hashes.of(id), slot),
        indexes().with(new TableIndexes.Change<>(slot, require(slot), null, records, next)),
        null,
        NONE);
  }

  /** A table of these records in their slots; the fast way in at start. */
  static <R extends Stored> Table<R> load(TableSchema<R> schema, PersistentVector<R> records) {
    return new TableLoader<>(schema, records).load();
  }

  static <R extends Stored> Table<R> assembled(
      TableSchema<R> schema,
      PersistentVector<R> records,
      SlotSet live,
      SlotHash ids,
      TableIndexes<R> indexes) {
    return new Table<>(schema, records, live, ids, indexes, null, NONE);
  }
}
