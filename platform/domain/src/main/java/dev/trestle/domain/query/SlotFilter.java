package dev.trestle.domain.query;

import dev.trestle.domain.data.SlotSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A condition on the records of one table of one snapshot, by slot. */
public sealed interface SlotFilter {
  SlotFilter ALL = new And(List.of());
  SlotFilter NONE = new InSet(SlotSet.EMPTY, null);

  boolean test(int slot);

  /** Clears the bits of one chunk whose slots do not satisfy this. */
  void refine(int chunk, long[] words);

  /** The next chunk at or after the given one that may hold matches, or -1. */
  int nextChunk(int from, int chunks);

  /** No more matches than this. */
  int upperBound(int slots);

  /** True when refining needs no look at any record. */
  boolean setsOnly();

  /** A condition in words an index understands, such as queue = x. */
  record Fact(String name, Object value) {}

  static SlotFilter and(List<SlotFilter> parts) {
    List<SlotFilter> flat = new ArrayList<>();
    for (SlotFilter part : parts) {
      if (part instanceof And and) {
        flat.addAll(and.parts());
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new And(flat);
  }

  static SlotFilter or(List<SlotFilter> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Or(List.copyOf(parts), null);
  }

  static SlotFilter in(SlotSet set) {
    return new InSet(set, null);
  }

  static SlotFilter where(IntPredicate test) {
    return new Where(test);
  }

  /**
   * Every part holds; with no parts, always. Sets come first, so that few records are looked at.
   */
  record And(List<SlotFilter> parts) implements SlotFilter {
    public And {
      List<SlotFilter> ordered = new ArrayList<>(parts);
      ordered.sort((a, b) -> Boolean.compare(b.setsOnly(), a.setsOnly()));
      parts = List.copyOf(ordered);
    }

    @Override
    public boolean test(int slot) {
      for (SlotFilter part : parts) {
        if (!part.test(slot)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void refine(int chunk, long[] words) {
      for (SlotFilter part : parts) {
        part.refine(chunk, words);
      }
    }

    @Override
    public int nextChunk(int from, int chunks) {
      int next = from < chunks ? from : -1;
      boolean moved = true;
      while (moved && next >= 0) {
        moved = false;
        for (SlotFilter part : parts) {
          int candidate = part.nextChunk(next, chunks);
          if (candidate != next) {
            next = candidate;
            moved = true;
            break;
          }
        }
      }
      return next;
    }

    @Override
    public int upperBound(int slots) {
      int bound = slots;
      for (SlotFilter part : parts) {
        bound = Math.min(bound, part.upperBound(slots));
      }
      return bound;
    }

    @Override
    public boolean setsOnly() {
      return parts.stream().allMatch(SlotFilter::setsOnly);
    }
  }

  /** At least one part holds. */
  record Or(List<SlotFilter> parts, @Nullable Fact fact) implements SlotFilter {
    @Override
    public boolean test(int slot) {
      for (SlotFilter part : parts) {
        if (part.test(slot)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void refine(int chunk, long[] words) {
      long[] found = new long[words.length];
      long[] scratch = new long[words.length];
      for (SlotFilter part : parts) {
        System.arraycopy(words, 0, scratch, 0, words.length);
        part.refine(chunk, scratch);
        for (int i = 0; i < found.length; i++) {
          found[i] |= scratch[i];
        }
      }
      System.arraycopy(found, 0, words, 0, words.length);
    }

    @Override
    public int nextChunk(int from, int chunks) {
      int next = -1;
      for (SlotFilter part : parts) {
        int candidate = part.nextChunk(from, chunks);
        if (candidate >= 0 && (next < 0 || candidate < next)) {
          next = candidate;
        }
      }
      return next;
    }

    @Override
    public int upperBound(int slots) {
      long bound = 0;
      for (SlotFilter part : parts) {
        bound += part.upperBound(slots);
      }
      return (int) Math.min(bound, slots);
    }

    @Override
    public boolean setsOnly() {
      return parts.stream().allMatch(SlotFilter::setsOnly);
    }
  }

  /** The part does not hold. */
  record Not(SlotFilter part) implements SlotFilter {
    @Override
    public boolean test(int slot) {
      return !part.test(slot);
    }

    @Override
    public void refine(int chunk, long[] words) {
      long[] held = words.clone();
      part.refine(chunk, held);
      for (int i = 0; i < words.length; i++) {
        words[i] &= ~held[i];
      }
    }

    @Override
    public int nextChunk(int from, int chunks) {
      return from < chunks ? from : -1;
    }

    @Override
    public int upperBound(int slots) {
      return slots;
    }

    @Override
    public boolean setsOnly() {
      return part.setsOnly();
    }
  }

  /** The slot is in an index entry. */
  record InSet(SlotSet set, @Nullable Fact fact) implements SlotFilter {
    @Override
    public boolean test(int slot) {
      return set.contains(slot);
    }

    @Override
    public void refine(int chunk, long[] words) {
      set.andChunkInto(chunk, words);
    }

    @Override
    public int nextChunk(int from, int chunks) {
      int next = set.nextChunk(from);
      return next < chunks ? next : -1;
    }

    @Override
    public int upperBound(int slots) {
      return set.cardinality();
    }

    @Override
    public boolean setsOnly() {
      return true;
    }
  }

  /** The record itself has to be looked at. */
  record Where(IntPredicate test) implements SlotFilter {
    @Override
    public boolean test(int slot) {
      return test.test(slot);
    }

    @Override
    public void refine(int chunk, long[] words) {
      int base = chunk * SlotSet.CHUNK_SLOTS;
      for (int i = 0; i < words.length; i++) {
        long left = words[i];
        while (left != 0) {
          int bit = Long.numberOfTrailingZeros(left);
          left &= left - 1;
          if (!test.test(base + i * Long.SIZE + bit)) {
            words[i] &= ~(1L << bit);
          }
        }
      }
    }

    @Override
    public int nextChunk(int from, int chunks) {
      return from < chunks ? from : -1;
    }

    @Override
    public int upperBound(int slots) {
      return slots;
    }

    @Override
    public boolean setsOnly() {
      return false;
    }
  }

  /** How many of the live slots match. */
  static int count(SlotFilter filter, SlotSet live, int slots) {
    if (filter instanceof And and && and.parts().isEmpty()) {
      return live.cardinality();
    }
    if (filter instanceof InSet only) {
      return only.set().cardinality();
    }
    int[] count = {0};
    eachChunk(
        filter,
        live,
        slots,
        (chunk, words) -> {
          for (long word : words) {
            count[0] += Long.bitCount(word);
          }
        });
    return count[0];
  }

  /** The slots that match, in ascending order. */
  static int[] slots(SlotFilter filter, SlotSet live, int slots) {
    int[][] found = {new int[256]};
    int[] count = {0};
    eachChunk(
        filter,
        live,
        slots,
        (chunk, words) -> {
          int base = chunk * SlotSet.CHUNK_SLOTS;
          for (int i = 0; i < words.length; i++) {
            long left = words[i];
            while (left != 0) {
              if (count[0] == found[0].length) {
                found[0] = Arrays.copyOf(found[0], count[0] * 2);
              }
              found[0][count[0]++] = base + i * Long.SIZE + Long.numberOfTrailingZeros(left);
              left &= left - 1;
            }
          }
        });
    return Arrays.copyOf(found[0], count[0]);
  }

  private static void eachChunk(SlotFilter filter, SlotSet live, int slots, ChunkVisitor visitor) {
    int chunks = (slots + SlotSet.CHUNK_SLOTS - 1) >>> SlotSet.CHUNK_BITS;
    long[] words = new long[SlotSet.CHUNK_WORDS];
    for (int chunk = filter.nextChunk(0, chunks);
        chunk >= 0 && chunk < chunks;
        chunk = filter.nextChunk(chunk + 1, chunks)) {
      if (live.chunkInto(chunk, words)) {
        filter.refine(chunk, words);
        visitor.visit(chunk, words);
      }
    }
  }

  /** Takes one chunk's matches. */
  @FunctionalInterface
  interface ChunkVisitor {
    void visit(int chunk, long[] words);
  }
}
