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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What one ticketCreate costs as the desk grows. So that the small desk still is small when it is
 * measured, Java warms up on creates that are only tried, and the window is short; checkpoints and
 * index commits, which come by the clock, come every second then. Each round begins with a fresh
 * copy of the desk and a new process, and waits until that has written what it owed.
 */
final class Growth {
  private static final int CLIENTS = 8;
  private static final int PER_SECOND = 500;
  private static final int ROUNDS = 3;
  private static final long TRIED_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final double FACTOR_MAX = 1.3;
  // Merges of an index come in lumps; a large desk stays large while it is watched for longer.
  private static final int LARGE_FACTOR = 5;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final double QUIET_BYTES = 100_000;
  private static final long SETTLE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final Map<String, String> EVERY_SECOND =
      Map.of("TRESTLE_GRAPH_CHECKPOINT", "PT1S", "TRESTLE_SEARCH_COMMIT", "PT1S");

  private final Desks desks;
  private final int small;
  private final int large;
  private final long nanos;

  /** One round's costs of one create. */
  private record Round(double cpuSeconds, double writtenBytes) {}

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
            "p50 ms",
            "p99 ms");
    List<Round> few = rounds(small, nanos, table);
    List<Round> many = rounds(large, LARGE_FACTOR * nanos, table);
    double cpu = median(many, Round::cpuSeconds) / median(few, Round::cpuSeconds);
    double bytes = median(many, Round::writtenBytes) / median(few, Round::writtenBytes);
    return "Cost of one ticketCreate, "
        + PER_SECOND
        + " a second, with a checkpoint and an index commit every second. "
        + machine
        + ".\n\n"
        + table
        + "\nBy the medians CPU grows by %s, bytes by %s; at most %s each: %s.%n"
            .formatted(
                Figures.times(cpu),
                Figures.times(bytes),
                Figures.times(FACTOR_MAX),
                Figures.mark(cpu <= FACTOR_MAX && bytes <= FACTOR_MAX));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> part) {
    return rounds.stream().mapToDouble(part).sorted().toArray()[rounds.size() / 2];
  }

  private List<Round> rounds(int tickets, long window, Table table) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(measure(tickets, window, table));
    }
    return rounds;
  }

  private Round measure(int tickets, long nanos, Table table) {
    try (ServerProcess desk = desks.startIn(desks.copy(tickets), Desks.Way.RUN, EVERY_SECOND);
        Load load = new Load(desk.port(), CLIENTS)) {
      DeskApi api = desks.signIn(desk);
      Scenario create = Scenario.all(desks.data(), small).getLast();
      AnswerCheck check = new AnswerCheck(create.sizeMin(), 16);
      load.run(create.onlyTried().requests("/graphql", api), check, TRIED_NANOS, PER_SECOND);
      Requests requests = create.requests("/graphql", api);
      load.run(requests, check, WARM_NANOS, PER_SECOND);
      settle(desk);
      String start = ticketCount(api);
      Usage before = desk.usage();
      Load.Window window = load.run(requests, check, nanos, PER_SECOND);
      Usage used = desk.usage().since(before);
      double count = window.latencies().count();
      table.row(
          start,
          ticketCount(api),
          Figures.micros(used.cpuSeconds() / count),
          Figures.count(used.writtenBytes() / count),
          Figures.millis(window.latencies().nanosAt(0.5)),
          Figures.millis(window.latencies().nanosAt(0.99)));
      System.err.println(table);
      return new Round(used.cpuSeconds() / count, used.writtenBytes() / count);
    }
  }

  /**
   * Waits until the desk has written what it still owed. A copied index may stand right before a
   * merge of its large parts, which falls due once in a hundred thousand tickets: measured in each
   * round, it would be counted as a cost of the few that happen to come next.
   */
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
