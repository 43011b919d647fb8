package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.nio.file.Path;
import java.util.Map;

/** What a start costs up to the first right answer, and the memory that a desk then needs. */
final class Startup {
  private static final double EMPTY_CPU_MAX = 3;
  private static final double LARGE_CPU_MAX = 15;
  private static final double EMPTY_RESIDENT_MAX = 200 * 1024.0 * 1024;
  private static final double LARGE_HEAP_MAX = 1.5 * 1024 * 1024 * 1024;

  private final Desks desks;
  private final int large;
  private final String only;

  /** Only an empty desk, or only a large one, when that is asked for. */
  Startup(Desks desks, int large, String only) {
    this.desks = desks;
    this.large = large;
    this.only = only;
  }

  String run() {
    String machine = Machine.line();
    Table table =
        new Table(
            "desk",
            "started by",
            "CPU to first answer",
            "time to first answer",
            "resident then",
            "heap after full collection",
            "resident after it",
            "target",
            "");
    if ("empty".contains(only)) {
      for (Desks.Way way : Desks.Way.values()) {
        Path empty = desks.fresh("run-empty");
        measure("empty, first start", way, empty, table, true);
        measure("empty, started again", way, empty, table, true);
      }
    }
    if ("large".contains(only)) {
      Path folder = desks.copy(large);
      for (Desks.Way way : Desks.Way.values()) {
        measure(Figures.count(large) + " tickets x 3 messages", way, folder, table, false);
      }
    }
    return "Start-up. " + machine + ".\n\n" + table;
  }

  private void measure(String name, Desks.Way way, Path folder, Table table, boolean small) {
    long started = System.nanoTime();
    try (ServerProcess desk = desks.startIn(folder, way, Map.of())) {
      new DeskApi(desk.port(), null).ask("{desk {name}}", "{}");
      Usage used = desk.usage();
      double seconds = (System.nanoTime() - started) / 1e9;
      double resident = desk.residentBytes();
      DeskApi api = desks.signIn(desk);
      String count = DeskApi.text(api.ask("{desk {ticketCount}}", "{}"), "ticketCount");
      if (!small && Integer.parseInt(count) < large) {
        throw new IllegalStateException("only " + count + " tickets are there");
      }
      double heap = desk.heapAfterCollection();
      boolean met =
          small
              ? used.cpuSeconds() <= EMPTY_CPU_MAX && resident < EMPTY_RESIDENT_MAX
              : used.cpuSeconds() <= LARGE_CPU_MAX && heap <= LARGE_HEAP_MAX;
      table.row(
          name,
          way.toString(),
          Figures.seconds(used.cpuSeconds()),
          Figures.seconds(seconds),
          Figures.megabytes(resident),
          Figures.megabytes(heap),
          Figures.megabytes(desk.residentBytes()),
          small ? "3 s CPU, 200 MB resident" : "15 s CPU, 1,536 MB heap",
          Figures.mark(met));
      System.err.println(table);
    }
  }
}
