package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list of longs that grows at its end: one exact array while it is short, which is the
 * common case, and blocks of {@value #BLOCK} in a trie when it is long. Lists are equal by content.
 */
public abstract sealed class LongList permits ShortLongList, LongLongList {
  static final int BLOCK = 32;

  /** The list without values. */
  public static final LongList EMPTY = new ShortLongList(new long[0]);

  LongList() {}

  /** A list of these values in their order. */
  public static LongList of(long... values) {
    if (values.length == 0) {
      return EMPTY;
    }
    return values.length <= BLOCK ? new ShortLongList(values.clone()) : LongLongList.copyOf(values);
  }

  /** The number of values. */
  public abstract int size();

  /** Whether there is no value. */
  public final boolean isEmpty() {
    return size() == 0;
  }

  /** The value at an index from 0 to {@link #size} - 1. */
  public abstract long get(int index);

  /** This list with one more value at its end. */
  public abstract LongList append(long value);

  /** This list with another value at an existing index; this itself when it is that value. */
  public abstract LongList set(int index, long value);

  /** Copies all values into an array that is long enough. */
  abstract void copyInto(long[] values);

  /** Visits all values in their order. */
  public final void forEach(LongConsumer visitor) {
    int size = size();
    for (int index = 0; index < size; index++) {
      visitor.accept(get(index));
    }
  }

  /** All values in their order, in a new array. */
  public final long[] toArray() {
    long[] values = new long[size()];
    copyInto(values);
    return values;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof LongList list
            && list.size() == size()
            && Arrays.equals(list.toArray(), toArray());
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(toArray());
  }

  @Override
  public final String toString() {
    return Arrays.toString(toArray());
  }
}
