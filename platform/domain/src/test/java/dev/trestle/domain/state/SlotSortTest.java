package dev.trestle.domain.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotSortTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 11, 12, 13, 24, 25, 100, 1_000, 4_321})
  void sortsLikeTheLibrary_andKeepsEqualSlotsInTheirOrder(int size) {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed * 31 + size);
      int[] keys = random.ints(Math.max(1, size), 0, 1 + random.nextInt(50)).toArray();
      int[] slots = new int[size];
      Arrays.setAll(slots, i -> i);
      int[] wanted =
          Arrays.stream(slots)
              .boxed()
              .sorted(Comparator.comparingInt(slot -> keys[slot]))
              .mapToInt(Integer::intValue)
              .toArray();
      SlotSort.sort(slots, (a, b) -> Integer.compare(keys[a], keys[b]));
      assertArrayEquals(wanted, slots, "seed " + seed);
    }
  }
}
