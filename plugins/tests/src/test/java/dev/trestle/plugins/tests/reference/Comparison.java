package dev.trestle.plugins.tests.reference;

import dev.trestle.plugins.sla.clock.WorkingTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the plugin's clocks against the slow ones, on one history. */
final class Comparison {
  static final int TICK_MILLIS = 1000;

  private final Map<SlowCalendar, WorkingTime> byEditions = new HashMap<>();
  private @Nullable RandomScene scene;
  private long sceneSeed;

  /** How many cycles have been compared. */
  private long cycles;

  long cycles() {
    return cycles;
  }

  /** What differs, with both answers and the history; empty when nothing does. */
  String differences(long seed) {
    if (scene == null || sceneSeed != RandomHistories.scene(seed)) {
      sceneSeed = RandomHistories.scene(seed);
      scene = new RandomScene(sceneSeed);
      byEditions.clear();
    }
    SlowHistory history = RandomHistories.of(seed, scene);
    List<List<Reading>> slow = SlowClocks.read(history.entries(), TICK_MILLIS, history.nows());
    EngineSide engine = new EngineSide(history, byEditions);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < history.nows().size(); i++) {
      long now = history.nows().get(i);
      List<Reading> ours = sorted(slow.get(i));
      List<Reading> theirs = sorted(engine.read(now));
      ours.forEach(Comparison::demandCompleteReasons);
      theirs.forEach(Comparison::demandCompleteReasons);
      cycles += ours.size();
      for (int j = 0; j < Math.max(ours.size(), theirs.size()); j++) {
        String our = j < ours.size() ? ours.get(j).toString() : "no cycle";
        String their = j < theirs.size() ? theirs.get(j).toString() : "no cycle";
        if (!our.equals(their)) {
          differences.add("at " + now + "\n  slow    " + our + "\n  clocks  " + their);
        }
      }
    }
    return differences.isEmpty() ? "" : String.join("\n", differences) + "\n" + history;
  }

  /** No gap, no overlap, and the counted parts are what was used. */
  private static void demandCompleteReasons(Reading reading) {
    long at = reading.begin();
    long counted = 0;
    for (Reading.Run run : reading.because()) {
      if (run.from() != at || run.to() <= run.from()) {
        throw new AssertionError("not one after the other: " + reading);
      }
      at = run.to();
      counted += run.why() == Why.COUNTED ? run.to() - run.from() : 0;
    }
    if (counted != reading.used() || (reading.end() != null && reading.end() != at)) {
      throw new AssertionError("not the whole cycle: " + reading);
    }
  }

  private static List<Reading> sorted(List<Reading> readings) {
    return readings.stream()
        .sorted(Comparator.comparing(Reading::agreement).thenComparing(Reading::kind))
        .toList();
  }
}
