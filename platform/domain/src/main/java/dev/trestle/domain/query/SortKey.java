package dev.trestle.domain.query;

import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.record.Stored;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something a list can be sorted by.
 *
 * @param key a Long, a String or null; null comes last in ascending order
 * @param tree the slots that have a key, in ascending order; null when the list's own table keeps
 *     the order, or nobody does
 */
public record SortKey<R extends Stored>(String name, Key<R> key, @Nullable SortedSlots tree) {
  /** Reads the key of a record. */
  @FunctionalInterface
  public interface Key<R> {
    @Nullable Object of(R record, int slot);
  }

  SortKey(String name, Function<R, @Nullable Object> key) {
    this(name, (record, slot) -> key.apply(record), null);
  }

  /** Compares two keys in ascending order. */
  static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? 1 : -1;
    }
    if (a instanceof Long left && b instanceof Long right) {
      return Long.compare(left, right);
    }
    if (a instanceof java.math.BigDecimal left && b instanceof java.math.BigDecimal right) {
      return left.compareTo(right);
    }
    return a.toString().compareTo(b.toString());
  }
}
