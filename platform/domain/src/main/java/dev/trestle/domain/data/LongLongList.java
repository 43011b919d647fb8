package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.Objects;

/** A list of full blocks and a tail of 1 to {@value LongList#BLOCK} values. */
final class LongLongList extends LongList {
  private final PersistentVector<long[]> blocks;
  private final long[] tail;

  private LongLongList(PersistentVector<long[]> blocks, long[] tail) {
    this.blocks = blocks;
    this.tail = tail;
  }

  static LongLongList afterFirstBlock(long[] block, long value) {
    return new LongLongList(PersistentVector.<long[]>empty().append(block), new long[] {value});
  }

  static LongLongList copyOf(long[] values) {
    PersistentVector.Builder<long[]> blocks = PersistentVector.builder();
    int from = 0;
    for (; from + BLOCK < values.length; from += BLOCK) {
      blocks.append(Arrays.copyOfRange(values, from, from + BLOCK));
    }
    return new LongLongList(blocks.build(), Arrays.copyOfRange(values, from, values.length));
  }

  @Override
  public int size() {
    return blocks.size() * BLOCK + tail.length;
  }

  @Override
  public long get(int index) {
    int inTail = index - blocks.size() * BLOCK;
    return inTail >= 0 ? tail[inTail] : block(index)[index % BLOCK];
  }

  @Override
  public LongList append(long value) {
    return tail.length == BLOCK
        ? new LongLongList(blocks.append(tail), new long[] {value})
        : new LongLongList(blocks, ShortLongList.with(tail, value));
  }

  @Override
  public LongList set(int index, long value) {
    if (get(index) == value) {
      return this;
    }
    int inTail = index - blocks.size() * BLOCK;
    if (inTail >= 0) {
      return new LongLongList(blocks, ShortLongList.with(tail, inTail, value));
    }
    long[] changed = ShortLongList.with(block(index), index % BLOCK, value);
    return new LongLongList(blocks.set(index / BLOCK, changed), tail);
  }

  @Override
  void copyInto(long[] target) {
    blocks.forEach((at, block) -> System.arraycopy(block, 0, target, at * BLOCK, BLOCK));
    System.arraycopy(tail, 0, target, blocks.size() * BLOCK, tail.length);
  }

  private long[] block(int index) {
    return Objects.requireNonNull(blocks.get(Math.floorDiv(index, BLOCK)));
  }
}
