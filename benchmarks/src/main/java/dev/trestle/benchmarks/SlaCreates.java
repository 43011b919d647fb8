package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.Load;
import dev.trestle.benchmarks.load.Requests;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one more ticket costs on a desk that keeps clocks and promises, beside one that does not:
 * window by window in turn, each of equally many creates, so that both desks are of one size
 * throughout. What else the machine does hits both sides of a pair, so the pairs' ratios count.
 */
final class SlaCreates {
  private static final double RATIO_MAX = 1.3;
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(5);

  /**
   * One way of asking.
   *
   * @param perSecond 0 for as many as are answered
   * @param turns how often each desk warms up, in turn, so that the same happens to both
   * @param warm creates of one such turn, which are not counted: what they run must be compiled
   * @param window creates of one window
   */
  private record Way(
      String name, int clients, int perSecond, int turns, int warm, int window, int pairs) {}

  private static final Way LOADED =
      new Way("8 clients, as fast as they are answered", 8, 0, 3, 20_000, 8_000, 9);
  private static final Way QUIET = new Way("2 clients, 150 a second", 2, 150, 1, 1_500, 1_500, 3);

  private final Desks desks;

  SlaCreates(Desks desks) {
    this.desks = desks;
  }

  /** While there is no policy: what it costs that somebody is there to be asked. */
  void measureIdle(ServerProcess without, ServerProcess with, Table table) {
    measure(without, with, List.of(LOADED), "the three plugins and no policy", table);
  }

  void measure(ServerProcess without, ServerProcess with, Table table) {
    measure(without, with, List.of(LOADED, QUIET), "the three plugins and their policies", table);
  }

  private void measure(
      ServerProcess without, ServerProcess with, List<Way> ways, String what, Table table) {
    for (Way way : ways) {
      for (int i = 0; i < way.turns(); i++) {
        creates(without, way, way.warm());
        creates(with, way, way.warm());
      }
      List<Double> plain = new ArrayList<>();
      List<Double> clocked = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < way.pairs(); i++) {
        plain.add(creates(without, way, way.window()));
        clocked.add(creates(with, way, way.window()));
        ratios.add(clocked.getLast() / plain.getLast());
      }
      double ratio = median(ratios);
      table.row(
          "ticketCreate CPU, %s: %s us with %s, %s us without"
              .formatted(
                  way.name(), Figures.micros(median(clocked)), what, Figures.micros(median(plain))),
          Figures.times(ratio),
          Figures.times(RATIO_MAX),
          Figures.mark(ratio <= RATIO_MAX));
      System.err.println(table);
    }
  }

  /** The CPU seconds of each. */
  private double creates(ServerProcess desk, Way way, int count) {
    Scenario create = Scenario.all(desks.data(), 1).getLast();
    DeskApi api = desks.signIn(desk);
    try (Load load = new Load(desk.port(), way.clients())) {
      Requests all = create.requests("/graphql", api);
      int[] left = {count};
      Usage before = desk.usage();
      Load.Window window =
          load.run(
              out -> left[0]-- > 0 && all.next(out),
              new AnswerCheck(create.sizeMin(), 16),
              WINDOW_NANOS,
              way.perSecond());
      return desk.usage().since(before).cpuSeconds() / window.latencies().count();
    }
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
