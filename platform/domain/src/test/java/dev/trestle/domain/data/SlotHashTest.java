package dev.trestle.domain.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SlotHashTest {
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void behavesLikeAMapOfSets_andLeavesOldVersionsAlone(long seed) {
    Random random = new Random(seed);
    // From perfect to hopeless: own hash, about 3 slots a hash, about 100 slots a hash, one hash.
    long hashes = new long[] {Long.MAX_VALUE, 1_000, 30, 1}[(int) (seed % 4)];
    IntToLongFunction hashOf = slot -> slot % hashes;
    Seeds.OldVersions old = new Seeds.OldVersions();
    Map<Long, TreeSet<Integer>> model = new HashMap<>();
    int size = 0;
    SlotHash index = SlotHash.EMPTY;
    for (int step = 0; step < 8_000; step++) {
      int slot = random.nextInt(3_000);
      long hash = hashOf.applyAsLong(slot);
      TreeSet<Integer> same = model.computeIfAbsent(hash, _ -> new TreeSet<>());
      // The first half grows, the second shrinks.
      if (random.nextInt(10) < (step < 4_000 ? 8 : 2)) {
        size += same.add(slot) ? 1 : 0;
        index = index.add(hash, slot);
      } else {
        size -= same.remove(slot) ? 1 : 0;
        index = index.remove(hash, slot);
      }
      assertEquals(size, index.size());
      int asked = random.nextInt(3_000);
      long askedHash = hashOf.applyAsLong(asked);
      boolean there = model.getOrDefault(askedHash, new TreeSet<>()).contains(asked);
      assertEquals(there ? asked : -1, index.find(askedHash, found -> found == asked));
      if (step % 997 == 0) {
        SlotHash version = index;
        Map<Long, TreeSet<Integer>> then = new HashMap<>();
        model.forEach((key, slots) -> then.put(key, new TreeSet<>(slots)));
        old.keep(() -> assertHolds(then, version));
      }
    }
    assertHolds(model, index);
    old.check();
    SlotHash.Builder builder = SlotHash.builder();
    model.forEach((hash, slots) -> slots.descendingSet().forEach(slot -> builder.add(hash, slot)));
    assertHolds(model, builder.build());
    assertEquals(size, builder.build().size());
    for (int slot = 0; slot < 3_000; slot++) {
      index = index.remove(hashOf.applyAsLong(slot), slot);
    }
    assertEquals(0, index.size());
    assertEquals(-1, index.find(0, _ -> true));
  }

  private static void assertHolds(Map<Long, TreeSet<Integer>> expected, SlotHash index) {
    expected.forEach((hash, slots) -> {
      TreeSet<Integer> found = new TreeSet<>();
      index.forEach(hash, found::add);
      assertEquals(slots, found);
    });
  }

  @Test
  void returnsItself_whenNothingChanges() {
    SlotHash index = SlotHash.EMPTY.add(7, 1).add(7, 2);
    assertSame(index, index.add(7, 2));
    assertSame(index, index.remove(7, 3));
    assertSame(index, index.remove(8, 1));
    assertSame(SlotHash.EMPTY, SlotHash.builder().build());
  }

  @Test
  void countsAnEntryOnce_whenABuilderIsGivenItTwice() {
    SlotHash index = SlotHash.builder().add(7, 1).add(7, 0).add(7, 1).build();
    assertEquals(2, index.size());
    assertEquals(0, index.find(7, _ -> true));
    assertEquals(1, index.find(7, slot -> slot > 0));
  }

  @Test
  void refusesNegativeSlots() {
    assertThrows(IndexOutOfBoundsException.class, () -> SlotHash.EMPTY.add(7, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> SlotHash.builder().add(7, -1));
  }

  @Test
  void growsOnFromABulkLoad() {
    SlotHash.Builder builder = SlotHash.builder();
    for (int slot = 0; slot < 5_000; slot++) {
      builder.add(Hashes.of(slot), slot);
    }
    SlotHash index = builder.build();
    for (int slot = 5_000; slot < 10_000; slot++) {
      index = index.add(Hashes.of(slot), slot);
    }
    for (int slot = 0; slot < 10_000; slot++) {
      int wanted = slot;
      assertEquals(slot, index.find(Hashes.of(slot), found -> found == wanted));
    }
  }
}
