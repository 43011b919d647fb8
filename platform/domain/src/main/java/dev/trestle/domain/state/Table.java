package dev.trestle.domain.state;

import dev.trestle.domain.data.Hashes;
import dev.trestle.domain.data.IntComparator;
import dev.trestle.domain.data.PersistentMap;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.data.SlotHash;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of one type at one moment, with their indexes. Immutable. A record keeps its slot, a
 * small dense number, for good; the slot of a removed record stays empty.
 */
public final class Table<R extends Stored> {
  private final TableSchema<R> schema;
  private final PersistentVector<R> records;
  private final SlotSet live;
  private final SlotHash ids;
  private final SlotHash[] uniques;
  private final PersistentMap<Object, SlotSet>[] groups;
  private final PersistentMap<Object, SortedSlots>[] orders;

  private Table(
      TableSchema<R> schema,
      PersistentVector<R> records,
      SlotSet live,
      SlotHash ids,
      SlotHash[] uniques,
      PersistentMap<Object, SlotSet>[] groups,
      PersistentMap<Object, SortedSlots>[] orders) {
    this.schema = schema;
    this.records = records;
    this.live = live;
    this.ids = ids;
    this.uniques = uniques;
    this.groups = groups;
    this.orders = orders;
  }

  @SuppressWarnings("unchecked")
  static <R extends Stored> Table<R> empty(TableSchema<R> schema) {
    SlotHash[] uniques = new SlotHash[schema.uniques().size()];
    java.util.Arrays.fill(uniques, SlotHash.EMPTY);
    PersistentMap<Object, SlotSet>[] groups = new PersistentMap[schema.groups().size()];
    java.util.Arrays.fill(groups, PersistentMap.empty());
    PersistentMap<Object, SortedSlots>[] orders = new PersistentMap[schema.orders().size()];
    java.util.Arrays.fill(orders, PersistentMap.empty());
    return new Table<>(
        schema, PersistentVector.empty(), SlotSet.EMPTY, SlotHash.EMPTY, uniques, groups, orders);
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
    return ids.find(Hashes.of(id), slot -> require(slot).id().equals(id));
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
    for (int i = 0; i < uniques.length; i++) {
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
    return uniques[i].find(
        definition.hash(key), slot -> key.equals(definition.key().apply(require(slot))));
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
    for (int i = 0; i < uniques.length; i++) {
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
    SlotSet found = groups[groupPosition(index)].get(key);
    return found == null ? SlotSet.EMPTY : found;
  }

  /**
   * Visits every key of a grouped index with its records, in an order that depends on data alone.
   */
  public void forEachGroup(String index, GroupVisitor visitor) {
    groups[groupPosition(index)].forEach((key, set) -> visitor.visit(key, set));
  }

  /** Takes one group. */
  @FunctionalInterface
  public interface GroupVisitor {
    void visit(Object key, SlotSet slots);
  }

  private int groupPosition(String index) {
    for (int i = 0; i < groups.length; i++) {
      if (schema.groups().get(i).name().equals(index)) {
        return i;
      }
    }
    throw new IllegalArgumentException(schema.name() + " has no grouped index " + index);
  }

  /** All records in the order of a sorted index; null when there is no such index. */
  public @Nullable SortedSlots sorted(String index) {
    return sorted(index, Whole.KEY);
  }

  /** The records of one group in the order of a sorted index; null when there is no such index. */
  public @Nullable SortedSlots sorted(String index, Object group) {
    for (int i = 0; i < orders.length; i++) {
      TableSchema.Sorted<R> definition = schema.orders().get(i);
      if (definition.name().equals(index) && (definition.group() == null) == (group == Whole.KEY)) {
        SortedSlots found = orders[i].get(group);
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
    int slot = slotOf(record.id());
    return put(record, slot < 0 ? records.size() : slot, slot < 0 ? null : records.get(slot));
  }

  /** The same, in a slot that is given by another table; whatever stood there goes. */
  Table<R> putAt(int slot, R record) {
    int known = slotOf(record.id());
    if (known >= 0 && known != slot) {
      return remove(record.id()).putAt(slot, record);
    }
    R before = at(slot);
    if (before != null && !before.id().equals(record.id())) {
      return remove(before.id()).putAt(slot, record);
    }
    return put(record, slot, before);
  }

  private Table<R> put(R record, int slot, @Nullable R before) {
    PersistentVector<R> next =
        slot < records.size() ? records.set(slot, record) : records.padded(slot).append(record);
    SlotSet nextLive = before == null ? live.add(slot) : live;
    SlotHash nextIds = ids;
    if (before == null) {
      nextIds = ids.add(Hashes.of(record.id()), slot);
    }
    return reindex(slot, before, record, next, nextLive, nextIds);
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
    return reindex(
        slot,
        require(slot),
        null,
        records.set(slot, null),
        live.remove(slot),
        ids.remove(Hashes.of(id), slot));
  }

  private Table<R> reindex(
      int slot,
      @Nullable R before,
      @Nullable R after,
      PersistentVector<R> next,
      SlotSet nextLive,
      SlotHash nextIds) {
    SlotHash[] nextUniques = uniques;
    for (int i = 0; i < uniques.length; i++) {
      TableSchema.Unique<R> definition = schema.uniques().get(i);
      Object old = before == null ? null : definition.key().apply(before);
      Object now = after == null ? null : definition.key().apply(after);
      if (!Objects.equals(old, now)) {
        nextUniques = nextUniques == uniques ? uniques.clone() : nextUniques;
        if (old != null) {
          nextUniques[i] = nextUniques[i].remove(definition.hash(old), slot);
        }
        if (now != null) {
          nextUniques[i] = nextUniques[i].add(definition.hash(now), slot);
        }
      }
    }
    PersistentMap<Object, SlotSet>[] nextGroups = groups;
    for (int i = 0; i < groups.length; i++) {
      Function<R, ? extends Collection<?>> keys = schema.groups().get(i).keys();
      Collection<?> old = before == null ? List.of() : keys.apply(before);
      Collection<?> now = after == null ? List.of() : keys.apply(after);
      if (!old.equals(now)) {
        nextGroups = nextGroups == groups ? groups.clone() : nextGroups;
        nextGroups[i] = regroup(nextGroups[i], slot, old, now);
      }
    }
    PersistentMap<Object, SortedSlots>[] nextOrders = orders;
    for (int i = 0; i < orders.length; i++) {
      TableSchema.Sorted<R> definition = schema.orders().get(i);
      Object old = before == null ? null : groupOf(definition, before);
      Object now = after == null ? null : groupOf(definition, after);
      boolean same =
          before != null
              && after != null
              && Objects.equals(old, now)
              && definition.order().compare(before, after) == 0;
      if (same || (old == null && now == null)) {
        continue;
      }
      nextOrders = nextOrders == orders ? orders.clone() : nextOrders;
      if (old != null) {
        SortedSlots tree = Objects.requireNonNull(nextOrders[i].get(old));
        tree = tree.remove(slot, comparator(definition.order(), records));
        nextOrders[i] =
            tree.isEmpty() && definition.group() != null
                ? nextOrders[i].remove(old)
                : nextOrders[i].put(old, tree);
      }
      if (now != null) {
        SortedSlots tree = nextOrders[i].get(now);
        tree = tree == null ? SortedSlots.EMPTY : tree;
        nextOrders[i] =
            nextOrders[i].put(now, tree.insert(slot, comparator(definition.order(), next)));
      }
    }
    return new Table<>(schema, next, nextLive, nextIds, nextUniques, nextGroups, nextOrders);
  }

  private static PersistentMap<Object, SlotSet> regroup(
      PersistentMap<Object, SlotSet> index, int slot, Collection<?> old, Collection<?> now) {
    PersistentMap<Object, SlotSet> next = index;
    for (Object key : old) {
      if (!now.contains(key)) {
        SlotSet set = next.get(key);
        // A record may name a key twice; then the first time took it out.
        if (set != null) {
          set = set.remove(slot);
          next = set.isEmpty() ? next.remove(key) : next.put(key, set);
        }
      }
    }
    for (Object key : now) {
      if (!old.contains(key)) {
        SlotSet set = next.get(key);
        next = next.put(key, (set == null ? SlotSet.EMPTY : set).add(slot));
      }
    }
    return next;
  }

  static <R> @Nullable Object groupOf(TableSchema.Sorted<R> definition, R record) {
    if (definition.group() != null) {
      return definition.group().apply(record);
    }
    return definition.has() == null || definition.has().test(record) ? Whole.KEY : null;
  }

  static <R> IntComparator comparator(Comparator<R> order, PersistentVector<R> records) {
    return (a, b) -> {
      if (a == b) {
        return 0;
      }
      int compared =
          order.compare(
              Objects.requireNonNull(records.get(a)), Objects.requireNonNull(records.get(b)));
      return compared != 0 ? compared : Integer.compare(a, b);
    };
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
      SlotHash[] uniques,
      PersistentMap<Object, SlotSet>[] groups,
      PersistentMap<Object, SortedSlots>[] orders) {
    return new Table<>(schema, records, live, ids, uniques, groups, orders);
  }

  /** The single group of an order over the whole table. */
  enum Whole {
    KEY
  }
}
