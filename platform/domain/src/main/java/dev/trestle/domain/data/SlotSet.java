package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * An immutable ordered set of slots, small when sparse and fast when dense.
 *
 * <p>Up to {@value #TINY_MAX} slots are one sorted array; more are a trie of chunks of {@value
 * #CHUNK_SLOTS} slots, each a sorted short[] or a bitmap. A chunk is also the unit in which queries
 * are evaluated: the caller brings 64 words, of which bit {@code slot & 63} in word {@code (slot &
 * 4095) >> 6} stands for a slot, and combines sets into them without building a result set. An
 * update copies at most about 1.5 KB, however many slots there are.
 */
public abstract sealed class SlotSet permits TinySlots, ChunkedSlots {
  /** The bits of a slot that number it inside its chunk. */
  public static final int CHUNK_BITS = 12;

  /** The slots that one chunk covers. */
  public static final int CHUNK_SLOTS = 1 << CHUNK_BITS;

  /** The words that hold one chunk as a bitmap. */
  public static final int CHUNK_WORDS = CHUNK_SLOTS / Long.SIZE;

  static final int TINY_MAX = 256;

  /** The set without slots. */
  public static final SlotSet EMPTY = new TinySlots(new int[0]);

  SlotSet() {}

  /** The set of these slots, given in any order. */
  public static SlotSet of(int... slots) {
    int[] sorted = slots.clone();
    Arrays.sort(sorted);
    Builder builder = builder();
    for (int at = 0; at < sorted.length; at++) {
      if (at == 0 || sorted[at] != sorted[at - 1]) {
        builder.add(sorted[at]);
      }
    }
    return builder.build();
  }

  /** Starts a bulk load in ascending order. */
  public static Builder builder() {
    return new Builder();
  }

  /** This set with the slot; this itself when it is there already. */
  public abstract SlotSet add(int slot);

  /** This set without the slot; this itself when it is not there. */
  public abstract SlotSet remove(int slot);

  /** Whether the slot is in this set. */
  public abstract boolean contains(int slot);

  /** The number of slots, known without counting. */
  public abstract int cardinality();

  /** Whether there is no slot. */
  public final boolean isEmpty() {
    return cardinality() == 0;
  }

  /** The lowest slot at or above this one, or -1. */
  public abstract int nextSlot(int from);

  /** Visits all slots in ascending order. */
  public abstract void forEach(IntConsumer visitor);

  /** The index of the lowest chunk at or above this index that holds a slot, or -1. */
  public abstract int nextChunk(int fromChunk);

  /**
   * Overwrites the words with a chunk. When the chunk holds no slot the words become zero.
   *
   * @return whether the chunk holds a slot
   */
  public final boolean chunkInto(int chunk, long[] words) {
    Arrays.fill(words, 0, CHUNK_WORDS, 0L);
    return orChunkInto(chunk, words);
  }

  /**
   * Sets the bits of a chunk's slots.
   *
   * @return whether the chunk holds a slot; if not, the words are untouched
   */
  public abstract boolean orChunkInto(int chunk, long[] words);

  /**
   * Clears the bits of slots that are not in the chunk.
   *
   * @return whether the chunk holds a slot; if not, the words are zero now
   */
  public abstract boolean andChunkInto(int chunk, long[] words);

  /**
   * Clears the bits of slots that are in the chunk.
   *
   * @return whether the chunk holds a slot; if not, the words are untouched
   */
  public abstract boolean andNotChunkInto(int chunk, long[] words);

  /** All slots in ascending order, in a new array. */
  public final int[] toArray() {
    int[] slots = new int[cardinality()];
    forEach(
        new IntConsumer() {
          private int at;

          @Override
          public void accept(int slot) {
            slots[at++] = slot;
          }
        });
    return slots;
  }

  /** Collects slots in ascending order in one pass; not for sharing between threads. */
  public static final class Builder {
    private int[] slots = new int[8];
    private int count;

    private Builder() {}

    /** Adds a slot that is higher than all before it. */
    public Builder add(int slot) {
      if (slot < 0 || count > 0 && slot <= slots[count - 1]) {
        throw new IllegalArgumentException("Slot " + slot + " is not above the one before it.");
      }
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, count + (count >> 1));
      }
      slots[count++] = slot;
      return this;
    }

    /** The set of everything added. */
    public SlotSet build() {
      return count == 0
          ? EMPTY
          : count <= TINY_MAX
              ? new TinySlots(Arrays.copyOf(slots, count))
              : ChunkedSlots.ofSorted(slots, count);
    }
  }
}
