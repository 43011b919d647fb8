package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.Seeding;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a closed ticket keeps of its clocks and of what its customer was owed. */
final class SlaRemains {
  private final Desks desks;
  private final int tickets;
  private final List<String> policies;

  /**
   * @param policies the mutations that make them
   */
  SlaRemains(Desks desks, int tickets, List<String> policies) {
    this.desks = desks;
    this.tickets = tickets;
    this.policies = policies;
  }

  /** What so many closed tickets take. */
  private record Size(long heapBytes, long graphBytes) {}

  void measure(Map<String, String> off, Table table) {
    Size without = filled("run-sla-closed-off", off, desk -> {});
    Size with =
        filled(
            "run-sla-closed-on",
            Map.of(),
            desk -> {
              DeskApi api = desks.signIn(desk);
              policies.forEach(policy -> Slas.done(api, policy));
            });
    row(table, "heap", with.heapBytes() - without.heapBytes(), without.heapBytes());
    row(table, "graph on disk", with.graphBytes() - without.graphBytes(), without.graphBytes());
  }

  private void row(Table table, String where, long more, long without) {
    table.row(
        "%s of a closed ticket's clocks and standing, beside a desk of %s without"
            .formatted(where, Figures.megabytes(without)),
        Figures.count((double) more / tickets) + " B",
        "",
        "");
    System.err.println(table);
  }

  private Size filled(String name, Map<String, String> settings, Consumer<ServerProcess> begin) {
    Path folder = desks.fresh(name);
    try (ServerProcess desk = desks.startIn(folder, Desks.Way.RUN, settings)) {
      Seeding seeding = new Seeding(desk.port(), () -> desks.signIn(desk), desks.data());
      seeding.parties();
      begin.accept(desk);
      seeding.closed(tickets, Instant.now(Clock.systemUTC()).minus(Duration.ofDays(10)));
      desk.awaitIndexed();
    }
    // Started again, so that nothing is left of what the import took.
    try (ServerProcess desk = desks.startIn(folder, Desks.Way.RUN, settings)) {
      desks.signIn(desk);
      return new Size(desk.heapAfterCollection(), bytes(folder.resolve("graph")));
    }
  }

  private static long bytes(Path folder) {
    try (var files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot look at " + folder, failed);
    }
  }
}
