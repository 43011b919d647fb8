package dev.trestle.domain.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SortedSlotsTest {
  private static final int RANGE = 20_000;

  private static IntComparator order(long seed) {
    return switch ((int) (seed % 3)) {
      case 0 -> Integer::compare;
      case 1 -> (a, b) -> Integer.compare(b, a);
      // Few distinct keys in no relation to the slot, which is the tie-break.
      default ->
          (a, b) -> {
            int byKey = Long.compare(Hashes.of(a) & 15, Hashes.of(b) & 15);
            return byKey != 0 ? byKey : Integer.compare(a, b);
          };
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void behavesLikeATreeSet_andLeavesOldVersionsAlone(long seed) {
    Random random = new Random(seed);
    IntComparator order = order(seed);
    boolean ascending = seed % 4 == 3;
    Seeds.OldVersions old = new Seeds.OldVersions();
    TreeSet<Integer> model = new TreeSet<>(order::compare);
    SortedSlots sorted = SortedSlots.EMPTY;
    for (int step = 0; step < 16_000; step++) {
      int slot = ascending ? step : random.nextInt(RANGE);
      if (random.nextInt(10) < (step < 9_000 ? 8 : 1)) {
        model.add(slot);
        sorted = sorted.insert(slot, order);
      } else {
        Integer near = model.ceiling(slot);
        int gone = near == null || random.nextInt(4) == 0 ? random.nextInt(RANGE) : near;
        model.remove(gone);
        sorted = sorted.remove(gone, order);
      }
      assertEquals(model.size(), sorted.size());
      assertEquals(model.contains(slot), sorted.contains(slot, order));
      if (step % 499 == 0) {
        sorted.checkBalance();
        assertAnswersLike(model, sorted, order, random.nextInt(RANGE), random.nextInt(RANGE));
        SortedSlots version = sorted;
        int[] then = ints(model);
        old.keep(() -> assertArrayEquals(then, version.toArray()));
      }
    }
    assertArrayEquals(ints(model), sorted.toArray());
    old.check();
    SortedSlots bulk = SortedSlots.of(ints(model));
    bulk.checkBalance();
    assertArrayEquals(ints(model), bulk.toArray());
    for (int slot : ints(model)) {
      sorted = sorted.remove(slot, order);
    }
    assertSame(SortedSlots.EMPTY, sorted);
  }

  private static void assertAnswersLike(
      TreeSet<Integer> model, SortedSlots sorted, IntComparator order, int low, int high) {
    SlotProbe atLow = slot -> order.compare(slot, low);
    SlotProbe atHigh = slot -> order.compare(slot, high);
    assertEquals(model.headSet(low).size(), sorted.rank(atLow));
    assertEquals(model.headSet(low, true).size(), sorted.rankAfter(atLow));
    int between = order.compare(low, high) > 0 ? 0 : model.subSet(low, high).size();
    assertEquals(between, sorted.countBetween(atLow, atHigh));
    assertWalks(model.tailSet(low, true), sorted.forward(atLow, true));
    assertWalks(model.tailSet(low, false), sorted.forward(atLow, false));
    assertWalks(model.headSet(low, true).descendingSet(), sorted.backward(atLow, true));
    assertWalks(model.headSet(low, false).descendingSet(), sorted.backward(atLow, false));
    int[] all = ints(model);
    for (int rank = 0; rank < all.length; rank += 7) {
      assertEquals(all[rank], sorted.at(rank));
    }
    List<Integer> visited = new ArrayList<>();
    sorted.forEach(visited::add);
    assertEquals(List.copyOf(model), visited);
  }

  private static void assertWalks(Collection<Integer> expected, SlotCursor cursor) {
    for (int slot : expected) {
      assertEquals(slot, cursor.next());
    }
    assertEquals(-1, cursor.next());
    assertEquals(-1, cursor.next());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void followsRecordsWhoseKeysChange(long seed) {
    Random random = new Random(seed);
    long[] keys = new long[2_000];
    SortedSlots sorted = SortedSlots.EMPTY;
    IntComparator order =
        (a, b) -> keys[a] != keys[b] ? Long.compare(keys[a], keys[b]) : Integer.compare(a, b);
    for (int slot = 0; slot < keys.length; slot++) {
      keys[slot] = random.nextInt(50);
      sorted = sorted.insert(slot, order);
    }
    for (int step = 0; step < 5_000; step++) {
      int slot = random.nextInt(keys.length);
      sorted = sorted.remove(slot, order);
      keys[slot] = random.nextInt(50);
      sorted = sorted.insert(slot, order);
    }
    sorted.checkBalance();
    int[] expected =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(order::compare)
            .mapToInt(Integer::intValue)
            .toArray();
    assertArrayEquals(expected, sorted.toArray());
    // A key that no slot has: seeking it lands between its neighbours.
    int rank = sorted.rank(slot -> keys[slot] <= 24 ? -1 : 1);
    assertTrue(keys[sorted.at(rank - 1)] <= 24 && keys[sorted.at(rank)] > 24);
  }

  @Test
  void bulkLoadsAreBalanced_atEveryBorder() {
    for (int size : new int[] {0, 1, 63, 64, 65, 127, 128, 129, 2_047, 2_048, 2_049, 65_537}) {
      int[] slots = IntStream.range(0, size).toArray();
      SortedSlots sorted = SortedSlots.of(slots);
      sorted.checkBalance();
      assertArrayEquals(slots, sorted.toArray());
      SortedSlots.Builder builder = SortedSlots.builder();
      for (int slot : slots) {
        builder.add(slot);
      }
      assertArrayEquals(slots, builder.build().toArray());
      SortedSlots more = sorted.insert(size, Integer::compare);
      more.checkBalance();
      assertEquals(size, more.at(size));
      assertEquals(size, sorted.size());
    }
  }

  @Test
  void doesNotShareTheArrayItWasGiven() {
    int[] slots = {1, 2, 3};
    SortedSlots sorted = SortedSlots.of(slots);
    slots[0] = 9;
    assertArrayEquals(new int[] {1, 2, 3}, sorted.toArray());
  }

  @Test
  void emptiesFromEitherEnd_withoutLosingBalance() {
    for (boolean fromFront : new boolean[] {true, false}) {
      SortedSlots sorted = SortedSlots.EMPTY;
      for (int slot = 0; slot < 10_000; slot++) {
        sorted = sorted.insert(slot, Integer::compare);
      }
      for (int step = 0; step < 10_000; step++) {
        sorted = sorted.remove(fromFront ? step : 9_999 - step, Integer::compare);
        if (step % 100 == 0) {
          sorted.checkBalance();
        }
      }
      assertSame(SortedSlots.EMPTY, sorted);
    }
  }

  @Test
  void returnsItself_whenNothingChanges_andRefusesWrongRanks() {
    SortedSlots sorted = SortedSlots.of(2, 4, 6);
    assertSame(sorted, sorted.insert(4, Integer::compare));
    assertSame(sorted, sorted.remove(5, Integer::compare));
    assertFalse(sorted.contains(5, Integer::compare));
    assertThrows(IndexOutOfBoundsException.class, () -> sorted.at(3));
    assertThrows(IndexOutOfBoundsException.class, () -> sorted.at(-1));
    assertEquals(-1, sorted.forward(3).next());
    assertEquals(-1, sorted.backward(-1).next());
    assertEquals(6, sorted.backward(99).next());
    assertTrue(SortedSlots.EMPTY.isEmpty());
    assertEquals(-1, SortedSlots.EMPTY.forward(0).next());
    assertEquals(0, SortedSlots.EMPTY.rank(_ -> 0));
  }

  private static int[] ints(Collection<Integer> slots) {
    return slots.stream().mapToInt(Integer::intValue).toArray();
  }
}
