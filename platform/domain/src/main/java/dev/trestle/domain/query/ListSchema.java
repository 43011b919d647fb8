package dev.trestle.domain.query;

import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list of records can be filtered and sorted by. Fields are registered under the names the
 * filter input has in the schema.
 */
public final class ListSchema<R extends Stored> {
  private static final int DEPTH_MAX = 12;
  private static final int ORDER_KEYS_MAX = 5;
  // Up to so many related records, their index entries are united; beyond, each record is asked.
  private static final int RELATED_MAX = 256;

  private final TableSchema<R> table;
  private final Map<String, FilterField<R>> fields = new LinkedHashMap<>();
  private final Map<String, SortKey<R>> sorts = new LinkedHashMap<>();
  private final Map<String, Function<State, SortKey<R>>> stateSorts = new LinkedHashMap<>();

  public ListSchema(TableSchema<R> table) {
    this.table = table;
  }

  public TableSchema<R> table() {
    return table;
  }

  public ListSchema<R> field(String name, FilterField<R> field) {
    fields.put(name, field);
    return this;
  }

  public ListSchema<R> sort(String name, Function<R, @Nullable Object> key) {
    sorts.put(name, new SortKey<>(name, key));
    return this;
  }

  /** Sorts by something that lies beside the records, and so depends on the state. */
  public ListSchema<R> sortBeside(String name, Function<State, SortKey<R>> key) {
    stateSorts.put(name, key);
    return this;
  }

  /** A list of its own that begins with the same fields and sort keys. */
  public ListSchema<R> copy() {
    ListSchema<R> copy = new ListSchema<>(table);
    copy.fields.putAll(fields);
    copy.sorts.putAll(sorts);
    copy.stateSorts.putAll(stateSorts);
    return copy;
  }

  /** Filters through a relation: by the filter of the other list, on the record it points to. */
  public <T extends Stored> ListSchema<R> relation(
      String name, String group, Function<R, @Nullable UUID> id, ListSchema<T> target) {
    return field(name, new Relation<>(table, group, id, target));
  }

  /** A field that is the filter of another list, on the record that this one points to. */
  private record Relation<R extends Stored, T extends Stored>(
      TableSchema<R> table, String group, Function<R, @Nullable UUID> id, ListSchema<T> target)
      implements FilterField<R> {
    @Override
    public SlotFilter build(State state, Object value, List<String> path) {
      SlotFilter wanted = target.filter(state, Comparators.map(value), path);
      Table<T> others = state.table(target.table());
      Table<R> mine = state.table(table);
      if (wanted.setsOnly() || wanted.upperBound(others.slots()) <= RELATED_MAX) {
        int[] slots = SlotFilter.slots(wanted, others.live(), others.slots());
        if (slots.length <= RELATED_MAX) {
          return united(mine, group, others, slots);
        }
      }
      return SlotFilter.where(slot -> {
        int other = others.slotOfNullable(id.apply(mine.require(slot)));
        return other >= 0 && wanted.test(other);
      });
    }

    @Override
    public RecordTest<R> test(Object value, List<String> path) {
      RecordTest<T> wanted = target.test(Comparators.map(value), path);
      return (state, slot, record) -> {
        Table<T> others = state.table(target.table());
        int other = others.slotOfNullable(id.apply(record));
        return other >= 0 && wanted.test(state, other, others.require(other));
      };
    }
  }

  private static <R extends Stored, T extends Stored> SlotFilter united(
      Table<R> mine, String group, Table<T> others, int[] slots) {
    List<SlotFilter> sets = new ArrayList<>();
    for (int slot : slots) {
      UUID id = others.require(slot).id();
      SlotSet set = mine.group(group, id);
      sets.add(new SlotFilter.InSet(set, new SlotFilter.Fact(group, id)));
    }
    return sets.isEmpty() ? SlotFilter.NONE : SlotFilter.or(sets);
  }

  /** The condition a filter input means; absent or empty means all. */
  public SlotFilter filter(State state, @Nullable Map<?, ?> input, List<String> path) {
    return filter(state, input, path, 0);
  }

  private SlotFilter filter(State state, @Nullable Map<?, ?> input, List<String> path, int depth) {
    if (input == null || input.isEmpty()) {
      return SlotFilter.ALL;
    }
    if (depth > DEPTH_MAX) {
      throw tooDeep(path);
    }
    List<SlotFilter> parts = new ArrayList<>();
    input.forEach((key, value) -> {
      if (value != null) {
        parts.add(part(state, String.valueOf(key), value, path, depth));
      }
    });
    return SlotFilter.and(parts);
  }

  private SlotFilter part(State state, String name, Object value, List<String> path, int depth) {
    List<String> here = new ArrayList<>(path);
    here.add(name);
    return switch (name) {
      case "and" -> SlotFilter.and(all(state, value, here, depth));
      case "or" -> {
        List<SlotFilter> parts = all(state, value, here, depth);
        yield parts.isEmpty() ? SlotFilter.NONE : SlotFilter.or(parts);
      }
      case "not" -> new SlotFilter.Not(filter(state, Comparators.map(value), here, depth + 1));
      default -> named(name, here).build(state, value, here);
    };
  }

