package dev.trestle.domain.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PersistentVectorTest {
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void behavesLikeAList_andLeavesOldVersionsAlone(long seed) {
    Random random = new Random(seed);
    Seeds.OldVersions old = new Seeds.OldVersions();
    List<String> model = new ArrayList<>();
    PersistentVector<String> vector = PersistentVector.empty();
    for (int step = 0; step < 6_000; step++) {
      String value = random.nextInt(10) == 0 ? null : "v" + step;
      if (model.isEmpty() || random.nextInt(3) > 0) {
        model.add(value);
        vector = vector.append(value);
      } else {
        int slot = random.nextInt(model.size());
        model.set(slot, value);
        vector = vector.set(slot, value);
      }
      if (step % 499 == 0) {
        PersistentVector<String> version = vector;
        List<String> then = new ArrayList<>(model);
        old.keep(() -> assertHolds(then, version));
      }
    }
    assertHolds(model, vector);
    old.check();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void behavesLikeAList_whenItGrowsByEmptyPlaces(long seed) {
    Random random = new Random(seed);
    List<String> model = new ArrayList<>();
    PersistentVector<String> vector = PersistentVector.empty();
    PersistentVector.Builder<String> builder = PersistentVector.builder();
    for (int step = 0; step < 60; step++) {
      int wanted = model.size() + random.nextInt(step % 7 == 0 ? 3_000 : 70);
      while (model.size() < wanted) {
        model.add(null);
      }
      model.add("v" + step);
      vector = vector.padded(wanted).append("v" + step);
      builder.padTo(wanted).append("v" + step);
      int slot = random.nextInt(model.size());
      model.set(slot, "s" + step);
      vector = vector.set(slot, "s" + step);
    }
    assertHolds(model, vector);
    PersistentVector<String> built = builder.build();
    assertEquals(model.size(), built.size());
    assertEquals("v59", built.get(model.size() - 1));
    PersistentVector<String> padded = built.padded(model.size() + 5_000).append("last");
    assertEquals("last", padded.get(model.size() + 5_000));
    assertEquals("v59", padded.get(model.size() - 1));
  }

  @Test
  void sharesItsEmptyPlaces_soThatAMillionOfThemCostNothing() {
    PersistentVector<String> far = PersistentVector.<String>empty().padded(1 << 30).append("far");
    assertEquals("far", far.get(1 << 30));
    assertNull(far.get(12_345_678));
    List<Integer> slots = new ArrayList<>();
    far.forEach((slot, value) -> slots.add(slot));
    assertEquals(List.of(1 << 30), slots);
  }

  private static void assertHolds(List<String> expected, PersistentVector<String> vector) {
    assertEquals(expected.size(), vector.size());
    TreeMap<Integer, String> present = new TreeMap<>();
    for (int slot = 0; slot < expected.size(); slot++) {
      assertEquals(expected.get(slot), vector.get(slot));
      if (expected.get(slot) != null) {
        present.put(slot, expected.get(slot));
      }
    }
    List<Integer> slots = new ArrayList<>();
    vector.forEach((slot, value) -> {
      slots.add(slot);
      assertEquals(present.get(slot), value);
    });
    assertEquals(List.copyOf(present.keySet()), slots);
  }

  @Test
  void buildsTheSameInBulkAsOneByOne_atEveryBorder() {
    for (int size : new int[] {0, 1, 31, 32, 33, 1023, 1024, 1025, 32_767, 32_768, 32_769}) {
      PersistentVector.Builder<Integer> builder = PersistentVector.builder();
      PersistentVector<Integer> single = PersistentVector.empty();
      for (int value = 0; value < size; value++) {
        assertEquals(value, builder.size());
        builder.append(value);
        single = single.append(value);
      }
      PersistentVector<Integer> bulk = builder.build().append(size);
      single = single.append(size);
      assertEquals(size + 1, bulk.size());
      for (int slot = 0; slot <= size; slot++) {
        assertEquals(slot, single.get(slot));
        assertEquals(slot, bulk.get(slot));
      }
    }
  }

  @Test
  void aBuilderMayGoOn_withoutChangingWhatItBuilt() {
    PersistentVector.Builder<Integer> builder = PersistentVector.builder();
    PersistentVector<Integer> one = builder.append(1).build();
    PersistentVector<Integer> two = builder.append(2).build();
    assertEquals(1, one.size());
    assertNull(one.get(1));
    assertEquals(2, two.get(1));
  }

  @Test
  void answersNullBehindItsEnd_andRefusesWrongSlots() {
    PersistentVector<String> vector = PersistentVector.of(List.of("a", "b"));
    assertNull(vector.get(2));
    assertNull(vector.get(Integer.MAX_VALUE));
    assertThrows(IndexOutOfBoundsException.class, () -> vector.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> vector.set(2, "c"));
    assertThrows(IndexOutOfBoundsException.class, () -> vector.set(-1, "c"));
    assertSame(vector, vector.set(1, vector.get(1)));
  }
}
