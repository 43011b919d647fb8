package dev.trestle.app.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.desk.DataFolder;
import dev.trestle.app.desk.DeskParts;
import dev.trestle.app.desk.OpenDesk;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.Replay;
import dev.trestle.store.kernel.ReplayProgress;
import dev.trestle.store.log.LogVerifier;
import dev.trestle.store.log.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** A desk's folder while no process has it: is the chain whole, and does the graph say the same? */
final class StoredDesk {
  private StoredDesk() {}

  static VerifyReport chainIsWhole(Path folder) throws IOException {
    VerifyReport report = LogVerifier.verify(folder.resolve("log"), 0, (done, total) -> {});
    assertTrue(report.isSound(), () -> report.problem().toString());
    return report;
  }

  /** The graph with the log's tail against the log alone, record by record. */
  static void graphEqualsLog(Path folder) throws IOException {
    DeskSchema schema = new DeskSchema(List.of());
    DeskOptions options =
        DeskOptions.of(
            schema, DeskParts.deciders(), InstantSource.system(), UUID::randomUUID, new Metrics());
    try (DataFolder data = DataFolder.take(folder);
        OpenDesk open = OpenDesk.open(data, options)) {
      State graph = open.desk().snapshot();
      State log = new Replay(schema, open.log()).fromStart(ReplayProgress.SILENT);
      assertEquals(log.sequence(), graph.sequence());
      for (TableSchema<?> table : schema.tables()) {
        equal(table, log, graph);
      }
      int tickets = log.table(dev.trestle.domain.state.Tables.TICKETS).slots();
      for (int slot = 0; slot < tickets; slot++) {
        assertEquals(log.timeline(slot), graph.timeline(slot), "timeline of slot " + slot);
      }
      assertEquals(log.receipts().size(), graph.receipts().size());
      for (int slot = log.receipts().first(); slot < log.receipts().bySlot().size(); slot++) {
        assertEquals(log.receipts().bySlot().get(slot), graph.receipts().bySlot().get(slot));
      }
    }
  }

  private static void equal(TableSchema<?> schema, State log, State graph) {
    Table<?> expected = log.table(schema);
    Table<?> actual = graph.table(schema);
    assertEquals(expected.slots(), actual.slots(), schema.name());
    assertEquals(expected.size(), actual.size(), schema.name());
    for (int slot = 0; slot < expected.slots(); slot++) {
      assertEquals(expected.at(slot), actual.at(slot), schema.name() + " slot " + slot);
    }
  }
}
