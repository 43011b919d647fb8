package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.Load;
import dev.trestle.benchmarks.load.Requests;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one ticketCreate costs as the desk grows. An index writes in lumps: parts are merged into
 * one once there are a dozen of them, and a window that meets such a merge, or misses it, tells
 * little of what a create costs. So the window is as long as the lumps, and the bytes are told by
 * what they were written for. Java warms up on creates that are only tried; then the desk writes
 * what it owes before the window begins, and once more after it has ended.
 */
final class Growth {
  private static final int CLIENTS = 8;
  private static final int PER_SECOND = 1_000;
  private static final long TRIED_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final double FACTOR_MAX = 1.3;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(7);
  private static final double QUIET_BYTES = 100_000;
  private static final long SETTLE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final Map<String, String> OFTEN =
      Map.of("TRESTLE_GRAPH_CHECKPOINT", "PT5S", "TRESTLE_SEARCH_COMMIT", "PT5S");

  private final Desks desks;
  private final int small;
  private final int large;
  private final long nanos;

  /** What a desk has written since it was started, and for what. */
  private record Written(double all, double log, double graph, double merges) {
    static Written of(ServerProcess desk) {
      return new Written(
          desk.usage().writtenBytes(),
          desk.metric("trestle_log_bytes_total"),
          desk.metric("trestle_checkpoint_bytes_total"),
          desk.metric("trestle_index_merged_bytes"));
    }

    /** For one of so many creates since an earlier moment. */
    Written each(Written earlier, double count) {
      return new Written(
          (all - earlier.all) / count,
          (log - earlier.log) / count,
          (graph - earlier.graph) / count,
          (merges - earlier.merges) / count);
    }

    double rest() {
      return all - log - graph - merges;
    }
  }

  /** The costs of one create. */
  private record Cost(double cpuSeconds, Written bytes) {}

  Growth(Desks desks, int small, int large, long nanos) {
    this.desks = desks;
    this.small = small;
    this.large = large;
    this.nanos = nanos;
  }

  String run() {
    String machine = Machine.line();
    Table table =
        new Table(
            "tickets at the start",
            "tickets at the end",
            "CPU us/op",
            "written B/op",
            "log",
            "checkpoints",
            "merges",
            "new parts, rest",
            "p50 ms",
            "p99 ms");
    Cost few = measure(small, table);
    Cost many = measure(large, table);
    double cpu = many.cpuSeconds / few.cpuSeconds;
    double bytes = many.bytes.all / few.bytes.all;
    return "Cost of one ticketCreate, "
        + PER_SECOND
        + " a second, with a checkpoint and an index commit every five seconds. "
        + machine
        + ".\n\n"
        + table
        + "\nCPU grows by %s, bytes by %s; at most %s each: %s.%n"
            .formatted(
                Figures.times(cpu),
                Figures.times(bytes),
                Figures.times(FACTOR_MAX),
                Figures.mark(cpu <= FACTOR_MAX && bytes <= FACTOR_MAX));
  }

  private Cost measure(int tickets, Table table) {
    try (ServerProcess desk = desks.startIn(desks.copy(tickets), Desks.Way.RUN, OFTEN);
        Load load = new Load(desk.port(), CLIENTS)) {
      DeskApi api = desks.signIn(desk);
      Scenario create = Scenario.all(desks.data(), small).getLast();
      AnswerCheck check = new AnswerCheck(create.sizeMin(), 16);
      load.run(create.onlyTried().requests("/graphql", api), check, TRIED_NANOS, PER_SECOND);
      Requests requests = create.requests("/graphql", api);
      load.run(requests, check, WARM_NANOS, PER_SECOND);
      settle(desk);
      String start = ticketCount(api);
      Written owed = Written.of(desk);
      Usage before = desk.usage();
      Load.Window window = load.run(requests, check, nanos, PER_SECOND);
      Usage used = desk.usage().since(before);
      settle(desk);
      double count = window.latencies().count();
      Cost cost = new Cost(used.cpuSeconds() / count, Written.of(desk).each(owed, count));
      table.row(
          start,
          ticketCount(api),
          Figures.micros(cost.cpuSeconds),
          Figures.count(cost.bytes.all),
          Figures.count(cost.bytes.log),
          Figures.count(cost.bytes.graph),
          Figures.count(cost.bytes.merges),
          Figures.count(cost.bytes.rest()),
          Figures.millis(window.latencies().nanosAt(0.5)),
          Figures.millis(window.latencies().nanosAt(0.99)));
      System.err.println(table);
      return cost;
    }
  }

  /** Waits until the desk has written what it still owed. */
  private static void settle(ServerProcess desk) {
    long deadline = System.nanoTime() + SETTLE_NANOS;
    try {
      double before = -QUIET_BYTES;
      double now = desk.usage().writtenBytes();
      while (now - before >= QUIET_BYTES) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the desk does not stop writing");
        }
        TimeUnit.NANOSECONDS.sleep(QUIET_NANOS);
        before = now;
        now = desk.usage().writtenBytes();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the desk settled", stopped);
    }
  }

  private static String ticketCount(DeskApi api) {
    String count = DeskApi.text(api.ask("{desk {ticketCount}}", "{}"), "ticketCount");
    return Figures.count(Double.parseDouble(count));
  }
}
