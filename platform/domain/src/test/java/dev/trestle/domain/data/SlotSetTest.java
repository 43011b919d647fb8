package dev.trestle.domain.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SlotSetTest {
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void behavesLikeATreeSet_andLeavesOldVersionsAlone(long seed) {
    Random random = new Random(seed);
    // One tiny array, one dense chunk, a few chunks, many sparse chunks, chunks over all ints.
    int range = new int[] {400, 4_096, 30_000, 6_000_000, Integer.MAX_VALUE}[(int) (seed % 5)];
    Seeds.OldVersions old = new Seeds.OldVersions();
    TreeSet<Integer> model = new TreeSet<>();
    SlotSet set = SlotSet.EMPTY;
    for (int step = 0; step < 12_000; step++) {
      int slot = random.nextInt(range);
      if (random.nextInt(10) < (step < 7_000 ? 8 : 1)) {
        model.add(slot);
        set = set.add(slot);
      } else {
        Integer near = model.ceiling(slot);
        int gone = near == null || random.nextInt(4) == 0 ? slot : near;
        model.remove(gone);
        set = set.remove(gone);
      }
      assertEquals(model.size(), set.cardinality());
      assertEquals(model.contains(slot), set.contains(slot));
      assertEquals(orMinus1(model.ceiling(slot)), set.nextSlot(slot));
      Integer first = model.ceiling(slot >>> 12 << 12);
      assertEquals(first == null ? -1 : first >>> 12, set.nextChunk(slot >>> 12));
      if (step % 1_499 == 0) {
        SlotSet version = set;
        int[] then = ints(model);
        old.keep(() -> assertArrayEquals(then, version.toArray()));
      }
    }
    assertArrayEquals(ints(model), set.toArray());
    assertArrayEquals(ints(model), SlotSet.of(ints(model)).toArray());
    old.check();
    for (int slot : set.toArray()) {
      set = set.remove(slot);
      assertFalse(set.contains(slot));
    }
    assertTrue(set.isEmpty());
    assertSame(SlotSet.EMPTY, set);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void combinesChunksLikeSets(long seed) {
    Random random = new Random(seed);
    int range = 12 * SlotSet.CHUNK_SLOTS;
    TreeSet<Integer> left = some(random, range);
    TreeSet<Integer> right = some(random, range);
    SlotSet leftSet = SlotSet.of(ints(left));
    SlotSet rightSet = SlotSet.of(ints(right));
    TreeSet<Integer> or = new TreeSet<>(left);
    or.addAll(right);
    TreeSet<Integer> and = new TreeSet<>(left);
    and.retainAll(right);
    TreeSet<Integer> andNot = new TreeSet<>(left);
    andNot.removeAll(right);
    for (int chunk = 0; chunk < 13; chunk++) {
      long[] words = new long[SlotSet.CHUNK_WORDS];
      boolean present = !left.subSet(chunk << 12, chunk + 1 << 12).isEmpty();
      boolean other = !right.subSet(chunk << 12, chunk + 1 << 12).isEmpty();
      Arrays.fill(words, -1);
      assertEquals(present, leftSet.chunkInto(chunk, words));
      assertChunk(left, chunk, words);
      assertEquals(other, rightSet.orChunkInto(chunk, words));
      assertChunk(or, chunk, words);
      leftSet.chunkInto(chunk, words);
      assertEquals(other, rightSet.andChunkInto(chunk, words));
      assertChunk(and, chunk, words);
      leftSet.chunkInto(chunk, words);
      assertEquals(other, rightSet.andNotChunkInto(chunk, words));
      assertChunk(andNot, chunk, words);
    }
  }

  private static TreeSet<Integer> some(Random random, int range) {
    TreeSet<Integer> slots = new TreeSet<>();
    int count = new int[] {0, 40, 2_000, 30_000}[random.nextInt(4)];
    for (int step = 0; step < count; step++) {
      slots.add(random.nextInt(range));
    }
    return slots;
  }

  private static void assertChunk(TreeSet<Integer> expected, int chunk, long[] words) {
    for (int low = 0; low < SlotSet.CHUNK_SLOTS; low++) {
      boolean bit = (words[low >> 6] >>> (low & 63) & 1) == 1;
      assertEquals(expected.contains((chunk << 12) + low), bit);
    }
  }

  @Test
  void keepsSlotsApart_atTheBordersOfChunksAndOfTheTrie() {
    int[] borders = {
      0,
      1,
      63,
      64,
      4_095,
      4_096,
      4_097,
      8_191,
      8_192,
      131_071,
      131_072,
      4_194_303,
      4_194_304,
      134_217_727,
      134_217_728,
      Integer.MAX_VALUE - 1,
      Integer.MAX_VALUE
    };
    for (int fill : new int[] {0, 1_000}) {
      SlotSet set = SlotSet.EMPTY;
      TreeSet<Integer> model = new TreeSet<>();
      for (int slot = 10_000; slot < 10_000 + fill; slot++) {
        set = set.add(slot);
        model.add(slot);
      }
      for (int border : borders) {
        assertFalse(set.contains(border));
        set = set.add(border);
        model.add(border);
        assertSame(set, set.add(border));
      }
      assertArrayEquals(ints(model), set.toArray());
      for (int border : borders) {
        assertEquals(border, set.nextSlot(border));
        assertEquals(border >>> 12, set.nextChunk(border >>> 12));
      }
      assertEquals(-1, set.nextChunk(1 << 19));
      assertEquals(0, set.nextSlot(-5));
      assertFalse(set.contains(-1));
    }
  }

  @Test
  void aFullChunkIsCountedAndEmptiedSlotBySlot() {
    SlotSet set = SlotSet.EMPTY;
    for (int slot = 4_096; slot < 8_192; slot++) {
      set = set.add(slot);
    }
    long[] words = new long[SlotSet.CHUNK_WORDS];
    assertTrue(set.chunkInto(1, words));
    assertEquals(4_096, Arrays.stream(words).map(Long::bitCount).sum());
    assertFalse(set.chunkInto(0, words));
    assertEquals(0, Arrays.stream(words).map(Long::bitCount).sum());
    assertEquals(-1, set.nextSlot(8_192));
    for (int slot = 8_191; slot >= 4_096; slot--) {
      set = set.remove(slot);
      assertEquals(slot - 4_096, set.cardinality());
    }
    assertSame(SlotSet.EMPTY, set);
  }

  @Test
  void refusesNegativeSlots_andABuilderOutOfOrder() {
    SlotSet many = SlotSet.of(IntStream.range(0, 9_999).toArray());
    assertThrows(IndexOutOfBoundsException.class, () -> SlotSet.EMPTY.add(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> many.add(-1));
    assertSame(many, many.remove(-1));
    SlotSet.Builder builder = SlotSet.builder().add(3);
    assertThrows(IllegalArgumentException.class, () -> builder.add(3));
    assertThrows(IllegalArgumentException.class, () -> SlotSet.builder().add(-1));
  }

  private static int orMinus1(Integer value) {
    return value == null ? -1 : value;
  }

  private static int[] ints(TreeSet<Integer> slots) {
    return slots.stream().mapToInt(Integer::intValue).toArray();
  }
}
