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
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds a table's indexes in one pass over its records, which is far quicker than one by one. */
final class TableLoader<R extends Stored> {
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

  @SuppressWarnings("unchecked")
  Table<R> load() {
    SlotSet.Builder live = SlotSet.builder();
    SlotHash.Builder ids = SlotHash.builder();
    int[] slots = new int[records.size()];
    records.forEach((slot, record) -> {
      if (record != null) {
        live.add(slot);
        ids.add(Hashes.of(record.id()), slot);
        slots[present.size()] = slot;
        present.add(record);
      }
    });
    used = Arrays.copyOf(slots, present.size());
    SlotHash[] uniques = new SlotHash[schema.uniques().size()];
    for (int i = 0; i < uniques.length; i++) {
      TableSchema.Unique<R> definition = schema.uniques().get(i);
      SlotHash.Builder builder = SlotHash.builder();
      for (int place = 0; place < used.length; place++) {
        Object key = definition.key().apply(present.get(place));
        if (key != null) {
          builder.add(definition.hash(key), used[place]);
        }
      }
      uniques[i] = builder.build();
    }
    PersistentMap<Object, SlotSet>[] groups = new PersistentMap[schema.groups().size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = group(schema.groups().get(i));
    }
    PersistentMap<Object, SortedSlots>[] orders = new PersistentMap[schema.orders().size()];
    for (int i = 0; i < orders.length; i++) {
      orders[i] = order(schema.orders().get(i));
    }
    return Table.assembled(schema, records, live.build(), ids.build(), uniques, groups, orders);
  }

  private PersistentMap<Object, SlotSet> group(TableSchema.Grouped<R> definition) {
    Map<Object, SlotSet.Builder> builders = new LinkedHashMap<>();
    Function<R, @Nullable Object> single = definition.single();
    for (int i = 0; i < used.length; i++) {
      if (single != null) {
        Object key = single.apply(present.get(i));
        if (key != null) {
          under(builders, key).add(used[i]);
        }
      } else {
        for (Object key : distinct(definition.keys().apply(present.get(i)))) {
          under(builders, key).add(used[i]);
        }
      }
    }
    PersistentMap<Object, SlotSet> index = PersistentMap.empty();
    for (Map.Entry<Object, SlotSet.Builder> entry : builders.entrySet()) {
      index = index.put(entry.getKey(), entry.getValue().build());
    }
    return index;
  }

  /** A record stands under a key once, also when it names it twice. */
  private static Collection<?> distinct(Collection<?> keys) {
    return keys.size() < 2 ? keys : new LinkedHashSet<>(keys);
  }

  private static SlotSet.Builder under(Map<Object, SlotSet.Builder> builders, Object key) {
    SlotSet.Builder known = builders.get(key);
    if (known == null) {
      known = SlotSet.builder();
      builders.put(key, known);
    }
    return known;
  }

  private PersistentMap<Object, SortedSlots> order(TableSchema.Sorted<R> definition) {
    int[] sorted = sorted(definition);
    if (definition.group() == null) {
      return PersistentMap.<Object, SortedSlots>empty()
          .put(Table.Whole.KEY, SortedSlots.of(sorted));
    }
    // Taken out of a sorted whole in its order, every part is sorted too.
    Map<Object, IntStream.Builder> parts = new LinkedHashMap<>();
    for (int slot : sorted) {
      Object key = Table.groupOf(definition, Objects.requireNonNull(records.get(slot)));
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

  private int[] sorted(TableSchema.Sorted<R> definition) {
    int[] sorted = used.clone();
    ToLongFunction<R> rank = definition.rank();
    if (rank == null) {
      SlotSort.sort(sorted, Table.comparator(definition.order(), records));
    } else {
      long[] ranks = new long[sorted.length];
      for (int i = 0; i < ranks.length; i++) {
        ranks[i] = rank.applyAsLong(present.get(i));
      }
      RankSort.sort(sorted, ranks);
    }
    return sorted;
  }
}
