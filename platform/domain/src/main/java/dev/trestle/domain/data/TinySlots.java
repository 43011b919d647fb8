package dev.trestle.domain.data;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** A set that is one sorted array. */
final class TinySlots extends SlotSet {
  private final int[] slots;

  TinySlots(int[] slots) {
    this.slots = slots;
  }

  @Override
  public SlotSet add(int slot) {
    int found = Arrays.binarySearch(slots, slot);
    if (found >= 0) {
      return this;
    }
    if (slot < 0) {
      throw new IndexOutOfBoundsException(slot);
    }
    int place = -1 - found;
    int[] more = new int[slots.length + 1];
    System.arraycopy(slots, 0, more, 0, place);
    more[place] = slot;
    System.arraycopy(slots, place, more, place + 1, slots.length - place);
    return more.length <= TINY_MAX ? new TinySlots(more) : ChunkedSlots.ofSorted(more, more.length);
  }

  @Override
  public SlotSet remove(int slot) {
    int place = Arrays.binarySearch(slots, slot);
    if (place < 0) {
      return this;
    }
    if (slots.length == 1) {
      return EMPTY;
    }
    int[] fewer = new int[slots.length - 1];
    System.arraycopy(slots, 0, fewer, 0, place);
    System.arraycopy(slots, place + 1, fewer, place, fewer.length - place);
    return new TinySlots(fewer);
  }

  @Override
  public boolean contains(int slot) {
    return Arrays.binarySearch(slots, slot) >= 0;
  }

  @Override
  public int cardinality() {
    return slots.length;
  }

  @Override
  public int nextSlot(int from) {
    int place = place(from);
    return place < slots.length ? slots[place] : -1;
  }

  @Override
  public void forEach(IntConsumer visitor) {
    for (int slot : slots) {
      visitor.accept(slot);
    }
  }

  @Override
  public int nextChunk(int fromChunk) {
    int slot = fromChunk > Integer.MAX_VALUE >>> CHUNK_BITS ? -1 : nextSlot(first(fromChunk));
    return slot < 0 ? -1 : slot >>> CHUNK_BITS;
  }

  @Override
  public boolean orChunkInto(int chunk, long[] words) {
    int from = place(first(chunk));
    int at = from;
    for (; at < slots.length && slots[at] >>> CHUNK_BITS == chunk; at++) {
      words[Chunk.word(slots[at])] |= 1L << slots[at];
    }
    return at > from;
  }

  @Override
  public boolean andChunkInto(int chunk, long[] words) {
    int at = place(first(chunk));
    boolean any = false;
    for (int word = 0; word < CHUNK_WORDS; word++) {
      long mine = 0;
      for (;
          at < slots.length && slots[at] >>> CHUNK_BITS == chunk && Chunk.word(slots[at]) == word;
          at++) {
        mine |= 1L << slots[at];
        any = true;
      }
      words[word] &= mine;
    }
    return any;
  }

  @Override
  public boolean andNotChunkInto(int chunk, long[] words) {
    int from = place(first(chunk));
    int at = from;
    for (; at < slots.length && slots[at] >>> CHUNK_BITS == chunk; at++) {
      words[Chunk.word(slots[at])] &= ~(1L << slots[at]);
    }
    return at > from;
  }

  private static int first(int chunk) {
    return chunk << CHUNK_BITS;
  }

  /** The place of the lowest slot at or above this one. */
  private int place(int from) {
    int found = Arrays.binarySearch(slots, from);
    return found >= 0 ? found : -1 - found;
  }
}
