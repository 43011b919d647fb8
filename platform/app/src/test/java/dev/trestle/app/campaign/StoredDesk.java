package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.desk.DataFolder;
import dev.trestle.app.desk.DeskParts;
import dev.trestle.app.desk.OpenDesk;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.plugin.work.Occurrence;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.Replay;
import dev.trestle.store.kernel.ReplayProgress;
import dev.trestle.store.log.LogVerifier;
import dev.trestle.store.log.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A desk's folder while no process has it: is the chain whole, and does the graph say the same? */
final class StoredDesk {
  private static final DeskSchema SCHEMA = new DeskSchema(List.of());

  private StoredDesk() {}

  static VerifyReport chainIsWhole(Path folder) throws IOException {
    VerifyReport report = LogVerifier.verify(folder.resolve("log"), 0, (done, total) -> {});
    assertTrue(report.isSound(), () -> report.problem().toString());
    return report;
  }

  /** The graph with the log's tail against the log alone, record by record. */
  static void graphEqualsLog(Path folder) throws IOException {
    read(
        folder,
        open -> {
          State graph = open.desk().snapshot();
          State log = new Replay(SCHEMA, open.log()).fromStart(ReplayProgress.SILENT);
          assertEquals(log.sequence(), graph.sequence());
          equal(log, graph);
          return log;
        });
  }

  private static void equal(State log, State graph) {
    List<Table<?>> tables = log.tables();
    assertEquals(names(tables), names(graph.tables()));
    for (int i = 0; i < tables.size(); i++) {
      equal(tables.get(i), graph.tables().get(i));
    }
    int tickets = log.table(Tables.TICKETS).slots();
    for (int slot = 0; slot < tickets; slot++) {
      assertEquals(log.timeline(slot), graph.timeline(slot), "timeline of slot " + slot);
    }
    assertEquals(log.receipts().size(), graph.receipts().size());
    for (int slot = log.receipts().first(); slot < log.receipts().bySlot().size(); slot++) {
      assertEquals(log.receipts().bySlot().get(slot), graph.receipts().bySlot().get(slot));
    }
  }

  private static List<String> names(List<Table<?>> tables) {
    return tables.stream().map(table -> table.schema().name()).toList();
  }

  /** The events of these types since the first day, in order. */
  static List<Occurrence> events(Path folder, String... types) throws IOException {
    Set<String> wanted = Set.of(types);
    return read(
        folder,
        open -> {
          List<Occurrence> events = new ArrayList<>();
          try (CommitFeed feed = open.desk().feed(0)) {
            for (Commit commit = feed.next(Duration.ZERO);
                commit != null;
                commit = feed.next(Duration.ZERO)) {
              events.addAll(Occurrence.of(commit, wanted::contains, false));
            }
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
          }
          return events;
        });
  }

  private static <T> T read(Path folder, Function<OpenDesk, T> reading) throws IOException {
    DeskOptions options =
        DeskOptions.of(
            SCHEMA, DeskParts.deciders(), InstantSource.system(), UUID::randomUUID, new Metrics());
    try (DataFolder data = DataFolder.take(folder);
        OpenDesk open = OpenDesk.open(data, options)) {
      return reading.apply(open);
    }
  }

  private static void equal(Table<?> expected, Table<?> actual) {
    String name = expected.schema().name();
    assertEquals(expected.slots(), actual.slots(), name);
    assertEquals(expected.size(), actual.size(), name);
    for (int slot = 0; slot < expected.slots(); slot++) {
      assertEquals(expected.at(slot), actual.at(slot), name + " slot " + slot);
    }
  }
}
