package dev.trestle.plugins.tests.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the clocks against those that count second by second. A difference prints its seed, the
 * history, and both answers; {@code -Dtrestle.sla.seed} begins there. The million comes with {@code
 * ./mvnw verify -Plong}; alone with {@code ./mvnw test -Plong -pl plugins/tests -am
 * -Dtest=ClocksAgainstReferenceTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("hot")
class ClocksAgainstReferenceTest {
  private static final long FIRST = Long.getLong("trestle.sla.seed", 0L);
  private static final int HISTORIES = 20_000;
  private static final int HISTORIES_LONG = 1_000_000;
  private static final int CHUNK = 2_000;
  private static final int SHOWN_MAX = 3;

  @Test
  void agreeOnTwentyThousandHistories() {
    compare(FIRST, HISTORIES);
  }

  @Test
  @Tag("long")
  void agreeOnAMillionHistories() {
    compare(FIRST, HISTORIES_LONG);
  }

  /** Otherwise agreement would say little. */
  @Test
  void theHistoriesHoldWhateverCanHappen() {
    Map<Kind, Set<Reading.State>> states = new EnumMap<>(Kind.class);
    Map<String, Integer> entries = new TreeMap<>();
    Set<Why> whys = EnumSet.noneOf(Why.class);
    for (long seed = 0; seed < CHUNK; seed++) {
      SlowHistory history = RandomHistories.of(seed, new RandomScene(RandomHistories.scene(seed)));
      for (SlowEntry entry : history.entries()) {
        entries.merge(entry.getClass().getSimpleName(), 1, Integer::sum);
      }
      for (List<Reading> readings :
          SlowClocks.read(history.entries(), Comparison.TICK_MILLIS, history.nows())) {
        for (Reading reading : readings) {
          states
              .computeIfAbsent(reading.kind(), kind -> EnumSet.noneOf(Reading.State.class))
              .add(reading.state());
          reading.because().forEach(run -> whys.add(run.why()));
        }
      }
    }
    assertEquals(EnumSet.allOf(Why.class), whys);
    assertEquals(6, entries.size(), entries::toString);
    for (Kind kind : Kind.values()) {
      Set<Reading.State> possible = EnumSet.allOf(Reading.State.class);
      if (kind == Kind.PERIODIC_UPDATE || kind == Kind.ASSIGNMENT) {
        possible.remove(Reading.State.PAUSED);
      }
      assertEquals(possible, states.get(kind), kind.name());
    }
  }

  private static void compare(long first, int histories) {
    List<String> differences =
        LongStream.range(0, histories / CHUNK)
            .parallel()
            .mapToObj(chunk -> differences(first + chunk * CHUNK))
            .flatMap(List::stream)
            .toList();
    assertTrue(
        differences.isEmpty(),
        () ->
            differences.size()
                + " of "
                + histories
                + " differ\n"
                + String.join(
                    "\n\n", differences.subList(0, Math.min(SHOWN_MAX, differences.size()))));
  }

  private static List<String> differences(long first) {
    Comparison comparison = new Comparison();
    List<String> differences = new ArrayList<>();
    for (long seed = first; seed < first + CHUNK; seed++) {
      String difference = comparison.differences(seed);
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
    }
    // Histories without clocks would agree, too.
    assertTrue(comparison.cycles() > 3L * CHUNK, "only " + comparison.cycles() + " cycles");
    return differences;
  }
}
