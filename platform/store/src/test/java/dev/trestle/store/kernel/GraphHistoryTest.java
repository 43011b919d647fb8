package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.CodecException;
import dev.trestle.domain.graph.GraphDamaged;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.store.graph.PageGraph;
import dev.trestle.store.log.MemoryCommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lives of a desk on the real object graph, with an end of the process at random points of
 * them. Whatever is then found on disk: the graph is read as the log says, or refused and rebuilt.
 */
class GraphHistoryTest {
  private static final long SEED = Long.getLong("trestle.graph.seed", 11L);
  private static final long START = Instant.parse("2031-01-01T08:00:00Z").toEpochMilli();
  private static final DeskSchema SCHEMA = new DeskSchema(List.of());
  private static final int LIVES = 5;
  private static final int LONG_SEEDS = 40;
  private static final int COMMANDS_MAX = 45;

  /** How a life ends. */
  private enum End {
    CLOSED,
    KILLED,
    KILLED_WHILE_WRITING,
    BIT_FLIPPED,
    PAGE_TORN;

    boolean damages() {
      return this == BIT_FLIPPED || this == PAGE_TORN;
    }
  }

  @TempDir private Path folder;
  private int refused;
  private int folders;

  @Test
  void theGraphIsWhatTheLogSays_whereverTheProcessEndsAndWhateverTheDiskLoses() throws IOException {
    live(SEED);
    assertTrue(refused > 0, "seed " + SEED + " damaged nothing that matters; choose another");
  }

  @Test
  @Tag("long")
  void theGraphIsWhatTheLogSays_underManySeeds() throws IOException {
    for (int i = 1; i <= LONG_SEEDS; i++) {
      live(new Random(SEED + i).nextLong());
    }
  }

  private void live(long seed) throws IOException {
    Random random = new Random(seed);
    RandomCommands commands = new RandomCommands(seed);
    MemoryCommitLog log = MemoryCommitLog.create();
    Path disk = next();
    long millis = START;
    End end = End.CLOSED;
    for (int life = 0; life < LIVES; life++) {
      String where = "seed " + seed + ", life " + life + " after " + end;
      PageGraph graph = graph(disk, end, where);
      DirectoryDesk desk = desk(log, graph, millis);
      if (desk == null) {
        assertTrue(end.damages(), where + ": the pages were refused");
        refused++;
        graph.close();
        PageGraph.discard(disk);
        graph = PageGraph.open(disk);
        desk = new DirectoryDesk(log, graph, millis);
      }
      StateEquality.assertSame(
          new Replay(SCHEMA, log).fromStart(ReplayProgress.SILENT), desk.state());
      for (int i = random.nextInt(COMMANDS_MAX); i >= 0; i--) {
        desk.run(commands.next(desk.state()));
        desk.millis.addAndGet(commands.pause().toMillis());
        if (random.nextInt(COMMANDS_MAX / 3) == 0) {
          desk.desk.checkpoint();
        }
      }
      millis = desk.millis.get();
      end = End.values()[random.nextInt(End.values().length)];
      Path left = end == End.CLOSED ? disk : next();
      leave(end, desk, new CrashedDisk(disk, left, random));
      desk.close();
      graph.close();
      log = log.reopen();
      disk = left;
    }
    if (!end.damages()) {
      assertEquals(Optional.empty(), difference(disk, log), "seed " + seed + ", at the end");
    }
  }

  private static void leave(End end, DirectoryDesk desk, CrashedDisk crashed) throws IOException {
    switch (end) {
      case CLOSED -> {}
      case KILLED -> crashed.copy();
      case KILLED_WHILE_WRITING -> {
        crashed.copy();
        desk.desk.checkpoint();
        crashed.copyUpToAPointOfTheWritesSince();
      }
      case BIT_FLIPPED -> {
        crashed.copy();
        crashed.flipABit();
      }
      case PAGE_TORN -> {
        crashed.copy();
        crashed.zeroASector();
      }
    }
  }

  private PageGraph graph(Path disk, End end, String where) throws IOException {
    try {
      return PageGraph.open(disk);
    } catch (GraphDamaged damaged) {
      assertTrue(end.damages(), where + ": " + damaged.getMessage());
      refused++;
      PageGraph.discard(disk);
      return PageGraph.open(disk);
    }
  }

  /** The desk on this graph; null when its pages turn out to be damaged. */
  private static DirectoryDesk desk(MemoryCommitLog log, PageGraph graph, long millis) {
    try {
      return new DirectoryDesk(log, graph, millis);
    } catch (GraphDamaged | CodecException damaged) {
      return null;
    }
  }

  private static Optional<String> difference(Path disk, MemoryCommitLog log) {
    try (PageGraph graph = PageGraph.open(disk)) {
      return GraphCheck.run(SCHEMA, log, graph, ReplayProgress.SILENT).difference();
    }
  }

  private Path next() {
    return folder.resolve("graph-" + folders++);
  }
}
