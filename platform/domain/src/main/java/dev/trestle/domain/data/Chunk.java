package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done with one chunk of a {@link ChunkedSlots}: a sorted short[] while it has few slots, a
 * long[64] from {@value #SPARSE_MAX} + 1 slots on. Never changed once it is in a set.
 */
final class Chunk {
  private static final int SPARSE_MAX = 256;
  // Below SPARSE_MAX, so that alternating adds and removes do not convert each time.
  private static final int DENSE_MIN = 192;

  private static final int WORDS = SlotSet.CHUNK_WORDS;
  private static final int MASK = SlotSet.CHUNK_SLOTS - 1;

  private Chunk() {}

  /** The word that holds a slot's bit; the bit is {@code 1L << slot}, which counts modulo 64. */
  static int word(int slot) {
    return (slot & MASK) >>> 6;
  }

  /** The chunk with a slot; the chunk itself when it is there already. */
  static Object add(@Nullable Object chunk, int slot) {
    short low = (short) (slot & MASK);
    if (chunk == null) {
      return new short[] {low};
    }
    if (chunk instanceof long[] bits) {
      return contains(bits, slot) ? bits : flipped(bits, slot);
    }
    short[] few = (short[]) chunk;
    int found = Arrays.binarySearch(few, low);
    if (found >= 0) {
      return few;
    }
    if (few.length == SPARSE_MAX) {
      long[] bits = new long[WORDS];
      or(few, bits);
      bits[word(slot)] |= 1L << slot;
      return bits;
    }
    int place = -1 - found;
    short[] more = new short[few.length + 1];
    System.arraycopy(few, 0, more, 0, place);
    more[place] = low;
    System.arraycopy(few, place, more, place + 1, few.length - place);
    return more;
  }

  /** The chunk without a slot; the chunk itself when it is not there; null when it was the last. */
  static @Nullable Object remove(Object chunk, int slot) {
    if (!contains(chunk, slot)) {
      return chunk;
    }
    if (chunk instanceof long[] bits) {
      long[] rest = flipped(bits, slot);
      int count = 0;
      for (long word : rest) {
        count += Long.bitCount(word);
      }
      return count >= DENSE_MIN ? rest : sparse(rest, count);
    }
    short[] few = (short[]) chunk;
    if (few.length == 1) {
      return null;
    }
    int place = Arrays.binarySearch(few, (short) (slot & MASK));
    short[] rest = new short[few.length - 1];
    System.arraycopy(few, 0, rest, 0, place);
    System.arraycopy(few, place + 1, rest, place, rest.length - place);
    return rest;
  }

  static boolean contains(Object chunk, int slot) {
    return chunk instanceof long[] bits
        ? (bits[word(slot)] >>> slot & 1) != 0
        : Arrays.binarySearch((short[]) chunk, (short) (slot & MASK)) >= 0;
  }

  /** The chunk of the sorted slots in this range of an array, all of one chunk. */
  static Object ofSorted(int[] slots, int from, int to) {
    if (to - from > SPARSE_MAX) {
      long[] bits = new long[WORDS];
      for (int at = from; at < to; at++) {
        bits[word(slots[at])] |= 1L << slots[at];
      }
      return bits;
    }
    short[] few = new short[to - from];
    for (int at = from; at < to; at++) {
      few[at - from] = (short) (slots[at] & MASK);
    }
    return few;
  }

  /** The lowest slot, counted inside the chunk, at or above this one, or -1. */
  static int next(Object chunk, int from) {
    if (chunk instanceof short[] few) {
      int found = Arrays.binarySearch(few, (short) from);
      int place = found >= 0 ? found : -1 - found;
      return place < few.length ? few[place] : -1;
    }
    long[] bits = (long[]) chunk;
    long rest = bits[word(from)] & -1L << from;
    for (int word = word(from); ; rest = bits[word]) {
      if (rest != 0) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
      }
      if (++word == WORDS) {
        return -1;
      }
    }
  }

  static void forEach(Object chunk, int firstSlot, IntConsumer visitor) {
    if (chunk instanceof short[] few) {
      for (short low : few) {
        visitor.accept(firstSlot + low);
      }
      return;
    }
    long[] bits = (long[]) chunk;
    for (int word = 0; word < WORDS; word++) {
      for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
        visitor.accept(firstSlot + word * Long.SIZE + Long.numberOfTrailingZeros(rest));
      }
    }
  }

  static void or(Object chunk, long[] words) {
    if (chunk instanceof short[] few) {
      for (short low : few) {
        words[word(low)] |= 1L << low;
      }
      return;
    }
    long[] bits = (long[]) chunk;
    for (int word = 0; word < WORDS; word++) {
      words[word] |= bits[word];
    }
  }

  static void and(Object chunk, long[] words) {
    if (chunk instanceof short[] few) {
      int at = 0;
      for (int word = 0; word < WORDS; word++) {
        long mine = 0;
        for (; at < few.length && word(few[at]) == word; at++) {
          mine |= 1L << few[at];
        }
        words[word] &= mine;
      }
      return;
    }
    long[] bits = (long[]) chunk;
    for (int word = 0; word < WORDS; word++) {
      words[word] &= bits[word];
    }
  }

  static void andNot(Object chunk, long[] words) {
    if (chunk instanceof short[] few) {
      for (short low : few) {
        words[word(low)] &= ~(1L << low);
      }
      return;
    }
    long[] bits = (long[]) chunk;
    for (int word = 0; word < WORDS; word++) {
      words[word] &= ~bits[word];
    }
  }

  private static long[] flipped(long[] bits, int slot) {
    long[] copy = bits.clone();
    copy[word(slot)] ^= 1L << slot;
    return copy;
  }

  private static short[] sparse(long[] bits, int count) {
    short[] few = new short[count];
    int at = 0;
    for (int slot = next(bits, 0); slot >= 0; slot = slot == MASK ? -1 : next(bits, slot + 1)) {
      few[at++] = (short) slot;
    }
    return few;
  }
}
