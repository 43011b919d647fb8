package dev.trestle.domain.query;

import dev.trestle.domain.query.Comparators.Field;
import dev.trestle.domain.query.SlotFilter.Fact;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Fields that are compared as a whole, as keys of an index are: {@code eq ne in notIn isNull}. */
final class Keyed {
  private Keyed() {}

  /**
   * A field that is one key.
   *
   * @param group the index by the key; null when each record has to be asked
   * @param parse makes a key of what an input holds; null for what is equal to nothing
   */
  static <R extends Stored> Field<R> field(
      TableSchema<R> table,
      @Nullable String group,
      Function<R, @Nullable Object> getter,
      Function<Object, @Nullable Object> parse) {
    FilterField<R> indexed =
        (state, value, path) -> {
          List<SlotFilter> parts = new ArrayList<>();
          Comparators.map(value)
              .forEach((comparator, wanted) -> {
                if (wanted != null) {
                  SlotFilter part =
                      switch (String.valueOf(comparator)) {
                        case "eq" -> equal(state, table, group, getter, parse.apply(wanted));
                        case "ne" ->
                            new SlotFilter.Not(
                                equal(state, table, group, getter, parse.apply(wanted)));
                        case "in" -> any(state, table, group, getter, parse, wanted);
                        case "notIn" ->
                            new SlotFilter.Not(any(state, table, group, getter, parse, wanted));
                        case "isNull" ->
                            Comparators.where(
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
    return new Field<>(indexed, value -> alone(getter, parse, value));
  }

  private static <R> Predicate<R> alone(
      Function<R, @Nullable Object> getter,
      Function<Object, @Nullable Object> parse,
      Object value) {
    List<Predicate<R>> parts = new ArrayList<>();
    Comparators.map(value)
        .forEach((comparator, wanted) -> {
          if (wanted != null) {
            switch (String.valueOf(comparator)) {
              case "eq" -> parts.add(one(getter, parse.apply(wanted)));
              case "ne" -> parts.add(one(getter, parse.apply(wanted)).negate());
              case "in" -> parts.add(any(getter, some(parse, wanted)));
              case "notIn" -> parts.add(any(getter, some(parse, wanted)).negate());
              case "isNull" ->
                  parts.add(record -> (getter.apply(record) == null) == (boolean) wanted);
              default -> {}
            }
          }
        });
    return Comparators.all(parts);
  }

  private static <R> Predicate<R> one(Function<R, @Nullable Object> getter, @Nullable Object key) {
    return key == null ? record -> false : record -> key.equals(getter.apply(record));
  }

  private static <R> Predicate<R> any(Function<R, @Nullable Object> getter, Set<Object> keys) {
    return record -> {
      Object own = getter.apply(record);
      return own != null && keys.contains(own);
    };
  }

  /** The keys that are some. */
  static Set<Object> some(Function<Object, @Nullable Object> parse, Object wanted) {
    Set<Object> keys = new HashSet<>();
    for (Object one : (Collection<?>) wanted) {
      Object key = one == null ? null : parse.apply(one);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
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
    return Comparators.where(state, table, record -> key.equals(getter.apply(record)));
  }
}
