package dev.trestle.domain.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HashesTest {
  @Test
  void areTheSameInEveryRun() {
    assertEquals(-2152535657050944081L, Hashes.of(0L));
    assertEquals(-4838594755968170389L, Hashes.of(new UUID(1, 2)));
    assertEquals(-2328580665255715263L, Hashes.of("Trestle"));
    assertEquals(-5831760384247041576L, Hashes.of(Arrays.asList("a", 1, null, TimeUnit.DAYS)));
  }

  @Test
  void differForWhatIsEasilyConfused() {
    Set<Long> seen = new HashSet<>();
    for (Object value :
        Arrays.asList(
            null, "", "\0", "\0\0", "\0\0\0\0", "a", "aa", "ab", "ba", "abcd", "abcde", 0, 1, -1)) {
      assertTrue(seen.add(Hashes.ofObject(value)), () -> "value " + value);
    }
    assertNotEquals(Hashes.of(new UUID(1, 2)), Hashes.of(new UUID(2, 1)));
    assertNotEquals(Hashes.of(List.of(1, 2)), Hashes.of(List.of(2, 1)));
    assertNotEquals(Hashes.of(List.of(List.of(1), 2)), Hashes.of(List.of(1, List.of(2))));
    assertNotEquals(Hashes.of(List.of()), Hashes.of(Arrays.asList((Object) null)));
    assertEquals(Hashes.ofObject(7), Hashes.ofObject(7L));
  }

  @Test
  void spreadCloseKeysEvenly() {
    int[] idBuckets = new int[256];
    int[] numberBuckets = new int[256];
    int[] textBuckets = new int[256];
    for (int number = 0; number < 65_536; number++) {
      idBuckets[(int) (Hashes.of(new UUID(number, 0)) >>> 56)]++;
      numberBuckets[(int) (Hashes.of((long) number) >>> 56)]++;
      textBuckets[(int) (Hashes.of("T-" + number) >>> 56)]++;
    }
    // 256 a bucket are expected with a deviation of 16, so these bounds are six deviations wide.
    for (int[] buckets : List.of(idBuckets, numberBuckets, textBuckets)) {
      Arrays.stream(buckets).forEach(count -> assertTrue(count > 160 && count < 352));
    }
  }
}
