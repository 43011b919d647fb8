package dev.trestle.domain.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LongListTest {
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void behavesLikeAnArrayList_andLeavesOldVersionsAlone(long seed) {
    Random random = new Random(seed);
    Seeds.OldVersions old = new Seeds.OldVersions();
    List<Long> model = new ArrayList<>();
    LongList list = LongList.EMPTY;
    for (int step = 0; step < 5_000; step++) {
      long value = random.nextLong(100);
      if (model.isEmpty() || random.nextInt(3) > 0) {
        model.add(value);
        list = list.append(value);
      } else {
        int index = random.nextInt(model.size());
        model.set(index, value);
        list = list.set(index, value);
      }
      assertEquals(model.size(), list.size());
      int asked = random.nextInt(model.size());
      assertEquals(model.get(asked), list.get(asked));
      if (step % 211 == 0) {
        LongList version = list;
        long[] then = longs(model);
        old.keep(() -> assertArrayEquals(then, version.toArray()));
      }
    }
    assertArrayEquals(longs(model), list.toArray());
    List<Long> visited = new ArrayList<>();
    list.forEach(visited::add);
    assertEquals(model, visited);
    old.check();
  }

  @Test
  void buildsTheSameInBulkAsOneByOne_atEveryBorder() {
    for (int size : new int[] {0, 1, 31, 32, 33, 64, 65, 1_024, 1_056, 1_057, 10_000}) {
      long[] values = LongStream.range(0, size).toArray();
      LongList bulk = LongList.of(values);
      LongList single = LongList.EMPTY;
      for (long value : values) {
        single = single.append(value);
      }
      Arrays.fill(values, -1);
      assertEquals(single, bulk);
      assertEquals(single.hashCode(), bulk.hashCode());
      assertEquals(single.append(7), bulk.append(7));
      assertNotEquals(single.append(7), bulk.append(8));
      assertNotEquals(single, bulk.append(8));
      assertThrows(IndexOutOfBoundsException.class, () -> bulk.get(bulk.size()));
      assertThrows(IndexOutOfBoundsException.class, () -> bulk.get(-1));
      assertThrows(IndexOutOfBoundsException.class, () -> bulk.set(bulk.size(), 0));
    }
  }

  @Test
  void returnsItself_whenNothingChanges() {
    LongList few = LongList.of(1, 2, 3);
    assertSame(few, few.set(1, 2));
    LongList many = LongList.of(LongStream.range(0, 100).toArray());
    assertSame(many, many.set(1, 1));
    assertSame(LongList.EMPTY, LongList.of());
    assertEquals("[1, 2, 3]", few.toString());
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
