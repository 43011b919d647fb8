package dev.trestle.domain.query;

import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  /** Ids: {@code eq ne in notIn isNull}; a malformed id is refused. */
  public static <R extends Stored> FilterField<R> id(
      TableSchema<R> table, @Nullable String group, Function<R, @Nullable UUID> getter) {
    return new IdField<>(Keyed.field(table, group, getter::apply, Comparators::uuid));
  }

  /** The record's own id, found by the id index: {@code eq ne in notIn isNull}. */
  public static <R extends Stored> FilterField<R> ownId(TableSchema<R> table) {
    return new IdField<>(
        quick(
            Keyed.field(table, null, Stored::id, Comparators::uuid),
            (state, wanted) -> {
              UUID id = uuid(wanted);
              return id == null ? -1 : state.table(table).slotOf(id);
            }));
  }

  /** Several ids per record: {@code hasAny hasAll hasNone isEmpty}; a malformed id is refused. */
  public static <R extends Stored> FilterField<R> ids(
      TableSchema<R> table, String group, Function<R, ? extends Collection<UUID>> getter) {
    return new IdField<>(many(table, group, getter, Comparators::uuid));
  }

  /** A text that is unique, found by its index; the other comparators as for texts. */
  public static <R extends Stored> FilterField<R> uniqueText(
      TableSchema<R> table, String index, Function<R, @Nullable String> getter) {
    return quick(
        texts(table, null, getter),
        (state, wanted) -> {
          R found = state.table(table).unique(index, wanted);
          return found == null ? -1 : state.table(table).slotOf(found.id());
        });
  }

  /** Looks up what {@code eq} and {@code in} name, where nothing else is asked. */
  private static <R extends Stored> FilterField<R> quick(
      Field<R> slow, java.util.function.ToIntBiFunction<State, Object> slotOf) {
    FilterField<R> indexed =
        (state, value, path) -> {
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
    return new Field<>(indexed, slow.alone());
  }

  /**
   * A field whose condition the record alone can tell.
   *
   * @param indexed the condition on slots, from an index where there is one
   * @param alone the condition on a record, by the input's value
   */
  record Field<R extends Stored>(FilterField<R> indexed, Function<Object, Predicate<R>> alone)
      implements FilterField<R> {
    @Override
    public SlotFilter build(State state, Object value, List<String> path) {
      return indexed.build(state, value, path);
    }

    @Override
    public RecordTest<R> test(Object value, List<String> path) {
      Predicate<R> test = alone.apply(value);
      return (state, slot, record) -> test.test(record);
    }
  }

  /** A field without an index: each record is asked. */
  private static <R extends Stored> Field<R> asked(
      TableSchema<R> table, Function<Object, Predicate<R>> alone) {
    return new Field<>((state, value, path) -> where(state, table, alone.apply(value)), alone);
  }

  static <R> Predicate<R> all(List<Predicate<R>> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    List<Predicate<R>> each = List.copyOf(parts);
    return record -> {
      for (Predicate<R> part : each) {
        if (!part.test(record)) {
          return false;
        }
      }
      return true;
    };
  }

  /** Enums: {@code eq ne in notIn}. */
  static <R extends Stored, E extends Enum<E>> Field<R> constant(
      TableSchema<R> table, String group, Class<E> type, Function<R, E> getter) {
    return Keyed.field(
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
    return texts(table, group, getter);
  }

  private static <R extends Stored> Field<R> texts(
      TableSchema<R> table, @Nullable String group, Function<R, @Nullable String> getter) {
    Field<R> exact = Keyed.field(table, group, getter::apply, text -> text);
    return new Field<>(
        (state, value, path) -> {
          List<SlotFilter> parts = new ArrayList<>();
          parts.add(exact.build(state, value, path));
          parts(getter, value).forEach(part -> parts.add(where(state, table, part)));
          return SlotFilter.and(parts);
        },
        value -> {
          List<Predicate<R>> parts = new ArrayList<>(List.of(exact.alone().apply(value)));
          parts.addAll(parts(getter, value));
          return all(parts);
        });
  }

  /** What is asked of parts of a text. */
  private static <R> List<Predicate<R>> parts(Function<R, @Nullable String> getter, Object value) {
    List<Predicate<R>> parts = new ArrayList<>();
    Map<?, ?> input = map(value);
    if (input.get("contains") instanceof String part) {
      String wanted = part.toLowerCase(Locale.ROOT);
      parts.add(record -> lower(getter.apply(record)).contains(wanted));
    }
    if (input.get("startsWith") instanceof String part) {
      String wanted = part.toLowerCase(Locale.ROOT);
      parts.add(record -> lower(getter.apply(record)).startsWith(wanted));
    }
    return parts;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** Instants kept as milliseconds, 0 for none: {@code eq gt gte lt lte isNull}. */
  public static <R extends Stored> FilterField<R> time(
      TableSchema<R> table, ToLongFunction<R> getter) {
    return asked(
        table,
        value -> {
          List<Predicate<R>> parts = new ArrayList<>();
          map(value)
              .forEach((comparator, wanted) -> {
                if (wanted instanceof Boolean none) {
                  parts.add(record -> (getter.applyAsLong(record) == 0) == none);
                } else if (wanted != null) {
                  parts.add(compared(getter, String.valueOf(comparator), instant(wanted)));
                }
              });
          return all(parts);
        });
  }

  private static <R> Predicate<R> compared(
      ToLongFunction<R> getter, String comparator, @Nullable Instant wanted) {
    if (wanted == null) {
      return record -> false;
    }
    long millis = millis(wanted);
    Predicate<Integer> holds = sign(comparator);
    return record -> {
      long at = getter.applyAsLong(record);
      return at != 0 && holds.test(Long.compare(at, millis));
    };
  }

  /** A time as the schema coerces it, or as a filter keeps it that is stored; null for no time. */
  static @Nullable Instant instant(Object given) {
    if (given instanceof Instant at) {
      return at;
    }
    try {
      return Instant.parse(given.toString());
    } catch (DateTimeParseException malformed) {
      return null;
    }
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
    return asked(
        table,
        value -> {
          List<Predicate<R>> parts = new ArrayList<>();
          map(value)
              .forEach((comparator, wanted) -> {
                if (wanted instanceof Number given) {
                  long bound = given.longValue();
                  Predicate<Integer> holds = sign(String.valueOf(comparator));
                  parts.add(record -> holds.test(Long.compare(getter.applyAsInt(record), bound)));
                }
              });
          return all(parts);
        });
  }

  /** Yes or no. */
  public static <R extends Stored> FilterField<R> flag(TableSchema<R> table, Predicate<R> getter) {
    return asked(
        table,
        value -> {
          boolean wanted = (boolean) value;
          return record -> getter.test(record) == wanted;
        });
  }

  /** Several values per record: {@code hasAny hasAll hasNone isEmpty}. */
  public static <R extends Stored> FilterField<R> many(
      TableSchema<R> table,
      String group,
      Function<R, ? extends Collection<?>> getter,
      Function<Object, @Nullable Object> parse) {
    FilterField<R> indexed =
        (state, value, path) -> {
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
    return new Field<>(indexed, value -> holding(getter, parse, map(value)));
  }

  private static <R> Predicate<R> holding(
      Function<R, ? extends Collection<?>> getter,
      Function<Object, @Nullable Object> parse,
      Map<?, ?> input) {
    List<Predicate<R>> parts = new ArrayList<>();
    if (input.get("hasAny") instanceof Collection<?> wanted) {
      Set<Object> keys = Keyed.some(parse, wanted);
      parts.add(record -> getter.apply(record).stream().anyMatch(keys::contains));
    }
    if (input.get("hasAll") instanceof Collection<?> wanted) {
      Set<Object> keys = Keyed.some(parse, wanted);
      boolean allAreSome = wanted.stream().allMatch(one -> one != null && parse.apply(one) != null);
      parts.add(record -> allAreSome && getter.apply(record).containsAll(keys));
    }
    if (input.get("hasNone") instanceof Collection<?> wanted) {
      Set<Object> keys = Keyed.some(parse, wanted);
      parts.add(record -> getter.apply(record).stream().noneMatch(keys::contains));
    }
    if (input.get("isEmpty") instanceof Boolean empty) {
      parts.add(record -> getter.apply(record).isEmpty() == empty);
    }
    return all(parts);
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
