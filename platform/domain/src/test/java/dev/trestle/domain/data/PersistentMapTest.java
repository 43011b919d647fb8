package dev.trestle.domain.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PersistentMapTest {
  /** A key whose hash says little about it. */
  private record Clumsy(int number, int hashes) {
    @Override
    public int hashCode() {
      return number % hashes;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void behavesLikeAHashMap_andLeavesOldVersionsAlone(long seed) {
    Random random = new Random(seed);
    int hashes = new int[] {Integer.MAX_VALUE, 300, 10, 1}[(int) (seed % 4)];
    int range = hashes == 1 ? 60 : 2_000;
    Seeds.OldVersions old = new Seeds.OldVersions();
    Map<Clumsy, Integer> model = new HashMap<>();
    PersistentMap<Clumsy, Integer> map = PersistentMap.empty();
    for (int step = 0; step < 8_000; step++) {
      Clumsy key = new Clumsy(random.nextInt(range), hashes);
      if (random.nextInt(10) < (step < 4_000 ? 7 : 2)) {
        model.put(key, step);
        map = map.put(key, step);
      } else {
        model.remove(key);
        map = map.remove(key);
      }
      assertEquals(model.size(), map.size());
      Clumsy asked = new Clumsy(random.nextInt(range), hashes);
      assertEquals(model.get(asked), map.get(asked));
      assertEquals(model.containsKey(asked), map.containsKey(asked));
      if (step % 997 == 0) {
        PersistentMap<Clumsy, Integer> version = map;
        Map<Clumsy, Integer> then = new HashMap<>(model);
        old.keep(() -> assertEquals(then, entries(version)));
      }
    }
    assertEquals(model, entries(map));
    old.check();
    for (Clumsy key : List.copyOf(model.keySet())) {
      map = map.remove(key);
    }
    assertSame(PersistentMap.empty(), map);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.trestle.domain.data.Seeds#all")
  void hasOneOrder_howeverItsKeysCameIn(long seed) {
    List<String> keys = new ArrayList<>();
    for (int number = 0; number < 500; number++) {
      keys.add("key-" + number);
    }
    PersistentMap<String, Integer> straight = PersistentMap.empty();
    for (String key : keys) {
      straight = straight.put(key, 1);
    }
    Collections.shuffle(keys, new Random(seed));
    PersistentMap.Builder<String, Integer> builder = PersistentMap.builder();
    keys.forEach(key -> builder.put(key, 1));
    PersistentMap<String, Integer> shuffled = builder.build();
    for (int extra = 0; extra < 300; extra++) {
      shuffled = shuffled.put("extra-" + extra, 0);
    }
    for (int extra = 0; extra < 300; extra++) {
      shuffled = shuffled.remove("extra-" + extra);
    }
    assertEquals(List.copyOf(entries(straight).keySet()), List.copyOf(entries(shuffled).keySet()));
    assertEquals(straight, shuffled);
    assertEquals(straight.hashCode(), shuffled.hashCode());
    assertEquals(straight.toString(), shuffled.toString());
  }

  @Test
  void keepsCollidingKeysInTheOrderTheyCame() {
    PersistentMap<Clumsy, String> map = PersistentMap.empty();
    for (int number : new int[] {5, 3, 9}) {
      map = map.put(new Clumsy(number, 1), "n" + number);
    }
    map = map.put(new Clumsy(3, 1), "again");
    assertEquals(List.of("n5", "again", "n9"), List.copyOf(entries(map).values()));
  }

  @Test
  void returnsItself_whenNothingChanges() {
    PersistentMap<TimeUnit, String> map =
        PersistentMap.<TimeUnit, String>empty().put(TimeUnit.DAYS, "d");
    assertSame(map, map.put(TimeUnit.DAYS, "d"));
    assertSame(map, map.remove(TimeUnit.HOURS));
    assertNull(map.get(TimeUnit.HOURS));
    assertFalse(map.containsKey(TimeUnit.HOURS));
    assertNotEquals(map, map.put(TimeUnit.DAYS, "e"));
    assertNotEquals(map, map.put(TimeUnit.HOURS, "h"));
    assertEquals("{DAYS=d}", map.toString());
    assertTrue(map.remove(TimeUnit.DAYS).isEmpty());
  }

  private static <K> Map<K, Object> entries(PersistentMap<K, ?> map) {
    Map<K, Object> entries = new LinkedHashMap<>();
    map.forEach(entries::put);
    assertEquals(map.size(), entries.size());
    return entries;
  }
}
