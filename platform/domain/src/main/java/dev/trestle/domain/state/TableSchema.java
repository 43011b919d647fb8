package dev.trestle.domain.state;

import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.data.Hashes;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a table of records is called, how its records are stored and which indexes it keeps.
 *
 * @param <R> the record class; its codec is derived from its components
 */
public final class TableSchema<R extends Stored> {
  /** At most one record per key. */
  record Unique<R>(String name, String code, Function<R, @Nullable Object> key) {
    long hash(Object value) {
      return Hashes.ofObject(value);
    }
  }

  /**
   * The records of each key, as a set; a record may stand under several keys.
   *
   * @param single the one key, where there is at most one
   */
  record Grouped<R>(
      String name,
      Function<R, ? extends Collection<?>> keys,
      @Nullable Function<R, @Nullable Object> single) {}

  /**
   * The records in an order; where {@code group} is given, one such order for each of its keys.
   *
   * @param rank the number that {@code order} goes by, where it is one
   * @param has whether a record is in the order at all; null when all are
   * @param keyed the values that {@code order} goes by, where reading them takes a while
   */
  record Sorted<R>(
      String name,
      @Nullable Function<R, @Nullable Object> group,
      Comparator<R> order,
      @Nullable ToLongFunction<R> rank,
      @Nullable Predicate<R> has,
      @Nullable Keyed<R> keyed) {}

  /** An order by values that are read from the records. */
  record Keyed<R>(Function<R, Object> key, Comparator<Object> values) {
    Comparator<R> order() {
      return (a, b) -> values.compare(key.apply(a), key.apply(b));
    }
  }

  private final String name;
  private final Class<R> type;
  private final RecordCodec<?> codec;
  private final @Nullable PluginTable definition;
  private final List<Unique<R>> uniques = new ArrayList<>();
  private final List<Grouped<R>> groups = new ArrayList<>();
  private final List<Sorted<R>> orders = new ArrayList<>();
  private UnaryOperator<R> opener = UnaryOperator.identity();

  TableSchema(String name, Class<R> type, RecordCodec<?> codec, @Nullable PluginTable definition) {
    this.name = name;
    this.type = type;
    this.codec = codec;
    this.definition = definition;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <R extends Stored> TableSchema<R> of(String name, Class<R> type) {
    return new TableSchema<>(name, type, RecordCodec.of((Class) type), null);
  }

  /** Adds a unique index; a second record of the same key is refused with this problem code. */
  public TableSchema<R> unique(String index, String code, Function<R, @Nullable Object> key) {
    uniques.add(new Unique<>(index, code, key));
    return this;
  }

  public TableSchema<R> grouped(String index, Function<R, @Nullable Object> key) {
    groups.add(
        new Grouped<>(
            index,
            record -> {
              Object value = key.apply(record);
              return value == null ? List.of() : List.of(value);
            },
            key));
    return this;
  }

  public TableSchema<R> groupedByMany(String index, Function<R, ? extends Collection<?>> keys) {
    groups.add(new Grouped<>(index, keys, null));
    return this;
  }

  public TableSchema<R> sorted(String index, Comparator<R> order) {
    orders.add(new Sorted<>(index, null, order, null, null, null));
    return this;
  }

  /** Sorts the records that pass a test; the others are left out. */
  TableSchema<R> keyedWhere(String index, Predicate<R> has, Keyed<R> keyed) {
    orders.add(new Sorted<>(index, null, keyed.order(), null, has, keyed));
    return this;
  }

  TableSchema<R> keyedWithin(String index, Function<R, @Nullable Object> group, Keyed<R> keyed) {
    orders.add(new Sorted<>(index, group, keyed.order(), null, null, keyed));
    return this;
  }

  public TableSchema<R> sortedWithin(
      String index, Function<R, @Nullable Object> group, Comparator<R> order) {
    orders.add(new Sorted<>(index, group, order, null, null, null));
    return this;
  }

  /** Sorts by a number, which is far quicker to load than an order that only compares. */
  public TableSchema<R> ranked(String index, ToLongFunction<R> rank) {
    orders.add(new Sorted<>(index, null, Comparator.comparingLong(rank), rank, null, null));
    return this;
  }

  public TableSchema<R> rankedWithin(
      String index, Function<R, @Nullable Object> group, ToLongFunction<R> rank) {
    orders.add(new Sorted<>(index, group, Comparator.comparingLong(rank), rank, null, null));
    return this;
  }

  /** Has records opened before one index after another asks for their keys. */
  TableSchema<R> opened(UnaryOperator<R> how) {
    this.opener = how;
    return this;
  }

  /** The record as indexes read it: quicker to ask, and equal in all that they ask for. */
  R open(R record) {
    return opener.apply(record);
  }

  public String name() {
    return name;
  }

  public Class<R> type() {
    return type;
  }

  /** What a plugin's table was made from; null for others, and where it is not known. */
  public @Nullable PluginTable definition() {
    return definition;
  }

  /** Whether the records are in the slots of the tickets whose ids they have. */
  public boolean ofTicket() {
    return definition != null && definition.ofTicket();
  }

  /** The codec of the record class. */
  public RecordCodec<?> codec() {
    return codec;
  }

  /**
   * The code of a unique index under which another record was noted before, or null; notes the
   * record's own keys.
   */
  public @Nullable String repeatedIn(R record, Set<Object> noted) {
    String code = null;
    for (Unique<R> unique : uniques) {
      Object key = unique.key().apply(record);
      if (key != null && !noted.add(List.of(name, unique.name(), key))) {
        code = unique.code();
      }
    }
    return code;
  }

  List<Unique<R>> uniques() {
    return uniques;
  }

  List<Grouped<R>> groups() {
    return groups;
  }

  List<Sorted<R>> orders() {
    return orders;
  }

  @Override
  public String toString() {
    return "TableSchema[" + name + "]";
  }
}