  private FilterField<R> named(String name, List<String> path) {
    FilterField<R> field = fields.get(name);
    if (field == null) {
      // The schema lets only fields through that there are; a saved view may name one that
      // went with its plugin.
      throw new ProblemException(
          ProblemType.PRECONDITION,
          "FILTER_UNKNOWN",
          "Nothing can be filtered by " + name + " here now; its plugin may be off.",
          path.toArray(String[]::new));
    }
    return field;
  }

  private List<SlotFilter> all(State state, Object value, List<String> path, int depth) {
    List<SlotFilter> parts = new ArrayList<>();
    for (Object one : (Collection<?>) value) {
      if (one != null) {
        parts.add(filter(state, Comparators.map(one), path, depth + 1));
      }
    }
    return parts;
  }

  /**
   * The condition a filter input means, for single records of whatever state.
   *
   * @throws ProblemException as {@link #filter} does, but for what depends on the state
   */
  public RecordTest<R> test(Map<?, ?> input, List<String> path) {
    return test(input, path, 0);
  }

  private RecordTest<R> test(Map<?, ?> input, List<String> path, int depth) {
    if (depth > DEPTH_MAX) {
      throw tooDeep(path);
    }
    List<RecordTest<R>> parts = new ArrayList<>();
    input.forEach((key, value) -> {
      if (value != null) {
        parts.add(partTest(String.valueOf(key), value, path, depth));
      }
    });
    return both(parts);
  }

  private RecordTest<R> partTest(String name, Object value, List<String> path, int depth) {
    List<String> here = new ArrayList<>(path);
    here.add(name);
    return switch (name) {
      case "and" -> both(tests(value, here, depth));
      case "or" -> {
        List<RecordTest<R>> parts = tests(value, here, depth);
        yield (state, slot, record) -> {
          for (RecordTest<R> part : parts) {
            if (part.test(state, slot, record)) {
              return true;
            }
          }
          return false;
        };
      }
      case "not" -> {
        RecordTest<R> part = test(Comparators.map(value), here, depth + 1);
        yield (state, slot, record) -> !part.test(state, slot, record);
      }
      default -> named(name, here).test(value, here);
    };
  }

  private List<RecordTest<R>> tests(Object value, List<String> path, int depth) {
    List<RecordTest<R>> parts = new ArrayList<>();
    for (Object one : (Collection<?>) value) {
      if (one != null) {
        parts.add(test(Comparators.map(one), path, depth + 1));
      }
    }
    return parts;
  }

  private static <R extends Stored> RecordTest<R> both(List<RecordTest<R>> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return (state, slot, record) -> {
      for (RecordTest<R> part : parts) {
        if (!part.test(state, slot, record)) {
          return false;
        }
      }
      return true;
    };
  }

  private static ProblemException tooDeep(List<String> path) {
    return new ProblemException(
        ProblemType.LIMIT,
        "FILTER_TOO_DEEP",
        "Nest and, or and not at most " + DEPTH_MAX + " levels.",
        path.toArray(String[]::new));
  }

  /** One wish of an order input. */
  public record Wish(String field, boolean descending) {}

  /** The order a list of wishes means, of keys that need no state; the fallback when empty. */
  public Order<R> order(List<Wish> wishes, List<Wish> fallback) {
    return order(wishes, fallback, this::sortKey);
  }

  /** The order a list of wishes means; the fallback when there is none. */
  public Order<R> order(State state, List<Wish> wishes, List<Wish> fallback) {
    return order(
        wishes,
        fallback,
        name -> {
          Function<State, SortKey<R>> beside = stateSorts.get(name);
          return beside == null ? sortKey(name) : beside.apply(state);
        });
  }

  private static <R extends Stored> Order<R> order(
      List<Wish> wishes, List<Wish> fallback, Function<String, SortKey<R>> key) {
    List<Wish> wanted = wishes.isEmpty() ? fallback : wishes;
    if (wanted.size() > ORDER_KEYS_MAX) {
      throw new ProblemException(
          ProblemType.LIMIT,
          "ORDER_TOO_LONG",
          "Sort by at most " + ORDER_KEYS_MAX + " keys.",
          "orderBy");
    }
    List<Order.Part<R>> parts = new ArrayList<>();
    for (Wish wish : wanted) {
      parts.add(new Order.Part<>(key.apply(wish.field()), wish.descending()));
    }
    return new Order<>(parts);
  }

  private SortKey<R> sortKey(String name) {
    SortKey<R> key = sorts.get(name);
    if (key == null && name.startsWith(CustomFieldFilter.SORT_PREFIX)) {
      key = CustomFieldFilter.sortKey(table, name);
    }
    if (key == null) {
      throw new ProblemException(
          ProblemType.INVALID,
          "ORDER_UNKNOWN",
          "One can sort by " + String.join(", ", sortNames()) + ".",
          "orderBy");
    }
    return key;
  }

  /** The names of the filter fields. */
  public Collection<String> fieldNames() {
    return fields.keySet();
  }

  public Collection<String> sortNames() {
    List<String> names = new ArrayList<>(sorts.keySet());
    names.addAll(stateSorts.keySet());
    return names;
  }
}
