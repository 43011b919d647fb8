package dev.trestle.domain.data;

import java.util.Arrays;

/** A list that is one array. */
final class ShortLongList extends LongList {
  private final long[] values;

  ShortLongList(long[] values) {
    this.values = values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public long get(int index) {
    return values[index];
  }

  @Override
  public LongList append(long value) {
    return values.length == BLOCK
        ? LongLongList.afterFirstBlock(values, value)
        : new ShortLongList(with(values, value));
  }

  @Override
  public LongList set(int index, long value) {
    return values[index] == value ? this : new ShortLongList(with(values, index, value));
  }

  @Override
  void copyInto(long[] target) {
    System.arraycopy(values, 0, target, 0, values.length);
  }

  /** The values and one more. */
  static long[] with(long[] values, long value) {
    long[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }

  /** The values with one changed. */
  static long[] with(long[] values, int index, long value) {
    long[] copy = values.clone();
    copy[index] = value;
    return copy;
  }
}
