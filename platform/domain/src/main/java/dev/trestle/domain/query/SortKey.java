package dev.trestle.domain.query;

import dev.trestle.domain.record.Stored;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something a list can be sorted by.
 *
 * @param key a Long, a String or null; null comes last in ascending order
 */
public record SortKey<R extends Stored>(String name, Function<R, @Nullable Object> key) {
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
