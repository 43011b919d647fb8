package dev.trestle.domain.query;

import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.query.SlotFilter.Fact;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The comparators of filter inputs, by kind of field. Several in one input all have to hold. A
 * comparator given as null is as if it were absent.
 */
public final class Comparators {
  private Comparators() {}

  /** Ids: {@code eq ne in notIn isNull}; a malformed id equals nothing. */
  public static <R extends Stored> FilterField<R> id(
      TableSchema<R> table, @Nullable String group, Function<R, @Nullable UUID> getter) {
    return keyed(table, group, getter::apply, Comparators::uuid);
  }

  /** The record's own id, found by the id index: {@code eq ne in notIn isNull}. */
  public static <R extends Stored> FilterField<R> ownId(TableSchema<R> table) {
    return quick(
        id(table, null, Stored::id),
        (state, wanted) -> {
          UUID id = uuid(wanted);
          return id == null ? -1 : state.table(table).slotOf(id);
        });
  }

  /** A text that is unique, found by its index; the other comparators as for texts. */
  public static <R extends Stored> FilterField<R> uniqueText(
      TableSchema<R> table, String index, Function<R, @Nullable String> getter) {
    return quick(
        text(table, null, getter),
        (state, wanted) -> {
          R found = state.table(table).unique(index, wanted);
          return found == null ? -1 : state.table(table).slotOf(found.id());
        });
  }

  /** Looks up what {@code eq} and {@code in} name, where nothing else is asked. */
  private static <R extends Stored> FilterField<R> quick(
      FilterField<R> slow, java.util.function.ToIntBiFunction<State, Object> slotOf) {
    return (state, value, path) -> {
      Map<?, ?> input = map(value);
      Object wanted = input.size() == 1 ? input.values().iterator().next() : null;
      Collection<?> keys =
          input.containsKey("eq") && wanted != null
              ? List.of(wanted)
              : input.containsKey("in") && wanted instanceof Collection<?> many ? many : null;
      if (keys == null) {
        return slow.build(state, value, path);
      }
      return SlotFilter.in(
          SlotSet.of(
              keys.stream()
                  .filter(Objects::nonNull)
                  .mapToInt(key -> slotOf.applyAsInt(state, key))
                  .filter(slot -> slot >= 0)
                  .sorted()
                  .distinct()
                  .toArray()));
    };
  }

  /** Enums: {@code eq ne in notIn}. */
  public static <R extends Stored, E extends Enum<E>> FilterField<R> constant(
      TableSchema<R> table, String group, Class<E> type, Function<R, E> getter) {
    return keyed(
        table,
        group,
        getter::apply,
        text -> text instanceof Enum<?> same ? same : Enum.valueOf(type, text.toString()));
  }

  /**
   * Short texts kept in an index, compared exactly: {@code eq ne in notIn contains startsWith
   * isNull}.
   */
  public static <R extends Stored> FilterField<R> key(
      TableSchema<R> table, String group, Function<R, @Nullable String> getter) {
    return text(table, group, getter);
  }

