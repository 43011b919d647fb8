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
import java.util.concurrent.TimeUnit;

/**
 * What one ticketCreate costs as the desk grows. Both desks get the same number of creates at the
 * same pace, so that checkpoints and index commits, which come by the clock, are shared by equally
 * many.
 */
final class Growth {
  private static final int CLIENTS = 8;
  private static final int PER_SECOND = 500;
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final double FACTOR_MAX = 1.3;

  private final Desks desks;
  private final int small;
  private final int large;
  private final long nanos;

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
            "creates measured",
            "CPU us/op",
            "written B/op",
            "p50 ms",
            "p99 ms");
    double[] few = measure(small, table);
    double[] many = measure(large, table);
    return "Cost of one ticketCreate, "
        + PER_SECOND
        + " a second, checkpoints and index commits included. "
        + machine
        + ".\n\n"
        + table
        + "\nCPU grows by %s, bytes by %s; at most %s each: %s.%n"
            .formatted(
                Figures.times(many[0] / few[0]),
                Figures.times(many[1] / few[1]),
                Figures.times(FACTOR_MAX),
                Figures.mark(many[0] / few[0] <= FACTOR_MAX && many[1] / few[1] <= FACTOR_MAX));
  }

  private double[] measure(int tickets, Table table) {
    try (ServerProcess desk = desks.start(tickets);
        Load load = new Load(desk.port(), CLIENTS)) {
      DeskApi api = desks.signIn(desk);
      Scenario create = Scenario.all(desks.data(), small).getLast();
      Requests requests = create.requests("/graphql", api);
      AnswerCheck check = new AnswerCheck(create.sizeMin(), 16);
      load.run(requests, check, WARM_NANOS, PER_SECOND);
      Usage before = desk.usage();
      Load.Window window = load.run(requests, check, nanos, PER_SECOND);
      Usage used = desk.usage().since(before);
      double count = window.latencies().count();
      table.row(
          Figures.count(tickets + (double) WARM_NANOS / 1e9 * PER_SECOND),
          Figures.count(count),
          Figures.micros(used.cpuSeconds() / count),
          Figures.count(used.writtenBytes() / count),
          Figures.millis(window.latencies().nanosAt(0.5)),
          Figures.millis(window.latencies().nanosAt(0.99)));
      System.err.println(table);
      return new double[] {used.cpuSeconds() / count, used.writtenBytes() / count};
    }
  }
}
