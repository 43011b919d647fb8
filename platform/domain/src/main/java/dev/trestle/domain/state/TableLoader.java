package dev.trestle.domain.state;

import dev.trestle.domain.data.Hashes;
import dev.trestle.domain.data.PersistentMap;
import dev.trestle.domain.data.PersistentVector;
import dev.trestle.domain.data.SlotHash;
import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a table's indexes together, which is far quicker than one by one: every record is fetched
 * from memory once for all of them, and not once for each.
 */
final class TableLoader<R extends Stored> {
  /** As many records as stay in a processor's cache while one index after another reads them. */
  private static final int AT_ONCE = 512;

  private final TableSchema<R> schema;
  private final PersistentVector<R> records;
  // The records that are there, and their slots, in ascending order.
  private final List<R> present;
  private int[] used = {};

  TableLoader(TableSchema<R> schema, PersistentVector<R> records) {
    this.schema = schema;
    this.records = records;
    this.present = new ArrayList<>(records.size());
  }

  /** An index that takes in some of the present records after the others. */
  private interface Part {
    void take(int from, int to);
  }

  @SuppressWarnings("unchecked")
  Table<R> load() {
    SlotSet.Builder live = SlotSet.builder();
    int[] slots = new int[records.size()];
    records.forEach((slot, record) -> {
      if (record != null) {
        live.add(slot);
        slots[present.size()] = slot;
        present.add(record);
      }
    });
    used = Arrays.copyOf(slots, present.size());
    Ids ids = new Ids();
    List<Keys> uniques = schema.uniques().stream().map(Keys::new).toList();
    List<Groups> groups = schema.groups().stream().map(Groups::new).toList();
    List<Ranks> orders = schema.orders().stream().map(Ranks::new).toList();
    List<Part> parts = new ArrayList<>(List.of(ids));
    parts.addAll(uniques);
    parts.addAll(groups);
    parts.addAll(orders);
    for (int from = 0; from < used.length; from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, used.length);
      for (Part part : parts) {
        part.take(from, to);
      }
    }
    return Table.assembled(
        schema,
        records,
        live.build(),
        ids.builder.build(),
        new TableIndexes<>(
            schema,
            uniques.stream().map(keys -> keys.builder.build()).toArray(SlotHash[]::new),
            groups.stream().map(Groups::build).toArray(PersistentMap[]::new),
            orders.stream().map(this::order).toArray(PersistentMap[]::new)));
  }

  private final class Ids implements Part {
    private final SlotHash.Builder builder = SlotHash.builder();

    @Override
    public void take(int from, int to) {
      for (int i = from; i < to; i++) {
        builder.add(Hashes.of(present.get(i).id()), used[i]);
      }
    }
  }

  private final class Keys implements Part {
    private final TableSchema.Unique<R> definition;
    private final SlotHash.Builder builder = SlotHash.builder();

    Keys(TableSchema.Unique<R> definition) {
      this.definition = definition;
    }

    @Override
    public void take(int from, int to) {
      for (int i = from; i < to; i++) {
        Object key = definition.key().apply(present.get(i));
        if (key != null) {
          builder.add(definition.hash(key), used[i]);
        }
      }
    }
  }

  private final class Groups implements Part {
    private final TableSchema.Grouped<R> definition;
    private final Map<Object, SlotSet.Builder> builders = new LinkedHashMap<>();

    Groups(TableSchema.Grouped<R> definition) {
      this.definition = definition;
    }

    @Override
    public void take(int from, int to) {
      Function<R, @Nullable Object> single = definition.single();
      for (int i = from; i < to; i++) {
        if (single == null) {
          for (Object key : distinct(definition.keys().apply(present.get(i)))) {
            under(key).add(used[i]);
          }
        } else {
          Object key = single.apply(present.get(i));
          if (key != null) {
            under(key).add(used[i]);
          }
        }
      }
    }

    private SlotSet.Builder under(Object key) {
      SlotSet.Builder known = builders.get(key);
      if (known == null) {
        known = SlotSet.builder();
        builders.put(key, known);
      }
      return known;
    }

    PersistentMap<Object, SlotSet> build() {
      PersistentMap<Object, SlotSet> index = PersistentMap.empty();
      for (Map.Entry<Object, SlotSet.Builder> entry : builders.entrySet()) {
        index = index.put(entry.getKey(), entry.getValue().build());
      }
      return index;
    }
  }

  /** A record stands under a key once, also when it names it twice. */
  private static Collection<?> distinct(Collection<?> keys) {
    return keys.size() < 2 ? keys : new LinkedHashSet<>(keys);
  }

  /** The numbers an order goes by, where it goes by numbers. */
  private final class Ranks implements Part {
    private final TableSchema.Sorted<R> definition;
    private final long[] ranks;
    // By slot; read once, because sorting compares each of them many times.
    private final @Nullable Object[] keys;

    Ranks(TableSchema.Sorted<R> definition) {
      this.definition = definition;
      this.ranks = new long[definition.rank() == null ? 0 : used.length];
      this.keys = new Object[definition.keyed() == null ? 0 : records.size()];
    }

    @Override
    public void take(int from, int to) {
      ToLongFunction<R> rank = definition.rank();
      for (int i = from; rank != null && i < to; i++) {
        ranks[i] = rank.applyAsLong(present.get(i));
      }
      TableSchema.Keyed<R> keyed = definition.keyed();
      for (int i = from; keyed != null && i < to; i++) {
        keys[used[i]] = keyed.key().apply(present.get(i));
      }
    }

    private int[] having(Predicate<R> has) {
      IntStream.Builder slots = IntStream.builder();
      for (int i = 0; i < used.length; i++) {
        if (has.test(present.get(i))) {
          slots.add(used[i]);
        }
      }
      return slots.build().toArray();
    }

    int[] sorted() {
      int[] sorted = definition.has() == null ? used.clone() : having(definition.has());
      TableSchema.Keyed<R> keyed = definition.keyed();
      if (keyed != null) {
        SlotSort.sort(
            sorted,
            (a, b) -> {
              int compared =
                  keyed
                      .values()
                      .compare(Objects.requireNonNull(keys[a]), Objects.requireNonNull(keys[b]));
              return compared != 0 ? compared : Integer.compare(a, b);
            });
      } else if (definition.rank() == null) {
        SlotSort.sort(sorted, TableIndexes.comparator(definition.order(), records));
      } else {
        RankSort.sort(sorted, ranks);
      }
      return sorted;
    }
  }

  private PersistentMap<Object, SortedSlots> order(Ranks ranks) {
    TableSchema.Sorted<R> definition = ranks.definition;
    int[] sorted = ranks.sorted();
    if (definition.group() == null) {
      return PersistentMap.<Object, SortedSlots>empty()
          .put(TableIndexes.Whole.KEY, SortedSlots.of(sorted));
    }
    // Taken out of a sorted whole in its order, every part is sorted too.
    Map<Object, IntStream.Builder> parts = new LinkedHashMap<>();
    for (int slot : sorted) {
      Object key = TableIndexes.groupOf(definition, Objects.requireNonNull(records.get(slot)));
      if (key != null) {
        parts.computeIfAbsent(key, any -> IntStream.builder()).add(slot);
      }
    }
    PersistentMap<Object, SortedSlots> index = PersistentMap.empty();
    for (Map.Entry<Object, IntStream.Builder> entry : parts.entrySet()) {
      index = index.put(entry.getKey(), SortedSlots.of(entry.getValue().build().toArray()));
    }
    return index;
  }
}
