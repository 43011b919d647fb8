package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.store.log.MemoryCommitLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Half a year of a desk in seconds: whatever people ask for, the rules of every desk hold after
 * each step, and the log alone leads to the same state.
 */
class SimulationTest {
  private static final long SEED = Long.getLong("trestle.simulation.seed", 7L);
  private static final Instant START = Instant.parse("2031-01-01T08:00:00Z");
  private static final Duration LENGTH = Duration.ofDays(183);
  private static final int LONG_TIMES = 30;
  private static final int REPLAY_EVERY = 500;

  @Test
  void keepsItsRulesForHalfAYear_andReplaysToTheSameState() {
    live(SEED);
  }

  @Test
  @Tag("long")
  void keepsItsRulesUnderManySeeds() {
    for (int i = 1; i <= LONG_TIMES; i++) {
      live(new Random(SEED + i).nextLong());
    }
  }

  private static void live(long seed) {
    MemoryCommitLog log = MemoryCommitLog.create();
    RandomCommands commands = new RandomCommands(seed);
    Map<String, int[]> done = new TreeMap<>();
    State earlier = null;
    try (DirectoryDesk desk = new DirectoryDesk(log, null, START.toEpochMilli())) {
      long end = START.plus(LENGTH).toEpochMilli();
      for (int step = 0; desk.millis.get() < end; step++) {
        Command command = commands.next(desk.state());
        State before = desk.state();
        Outcome outcome = desk.run(command);
        String where = "seed " + seed + ", step " + step + ": " + command;
        assertTrue(outcome.done() || desk.state() == before, where + " was refused in part");
        DeskRules.hold(desk.state(), where);
        done.computeIfAbsent(command.getClass().getSimpleName(), name -> new int[2])[
            outcome.done() ? 0 : 1]++;
        if (step % REPLAY_EVERY == REPLAY_EVERY - 1) {
          earlier = same(log, desk.state(), earlier);
        }
        desk.millis.addAndGet(commands.pause().toMillis());
      }
      same(log, desk.state(), earlier);
    }
    for (Map.Entry<String, int[]> command : done.entrySet()) {
      assertTrue(
          command.getValue()[0] > 0, "seed " + seed + ": " + command.getKey() + " never succeeded");
    }
  }

  /** The log from its start, and from the state of the last time, both lead to this state. */
  private static State same(MemoryCommitLog log, State live, @Nullable State earlier) {
    Replay replay = new Replay(new DeskSchema(List.of()), log);
    StateEquality.assertSame(live, replay.fromStart(ReplayProgress.SILENT));
    if (earlier != null) {
      StateEquality.assertSame(live, replay.from(earlier, live.sequence(), ReplayProgress.SILENT));
    }
    return live;
  }
}
