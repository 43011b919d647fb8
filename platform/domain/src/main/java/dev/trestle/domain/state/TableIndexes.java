package dev.trestle.domain.state;

import dev.trestle.domain.data.IntComparator;
import dev.trestle.domain.data.PersistentMap;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.data.SlotHash;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of a table at one moment, each in the place of its definition in the schema.
 * Immutable; nobody writes to the arrays once they are here.
 */
record TableIndexes<R extends Stored>(
    TableSchema<R> schema,
    SlotHash[] uniques,
    PersistentMap<Object, SlotSet>[] groups,
    PersistentMap<Object, SortedSlots>[] orders) {

  /** The single group of an order over the whole table. */
  enum Whole {
    KEY
  }

  /**
   * What became of the record in one slot.
   *
   * @param before null when the slot was empty
   * @param after null when it is empty now
   * @param old all records as they were
   * @param now all records as they are
   */
  record Change<R extends Stored>(
      int slot,
      @Nullable R before,
      @Nullable R after,
      PersistentVector<R> old,
      PersistentVector<R> now) {
    Change<R> opened(TableSchema<R> schema) {
      return new Change<>(
          slot,
          before == null ? null : schema.open(before),
          after == null ? null : schema.open(after),
          old,
          now);
    }
  }

  @SuppressWarnings("unchecked")
  static <R extends Stored> TableIndexes<R> empty(TableSchema<R> schema) {
    SlotHash[] uniques = new SlotHash[schema.uniques().size()];
    Arrays.fill(uniques, SlotHash.EMPTY);
    PersistentMap<Object, SlotSet>[] groups = new PersistentMap[schema.groups().size()];
    Arrays.fill(groups, PersistentMap.empty());
    PersistentMap<Object, SortedSlots>[] orders = new PersistentMap[schema.orders().size()];
    Arrays.fill(orders, PersistentMap.empty());
    return new TableIndexes<>(schema, uniques, groups, orders);
  }

  /** These indexes with a change taken in. */
  TableIndexes<R> with(Change<R> change) {
    Change<R> open = change.opened(schema);
    return new TableIndexes<>(schema, uniquesWith(open), groupsWith(open), ordersWith(open));
  }

  private SlotHash[] uniquesWith(Change<R> change) {
    SlotHash[] next = uniques;
    for (int i = 0; i < uniques.length; i++) {
      TableSchema.Unique<R> definition = schema.uniques().get(i);
      Object old = change.before == null ? null : definition.key().apply(change.before);
      Object now = change.after == null ? null : definition.key().apply(change.after);
      if (!Objects.equals(old, now)) {
        next = next == uniques ? uniques.clone() : next;
        if (old != null) {
          next[i] = next[i].remove(definition.hash(old), change.slot);
        }
        if (now != null) {
          next[i] = next[i].add(definition.hash(now), change.slot);
        }
      }
    }
    return next;
  }

  private PersistentMap<Object, SlotSet>[] groupsWith(Change<R> change) {
    PersistentMap<Object, SlotSet>[] next = groups;
    for (int i = 0; i < groups.length; i++) {
      PersistentMap<Object, SlotSet> group = regrouped(i, change);
      if (group != groups[i]) {
        next = next == groups ? groups.clone() : next;
        next[i] = group;
      }
    }
    return next;
  }

  private PersistentMap<Object, SlotSet> regrouped(int i, Change<R> change) {
    TableSchema.Grouped<R> definition = schema.groups().get(i);
    Function<R, @Nullable Object> single = definition.single();
    if (single == null) {
      Collection<?> old =
          change.before == null ? List.of() : definition.keys().apply(change.before);
      Collection<?> now = change.after == null ? List.of() : definition.keys().apply(change.after);
      return old.equals(now) ? groups[i] : regrouped(groups[i], change.slot, old, now);
    }
    Object old = change.before == null ? null : single.apply(change.before);
    Object now = change.after == null ? null : single.apply(change.after);
    if (Objects.equals(old, now)) {
      return groups[i];
    }
    PersistentMap<Object, SlotSet> left =
        old == null ? groups[i] : left(groups[i], change.slot, old);
    return now == null ? left : joined(left, change.slot, now);
  }

  private static PersistentMap<Object, SlotSet> regrouped(
      PersistentMap<Object, SlotSet> index, int slot, Collection<?> old, Collection<?> now) {
    PersistentMap<Object, SlotSet> next = index;
    for (Object key : old) {
      if (!now.contains(key)) {
        next = left(next, slot, key);
      }
    }
    for (Object key : now) {
      if (!old.contains(key)) {
        next = joined(next, slot, key);
      }
    }
    return next;
  }

  private static PersistentMap<Object, SlotSet> left(
      PersistentMap<Object, SlotSet> index, int slot, Object key) {
    SlotSet set = index.get(key);
    // A record may name a key twice; then the first time took it out.
    if (set == null) {
      return index;
    }
    SlotSet rest = set.remove(slot);
    return rest.isEmpty() ? index.remove(key) : index.put(key, rest);
  }

  private static PersistentMap<Object, SlotSet> joined(
      PersistentMap<Object, SlotSet> index, int slot, Object key) {
    SlotSet set = index.get(key);
    return index.put(key, (set == null ? SlotSet.EMPTY : set).add(slot));
  }

  private PersistentMap<Object, SortedSlots>[] ordersWith(Change<R> change) {
    PersistentMap<Object, SortedSlots>[] next = orders;
    for (int i = 0; i < orders.length; i++) {
      TableSchema.Sorted<R> definition = schema.orders().get(i);
      Object old = change.before == null ? null : groupOf(definition, change.before);
      Object now = change.after == null ? null : groupOf(definition, change.after);
      boolean same =
          change.before != null
              && change.after != null
              && Objects.equals(old, now)
              && definition.order().compare(change.before, change.after) == 0;
      if (same || (old == null && now == null)) {
        continue;
      }
      next = next == orders ? orders.clone() : next;
      if (old != null && change.before != null) {
        SortedSlots tree = Objects.requireNonNull(next[i].get(old));
        tree =
            tree.remove(change.slot, placing(definition, change.slot, change.before, change.old));
        next[i] =
            tree.isEmpty() && definition.group() != null
                ? next[i].remove(old)
                : next[i].put(old, tree);
      }
      if (now != null && change.after != null) {
        SortedSlots tree = next[i].get(now);
        tree = tree == null ? SortedSlots.EMPTY : tree;
        tree = tree.insert(change.slot, placing(definition, change.slot, change.after, change.now));
        next[i] = next[i].put(now, tree);
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

  /** The order for finding one record's place, whose own number is worked out only once. */
  private static <R> IntComparator placing(
      TableSchema.Sorted<R> definition, int slot, R record, PersistentVector<R> records) {
    ToLongFunction<R> rank = definition.rank();
    if (rank == null) {
      return definition.keyed() == null
          ? comparator(definition.order(), records)
          : placing(definition.keyed(), slot, record, records);
    }
    long mine = rank.applyAsLong(record);
    return (a, b) -> {
      if (a == b) {
        return 0;
      }
      long left = a == slot ? mine : rank.applyAsLong(Objects.requireNonNull(records.get(a)));
      long right = b == slot ? mine : rank.applyAsLong(Objects.requireNonNull(records.get(b)));
      return left != right ? Long.compare(left, right) : Integer.compare(a, b);
    };
  }

  private static <R> IntComparator placing(
      TableSchema.Keyed<R> keyed, int slot, R record, PersistentVector<R> records) {
    Object mine = keyed.key().apply(record);
    return (a, b) -> {
      if (a == b) {
        return 0;
      }
      Object left = a == slot ? mine : keyed.key().apply(Objects.requireNonNull(records.get(a)));
      Object right = b == slot ? mine : keyed.key().apply(Objects.requireNonNull(records.get(b)));
      int compared = keyed.values().compare(left, right);
      return compared != 0 ? compared : Integer.compare(a, b);
    };
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
}