  /** Texts: {@code eq ne in notIn} exactly, {@code contains startsWith} without regard to case. */
  public static <R extends Stored> FilterField<R> text(
      TableSchema<R> table, @Nullable String group, Function<R, @Nullable String> getter) {
    FilterField<R> exact = keyed(table, group, getter::apply, text -> text);
    return (state, value, path) -> {
      List<SlotFilter> parts = new ArrayList<>();
      parts.add(exact.build(state, value, path));
      Map<?, ?> input = map(value);
      if (input.get("contains") instanceof String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        parts.add(where(state, table, record -> lower(getter.apply(record)).contains(wanted)));
      }
      if (input.get("startsWith") instanceof String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        parts.add(where(state, table, record -> lower(getter.apply(record)).startsWith(wanted)));
      }
      return SlotFilter.and(parts);
    };
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static <R extends Stored> FilterField<R> keyed(
      TableSchema<R> table,
      @Nullable String group,
      Function<R, @Nullable Object> getter,
      Function<Object, @Nullable Object> parse) {
    return (state, value, path) -> {
      List<SlotFilter> parts = new ArrayList<>();
      map(value)
          .forEach((comparator, wanted) -> {
            if (wanted != null) {
              SlotFilter part =
                  switch (String.valueOf(comparator)) {
                    case "eq" -> equal(state, table, group, getter, parse.apply(wanted));
                    case "ne" ->
                        new SlotFilter.Not(equal(state, table, group, getter, parse.apply(wanted)));
                    case "in" -> any(state, table, group, getter, parse, wanted);
                    case "notIn" ->
                        new SlotFilter.Not(any(state, table, group, getter, parse, wanted));
                    case "isNull" ->
                        where(
                            state,
                            table,
                            record -> (getter.apply(record) == null) == (boolean) wanted);
                    default -> null;
                  };
              if (part != null) {
                parts.add(part);
              }
            }
          });
      return SlotFilter.and(parts);
    };
  }

  private static <R extends Stored> SlotFilter any(
      State state,
      TableSchema<R> table,
      @Nullable String group,
      Function<R, @Nullable Object> getter,
      Function<Object, @Nullable Object> parse,
      Object wanted) {
    List<SlotFilter> parts = new ArrayList<>();
    for (Object one : (Collection<?>) wanted) {
      if (one != null) {
        parts.add(equal(state, table, group, getter, parse.apply(one)));
      }
    }
    return parts.isEmpty() ? SlotFilter.NONE : SlotFilter.or(parts);
  }

  private static <R extends Stored> SlotFilter equal(
      State state,
      TableSchema<R> table,
      @Nullable String group,
      Function<R, @Nullable Object> getter,
      @Nullable Object key) {
    if (key == null) {
      return SlotFilter.NONE;
    }
    if (group != null) {
      return new SlotFilter.InSet(state.table(table).group(group, key), new Fact(group, key));
    }
    return where(state, table, record -> key.equals(getter.apply(record)));
  }

  /** Instants kept as milliseconds, 0 for none: {@code eq gt gte lt lte isNull}. */
  public static <R extends Stored> FilterField<R> time(
      TableSchema<R> table, ToLongFunction<R> getter) {
    return (state, value, path) -> {
      List<SlotFilter> parts = new ArrayList<>();
      map(value)
          .forEach((comparator, wanted) -> {
            if (wanted instanceof Boolean none) {
              parts.add(where(state, table, record -> (getter.applyAsLong(record) == 0) == none));
            } else if (wanted instanceof Instant instant) {
              long millis = millis(instant);
              Predicate<Integer> holds = sign(String.valueOf(comparator));
              parts.add(
                  where(
                      state,
                      table,
                      record -> {
                        long at = getter.applyAsLong(record);
                        return at != 0 && holds.test(Long.compare(at, millis));
                      }));
            }
          });
      return SlotFilter.and(parts);
    };
  }

  /** Milliseconds of any instant; those too far off for a long are as far as one goes. */
  static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException tooFar) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Whole numbers: {@code eq ne gt gte lt lte}. */
  public static <R extends Stored> FilterField<R> number(
      TableSchema<R> table, ToIntFunction<R> getter) {
    return (state, value, path) -> {
      List<SlotFilter> parts = new ArrayList<>();
      map(value)
          .forEach((comparator, wanted) -> {
            if (wanted instanceof Number bound) {
              Predicate<Integer> holds = sign(String.valueOf(comparator));
              parts.add(
                  where(
                      state,
                      table,
                      record ->
                          holds.test(Long.compare(getter.applyAsInt(record), bound.longValue()))));
            }
          });
      return SlotFilter.and(parts);
    };
  }

  /** Yes or no. */
  public static <R extends Stored> FilterField<R> flag(TableSchema<R> table, Predicate<R> getter) {
    return (state, value, path) -> {
      boolean wanted = (boolean) value;
      return where(state, table, record -> getter.test(record) == wanted);
    };
  }

  /** Several values per record: {@code hasAny hasAll hasNone isEmpty}. */
  public static <R extends Stored> FilterField<R> many(
      TableSchema<R> table,
      String group,
      Function<R, ? extends Collection<?>> getter,
      Function<Object, @Nullable Object> parse) {
    return (state, value, path) -> {
      List<SlotFilter> parts = new ArrayList<>();
      Map<?, ?> input = map(value);
      if (input.get("hasAny") instanceof Collection<?> wanted) {
        List<SlotFilter> any = sets(state.table(table), group, parse, wanted);
        parts.add(any.isEmpty() ? SlotFilter.NONE : SlotFilter.or(any));
      }
      if (input.get("hasAll") instanceof Collection<?> wanted) {
        parts.addAll(sets(state.table(table), group, parse, wanted));
      }
      if (input.get("hasNone") instanceof Collection<?> wanted) {
        sets(state.table(table), group, parse, wanted)
            .forEach(set -> parts.add(new SlotFilter.Not(set)));
      }
      if (input.get("isEmpty") instanceof Boolean empty) {
        parts.add(where(state, table, record -> getter.apply(record).isEmpty() == empty));
      }
      return SlotFilter.and(parts);
    };
  }

  private static <R extends Stored> List<SlotFilter> sets(
      Table<R> table,
      String group,
      Function<Object, @Nullable Object> parse,
      Collection<?> wanted) {
    List<SlotFilter> sets = new ArrayList<>();
    for (Object one : wanted) {
      Object key = one == null ? null : parse.apply(one);
      SlotSet set = key == null ? SlotSet.EMPTY : table.group(group, key);
      sets.add(SlotFilter.in(set));
    }
    return sets;
  }

  static Predicate<Integer> sign(String comparator) {
    return switch (comparator) {
      case "eq" -> sign -> sign == 0;
      case "ne" -> sign -> sign != 0;
      case "gt" -> sign -> sign > 0;
      case "gte" -> sign -> sign >= 0;
      case "lt" -> sign -> sign < 0;
      case "lte" -> sign -> sign <= 0;
      default -> throw new IllegalArgumentException("no comparator " + comparator);
    };
  }

  static <R extends Stored> SlotFilter where(State state, TableSchema<R> table, Predicate<R> test) {
    Table<R> records = state.table(table);
    return SlotFilter.where(slot -> test.test(records.require(slot)));
  }

  public static @Nullable UUID uuid(Object value) {
    if (value instanceof UUID id) {
      return id;
    }
    String text = Objects.toString(value);
    try {
      // The JDK also takes shortened forms, which no id of ours has.
      return text.length() == 36 ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }
}
