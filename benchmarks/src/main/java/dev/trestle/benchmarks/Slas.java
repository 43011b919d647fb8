package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.Seeding;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.Load;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Many open tickets with three clocks each: what it costs to follow a changed calendar, to foretell
 * the next day, to wait, and to create one more.
 */
final class Slas {
  private static final Map<String, String> WITHOUT = Map.of("TRESTLE_PLUGINS_OFF", "calendars,sla");
  private static final int CREATES_PER_SECOND = 150;
  private static final int WARM_SECONDS = 30;
  private static final int REST_SECONDS = 30;
  private static final int IDLE_SECONDS = 20;
  private static final int ROUNDS = 3;
  private static final int LOOK_EVERY_MILLIS = 100;
  private static final Duration FOLLOWED_WITHIN = Duration.ofMinutes(5);
  private static final double FOLLOW_CPU_MAX = 5;
  private static final double FORECAST_CPU_MAX = 2;
  private static final double IDLE_MAX = 0.02;
  private static final double CREATE_MAX = 1.3;
  private static final String POLICY =
      "mutation {slaPolicySave(input: {name: \"All\", agreement: CUSTOMER, targets: ["
          + target("RESOLUTION", 250)
          + target("REQUESTER_WAIT_TIME", 260)
          + target("AGENT_WORK_TIME", 255)
          + "]}) {policy {id} userErrors {code message}}}";

  private final Desks desks;
  private final int tickets;
  private final long nanos;
  private final Table table = new Table("operation", "figure", "at most", "");

  Slas(Desks desks, int tickets, long nanos) {
    this.desks = desks;
    this.tickets = tickets;
    this.nanos = nanos;
  }

  private static String target(String kind, int hours) {
    StringBuilder spans = new StringBuilder();
    for (String priority : List.of("URGENT", "HIGH", "NORMAL", "LOW")) {
      spans.append("{priority: " + priority + ", allowed: \"PT" + hours + "H\"}");
    }
    return "{kind: " + kind + ", spans: [" + spans + "]}";
  }

  String run() {
    String machine = Machine.line();
    try (ServerProcess desk = desks.startIn(desks.fresh("run-sla"))) {
      Seeding seeding = new Seeding(desk.port(), () -> desks.signIn(desk), desks.data());
      seeding.parties();
      done(desk, POLICY);
      // Open all the time until now, so that it does not matter on which day of the week this runs.
      change(desk, 24, "\"1899-01-01T00:00:00Z\"");
      seeding.open(tickets, Instant.now(Clock.systemUTC()).minus(Duration.ofDays(10)));
      desk.awaitIndexed();
      followed(desk);
      follow(desk);
      forecast(desk);
      idle(desk);
    }
    create();
    return "SLA clocks, "
        + Figures.count(tickets)
        + " open tickets with three each. "
        + machine
        + ".\n\n"
        + table;
  }

  private void row(String what, String figure, String most, boolean met) {
    table.row(what, figure, most, Figures.mark(met));
    System.err.println(table);
  }

  /** Closes an hour earlier or later, and waits until all lists have followed. */
  private double change(ServerProcess desk, int hour, String from) {
    Usage before = desk.usage();
    save(desk, hour, from);
    followed(desk);
    return desk.usage().since(before).cpuSeconds();
  }

  private void save(ServerProcess desk, int hour, String from) {
    String id =
        DeskApi.text(desks.signIn(desk).ask("{calendars(first: 1) {nodes {id}}}", "{}"), "id");
    done(
        desk,
        "mutation {calendarSave(input: {calendarId: \""
            + id
            + "\", appliesFrom: "
            + from
            + ", weeks: [{hours: [{days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY,"
            + " SUNDAY], from: \"00:00\", until: \""
            + hour
            + ":00\"}]}]}) {calendar {id} userErrors {code message}}}");
  }

