package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.Histogram;
import dev.trestle.benchmarks.load.Load;
import dev.trestle.benchmarks.load.Requests;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Each scenario at 1, 8 and 32 clients, window by window in turn with a bare handler's answer. */
final class Throughput {
  private static final int[] CLIENTS = {1, 8, 32};
  private static final int CLIENTS_COMPARED = 8;

  /**
   * Java's compiler is done with what a write calls after some 150,000 of them, which until then
   * cost up to three times as much.
   */
  private static final long WRITES_WARM_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final int SAMPLE_EVERY = 64;
  private static final String RAW_MAIN = "dev.trestle.benchmarks.desk.RawServer";

  private final Desks desks;
  private final int tickets;
  private final long windowNanos;
  private final int windows;
  private final String only;

  Throughput(Desks desks, int tickets, long windowNanos, int windows, String only) {
    this.desks = desks;
    this.tickets = tickets;
    this.windowNanos = windowNanos;
    this.windows = windows;
    this.only = only;
  }

  String run() {
    String machine = Machine.line();
    List<Scenario> scenarios =
        Scenario.all(desks.data(), tickets).stream().filter(s -> s.name().contains(only)).toList();
    Table table =
        new Table(
            "scenario",
            "clients",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "CPU us/op",
            "raw CPU us/op",
            "client CPU us/op",
            "written B/op",
            "answer B",
            "raw requests/s",
            "of raw",
            "target",
            "peers",
            "");
    try (ServerProcess desk = desks.start(tickets)) {
      DeskApi api = desks.signIn(desk);
      Path answers = samples(desk, api, scenarios);
      try (ServerProcess raw = raw(answers)) {
        for (int i = 0; i < scenarios.size(); i++) {
          Scenario scenario = scenarios.get(i);
          DeskApi again = desks.signIn(desk);
          long warm = Math.max(2 * windowNanos, scenario.keyed() ? WRITES_WARM_NANOS : 0);
          warmUp(desk, scenario, scenario.requests("/graphql", again), warm);
          warmUp(raw, scenario, scenario.requests("/" + i, again), 2 * windowNanos);
          for (int clients : CLIENTS) {
            Side mine = new Side(desk, scenario.requests("/graphql", again));
            Side bare = new Side(raw, scenario.requests("/" + i, again));
            for (int window = 0; window < windows; window++) {
              bare.measure(scenario, clients);
              mine.measure(scenario, clients);
            }
            row(table, scenario, clients, mine, bare, size(answers, i));
            System.err.println(
                scenario.name()
                    + ", "
                    + clients
                    + " clients: "
                    + Figures.count(mine.rate())
                    + "/s, raw "
                    + Figures.count(bare.rate())
                    + "/s");
          }
        }
      }
    }
    return "Throughput at "
        + Figures.count(tickets)
        + " tickets with three messages each. "
        + machine
        + ".\n\n"
        + table;
  }

  private void row(
      Table table, Scenario scenario, int clients, Side mine, Side bare, long answerBytes) {
    double share = mine.rate() / bare.rate();
    boolean peers = clients == CLIENTS_COMPARED && scenario.peerPerSecond() > 0;
    String marks =
        (scenario.rawShare() > 0 && countsForShare(scenario, clients)
                ? Figures.mark(share >= scenario.rawShare())
                : "")
            + (peers ? " / " + Figures.mark(mine.rate() >= scenario.peerPerSecond()) : "");
    table.row(
        scenario.name(),
        String.valueOf(clients),
        Figures.count(mine.rate()),
        Figures.millis(mine.latencies.nanosAt(0.5)),
        Figures.millis(mine.latencies.nanosAt(0.99)),
        Figures.micros(mine.serverCpu / mine.latencies.count()),
        Figures.micros(bare.serverCpu / bare.latencies.count()),
        Figures.micros(mine.clientCpu / mine.latencies.count()),
        Figures.count((double) mine.written / mine.latencies.count()),
        Figures.count(answerBytes),
        Figures.count(bare.rate()),
        Figures.percent(share),
        scenario.rawShare() > 0 ? Figures.percent(scenario.rawShare()) : "",
        peers ? ">= " + Figures.count(scenario.peerPerSecond()) : "",
        marks.strip());
  }

  // Durable creates share one fsync among those that wait together, so theirs is a target for many.
  private static boolean countsForShare(Scenario scenario, int clients) {
    return !scenario.keyed() || clients == CLIENTS[CLIENTS.length - 1];
  }

  private void warmUp(ServerProcess server, Scenario scenario, Requests requests, long nanos) {
    try (Load load = new Load(server.port(), CLIENTS_COMPARED)) {
      load.run(requests, new AnswerCheck(0, SAMPLE_EVERY), nanos);
    }
  }

  private Path samples(ServerProcess desk, DeskApi api, List<Scenario> scenarios) {
    Path folder = desks.fresh("answers");
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < scenarios.size(); i++) {
        Scenario scenario = scenarios.get(i);
        try (Load load = new Load(desk.port(), 1)) {
          Files.write(
              folder.resolve(String.valueOf(i)),
              load.ask(scenario.requests("/graphql", api), new AnswerCheck(scenario.sizeMin(), 1)));
        }
      }
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot keep the answers", failed);
    }
  }

  private ServerProcess raw(Path answers) {
    return ServerProcess.start(
        desks.work().resolve("raw.out"),
        Map.of(),
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            RAW_MAIN,
            answers.toString()));
  }

  private static long size(Path answers, int scenario) {
    try {
      return Files.size(answers.resolve(String.valueOf(scenario)));
    } catch (IOException failed) {
      throw new UncheckedIOException("an answer is gone", failed);
    }
  }

  /** One of the two servers under one scenario's load. */
  private final class Side {
    private final ServerProcess server;
    private final Requests requests;
    private final Histogram latencies = new Histogram();
    private long nanos;
    private double serverCpu;
    private double clientCpu;
    private long written;

    Side(ServerProcess server, Requests requests) {
      this.server = server;
      this.requests = requests;
    }

    void measure(Scenario scenario, int clients) {
      try (Load load = new Load(server.port(), clients)) {
        AnswerCheck check = new AnswerCheck(scenario.sizeMin(), SAMPLE_EVERY);
        load.run(requests, check, windowNanos / 4);
        Usage clientBefore = Usage.ofSelf();
        Usage before = server.usage();
        Load.Window window = load.run(requests, check, windowNanos);
        Usage used = server.usage().since(before);
        serverCpu += used.cpuSeconds();
        written += used.writtenBytes();
        clientCpu += Usage.ofSelf().since(clientBefore).cpuSeconds();
        latencies.add(window.latencies());
        nanos += window.nanos();
      }
    }

    double rate() {
      return latencies.count() / (nanos / 1e9);
    }
  }
}
