package dev.trestle.domain.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankSortTest {
  @Test
  void sortsAsAComparisonWouldAndKeepsEqualRanksAsTheyStood() {
    for (long seed = 1; seed <= 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int count = random.nextInt(2_000);
      int bits = 1 + random.nextInt(Long.SIZE - 1);
      int sparse = random.nextInt(4) * 11;
      int[] slots = IntStream.range(0, count).map(i -> 3 * i).toArray();
      long[] ranks = new long[count];
      for (int i = 0; i < count; i++) {
        ranks[i] = random.nextLong() >> Long.SIZE - bits << sparse;
        if (random.nextInt(5) == 0) {
          ranks[i] = random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
      }
      int[] expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparingLong(i -> ranks[i]))
              .mapToInt(i -> slots[i])
              .toArray();
      RankSort.sort(slots, ranks.clone());
      assertArrayEquals(expected, slots, "seed " + seed);
    }
  }

  @Test
  void leavesNothingAndOneAlone() {
    int[] none = {};
    RankSort.sort(none, new long[0]);
    assertArrayEquals(new int[0], none);
    int[] one = {7};
    RankSort.sort(one, new long[] {Long.MIN_VALUE});
    assertArrayEquals(new int[] {7}, one);
  }
}