  private void follow(ServerProcess desk) {
    change(desk, 21, "null");
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String before = dueFirst(desk);
      seconds.add(change(desk, 22 + i, "null"));
      if (before.equals(dueFirst(desk))) {
        throw new IllegalStateException("the list has not followed");
      }
    }
    double cpu = median(seconds);
    row(
        "calendar of all changed: CPU until lists follow",
        Figures.seconds(cpu),
        Figures.seconds(FOLLOW_CPU_MAX),
        cpu <= FOLLOW_CPU_MAX);
    Load.Window quiet = creates(desk, nanos);
    save(desk, 20, "null");
    Load.Window busy = creates(desk, nanos);
    followed(desk);
    table.row(
        "ticketCreate meanwhile, p99 ms (quiet "
            + Figures.millis(quiet.latencies().nanosAt(0.99))
            + ")",
        Figures.millis(busy.latencies().nanosAt(0.99)),
        "",
        "");
  }

  private String dueFirst(ServerProcess desk) {
    return desks
        .signIn(desk)
        .ask(
            "{tickets(first: 5, orderBy: [{field: SLA_REMAINING}]) {nodes {sla {nextDueAt}}}}",
            "{}");
  }

  private void followed(ServerProcess desk) {
    DeskApi api = desks.signIn(desk);
    long started = System.nanoTime();
    while (System.nanoTime() - started < FOLLOWED_WITHIN.toNanos()) {
      if (!api.ask("{slaRecount {finishedAt}}", "{}").contains("null")) {
        return;
      }
      pause(LOOK_EVERY_MILLIS);
    }
    throw new IllegalStateException("the lists do not follow");
  }

  private void forecast(ServerProcess desk) {
    Instant until = Instant.now(Clock.systemUTC()).plus(Duration.ofDays(1));
    String asked = "{slaForecast(until: \"" + until + "\") {breachCount ticketCount}}";
    String calendar =
        DeskApi.text(desks.signIn(desk).ask("{calendars(first: 1) {nodes {id}}}", "{}"), "id");
    String other =
        "{slaForecast(until: \""
            + until
            + "\", calendars: [{calendarId: \""
            + calendar
            + "\", weeks: [{hours: [{days: [MONDAY], from: \"00:00\", until: \"24:00\"}]}]}])"
            + " {breachCount ticketCount}}";
    cost("forecast of the next day, CPU", desk, asked);
    cost("the same by a changed calendar, CPU", desk, other);
  }

  private void cost(String what, ServerProcess desk, String asked) {
    DeskApi api = desks.signIn(desk);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Usage before = desk.usage();
      String answer = api.ask(asked, "{}");
      seconds.add(desk.usage().since(before).cpuSeconds());
      if (answer.contains("\"errors\"")) {
        throw new IllegalStateException(answer);
      }
    }
    double cpu = median(seconds);
    row(what, Figures.seconds(cpu), Figures.seconds(FORECAST_CPU_MAX), cpu <= FORECAST_CPU_MAX);
  }

  private void idle(ServerProcess desk) {
    pause(REST_SECONDS * 1_000);
    Usage before = desk.usage();
    pause(IDLE_SECONDS * 1_000);
    double share = desk.usage().since(before).cpuSeconds() / IDLE_SECONDS;
    row(
        "CPU a second while nothing is due",
        Figures.percent(share),
        Figures.percent(IDLE_MAX),
        share <= IDLE_MAX);
  }

  /** One more ticket, with the plugins and without them, in turn. */
  private void create() {
    try (ServerProcess without = desks.startIn(desks.fresh("run-sla-off"), Desks.Way.RUN, WITHOUT);
        ServerProcess with = desks.startIn(desks.fresh("run-sla-on"))) {
      for (ServerProcess desk : List.of(without, with)) {
        new Seeding(desk.port(), () -> desks.signIn(desk), desks.data()).parties();
      }
      done(with, POLICY);
      for (ServerProcess desk : List.of(without, with)) {
        creates(desk, TimeUnit.SECONDS.toNanos(WARM_SECONDS));
      }
      List<Double> plain = new ArrayList<>();
      List<Double> clocked = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        plain.add(cpuOfOne(without));
        clocked.add(cpuOfOne(with));
      }
      double ratio = median(clocked) / median(plain);
      row(
          "ticketCreate CPU, %s us with both plugins and a policy, %s us without"
              .formatted(Figures.micros(median(clocked)), Figures.micros(median(plain))),
          Figures.times(ratio),
          Figures.times(CREATE_MAX),
          ratio <= CREATE_MAX);
    }
  }

  private double cpuOfOne(ServerProcess desk) {
    Usage before = desk.usage();
    Load.Window window = creates(desk, nanos);
    return desk.usage().since(before).cpuSeconds() / window.latencies().count();
  }

  private Load.Window creates(ServerProcess desk, long length) {
    Scenario create = Scenario.all(desks.data(), 1).getLast();
    try (Load load = new Load(desk.port(), 2)) {
      return load.run(
          create.requests("/graphql", desks.signIn(desk)),
          new AnswerCheck(create.sizeMin(), 16),
          length,
          CREATES_PER_SECOND);
    }
  }

  private void done(ServerProcess desk, String mutation) {
    String answer = desks.signIn(desk).ask(mutation, "{}");
    if (!answer.contains("\"userErrors\":[]")) {
      throw new IllegalStateException(answer);
    }
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a desk was measured", stopped);
    }
  }
}
