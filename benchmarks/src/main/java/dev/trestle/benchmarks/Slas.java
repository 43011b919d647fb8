package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.Seeding;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.Histogram;
import dev.trestle.benchmarks.load.Load;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Many open tickets with three clocks each: what it costs to follow a changed calendar, to foretell
 * the next day, to wait, and to create one more, with promises and updates owed kept beside them.
 */
final class Slas {
  private static final Map<String, String> WITHOUT =
      Map.of("TRESTLE_PLUGINS_OFF", "calendars,sla,commitments");
  private static final int CREATES_PER_SECOND = 150;
  private static final int REST_SECONDS = 30;
  private static final int IDLE_SECONDS = 60;
  private static final int ROUNDS = 3;
  private static final int LOOK_EVERY_MILLIS = 100;
  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration FOLLOWED_WITHIN = Duration.ofMinutes(5);
  private static final double FOLLOW_CPU_MAX = 5;
  private static final double FORECAST_CPU_MAX = 2;
  private static final double IDLE_MAX = 0.005;
  private static final String POLICY =
      "mutation {slaPolicySave(input: {name: \"All\", agreement: CUSTOMER, targets: ["
          + target("RESOLUTION", 250)
          + target("REQUESTER_WAIT_TIME", 260)
          + target("AGENT_WORK_TIME", 255)
          + "]}) {policy {id} userErrors {code message}}}";

  // Far enough away that nothing of it falls due meanwhile.
  private static final String COMMITMENTS =
      "mutation {commitmentPolicySave(input: {name: \"All\", rules: ["
          + target("UPDATE", 2_000)
          + target("NO_OWNER", 2_000)
          + target("NO_NEXT_ACTION", 2_000)
          + target("NO_WORD", 4_000)
          + "]}) {policy {id} userErrors {code message}}}";

  private final Desks desks;
  private final int tickets;
  private final long nanos;
  private final String only;
  private final Table table = new Table("operation", "figure", "at most", "");

  Slas(Desks desks, int tickets, long nanos, String only) {
    this.only = only;
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
    if ("open tickets".contains(only)) {
      openTickets();
    }
    if ("ticketCreate".contains(only)) {
      create();
    }
    if ("closed tickets".contains(only)) {
      new SlaRemains(desks, tickets, List.of(POLICY, COMMITMENTS)).measure(WITHOUT, table);
    }
    return "SLA clocks, "
        + Figures.count(tickets)
        + " open tickets with three each. "
        + machine
        + ".\n\n"
        + table;
  }

  private void openTickets() {
    Path folder = desks.fresh("run-sla");
    double idle;
    try (ServerProcess desk = desks.startIn(folder)) {
      Seeding seeding = new Seeding(desk.port(), () -> desks.signIn(desk), desks.data());
      seeding.parties();
      done(desks.signIn(desk), POLICY);
      // Open all the time until now, so that it does not matter on which day of the week this runs.
      change(desk, 24, "\"1899-01-01T00:00:00Z\"", true);
      seeding.open(tickets, Instant.now(Clock.systemUTC()).minus(Duration.ofDays(10)));
      desk.awaitIndexed();
      followed(desks.signIn(desk), "");
      follow(
          desk, "calendar of all changed: CPU until lists follow", List.of(21, 22, 23, 24), true);
      done(desks.signIn(desk), COMMITMENTS);
      swept(desks.signIn(desk), "");
      follow(desk, "the same with updates owed on all", List.of(20, 21, 22, 23), false);
      writers(desk);
      forecast(desk);
      report(desk);
      idle = idle(desk);
    }
    try (ServerProcess desk = desks.startIn(folder, Desks.Way.RUN, WITHOUT)) {
      idle(idle, idle(desk));
    }
  }

  private void row(String what, String figure, String most, boolean met) {
    table.row(what, figure, most, Figures.mark(met));
    System.err.println(table);
  }

  /** Closes at another hour, and waits until all lists have followed. */
  private double change(ServerProcess desk, int hour, String from, boolean clocksOnly) {
    DeskApi api = desks.signIn(desk);
    String update = lastUpdate(api);
    String recount = recount(api);
    Usage before = desk.usage();
    save(api, hour, from);
    followed(api, recount);
    if (!clocksOnly) {
      swept(api, update);
    }
    return desk.usage().since(before).cpuSeconds();
  }

  private static void save(DeskApi api, int hour, String from) {
    String id = DeskApi.text(api.ask("{calendars(first: 1) {nodes {id}}}", "{}"), "id");
    done(
        api,
        "mutation {calendarSave(input: {calendarId: \""
            + id
            + "\", appliesFrom: "
            + from
            + ", weeks: [{hours: [{days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY,"
            + " SUNDAY], from: \"00:00\", until: \""
            + hour
            + ":00\"}]}]}) {calendar {id} userErrors {code message}}}");
  }

  private void follow(ServerProcess desk, String what, List<Integer> hours, boolean clocksOnly) {
    // The first warms up.
    change(desk, hours.getFirst(), "null", clocksOnly);
    List<Double> seconds = new ArrayList<>();
    for (int hour : hours.subList(1, hours.size())) {
      String before = dueLast(desk);
      seconds.add(change(desk, hour, "null", clocksOnly));
      if (before.equals(dueLast(desk))) {
        throw new IllegalStateException("the list has not followed");
      }
    }
    double cpu = median(seconds);
    row(what, Figures.seconds(cpu), Figures.seconds(FOLLOW_CPU_MAX), cpu <= FOLLOW_CPU_MAX);
  }

  /** Quiet windows and such in which all tickets are brought in line, in turn. */
  private void writers(ServerProcess desk) {
    creates(desk, nanos);
    Histogram quiet = new Histogram();
    Histogram busy = new Histogram();
    for (int i = 0; i < ROUNDS; i++) {
      quiet.add(creates(desk, BUSY_NANOS).latencies());
      DeskApi api = desks.signIn(desk);
      String recount = recount(api);
      save(api, 18 + i, "null");
      busy.add(creates(desk, BUSY_NANOS).latencies());
      followed(api, recount);
      pause(REST_SECONDS * 100);
    }
    String windows = "ticketCreate, %s of them, p50 / p99 / longest ms %s";
    table.row(
        windows.formatted(Figures.count(quiet.count()), "while nothing changes"),
        spread(quiet),
        "",
        "");
    table.row(
        windows.formatted(Figures.count(busy.count()), "while all are followed"),
        spread(busy),
        "",
        "");
    System.err.println(table);
  }

  private static String spread(Histogram latencies) {
    return Figures.millis(latencies.nanosAt(0.5))
        + " / "
        + Figures.millis(latencies.nanosAt(0.99))
        + " / "
        + Figures.millis(latencies.longestNanos());
  }

  /** When the customer of the youngest ticket is owed a word. */
  private static String lastUpdate(DeskApi api) {
    return api.ask(
        "{tickets(last: 1, orderBy: [{field: CREATED_AT}]) {nodes {commitments"
            + " {nextUpdateDueAt}}}}",
        "{}");
  }

  /** Waits until the youngest ticket, which comes last, has followed. */
  private static void swept(DeskApi api, String before) {
    long started = System.nanoTime();
    while (System.nanoTime() - started < FOLLOWED_WITHIN.toNanos()) {
      String now = lastUpdate(api);
      if (now.contains("Z") && !now.equals(before)) {
        return;
      }
      pause(LOOK_EVERY_MILLIS);
    }
    throw new IllegalStateException("the updates owed do not follow");
  }

  /** The tickets with the most time left: these any other closing hour moves, at any hour. */
  private String dueLast(ServerProcess desk) {
    return desks
        .signIn(desk)
        .ask(
            "{tickets(last: 5, orderBy: [{field: SLA_REMAINING}]) {nodes {sla {nextDueAt}}}}",
            "{}");
  }

  /** When the last recount began to hold, and when it ended. */
  private static String recount(DeskApi api) {
    return api.ask("{slaRecount {changedAt finishedAt}}", "{}");
  }

  /** Waits until a recount has ended that is not this one. */
  private static void followed(DeskApi api, String before) {
    long started = System.nanoTime();
    while (System.nanoTime() - started < FOLLOWED_WITHIN.toNanos()) {
      String now = recount(api);
      if (!now.contains("null") && !now.equals(before)) {
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

  private void report(ServerProcess desk) {
    Instant now = Instant.now(Clock.systemUTC());
    cost(
        "report of the last year by team and month, CPU",
        desk,
        "{slaReport(from: \""
            + now.minus(Duration.ofDays(365))
            + "\", to: \""
            + now
            + "\", groupBy: TEAM, period: MONTH) {series {total {met missed} points {met missed}}}}");
  }

  /** The share of a core that a desk needs while nothing is due. */
  private static double idle(ServerProcess desk) {
    pause(REST_SECONDS * 1_000);
    Usage before = desk.usage();
    pause(IDLE_SECONDS * 1_000);
    return desk.usage().since(before).cpuSeconds() / IDLE_SECONDS;
  }

  private void idle(double with, double without) {
    row(
        "CPU a second while nothing is due, %s with the plugins, %s without"
            .formatted(permille(with), permille(without)),
        permille(with - without),
        permille(IDLE_MAX),
        with - without <= IDLE_MAX);
  }

  private static String permille(double share) {
    return Figures.millis(Math.round(share * 1e9)) + " ms";
  }

  /** One more ticket, with the plugins and without them, in turn. */
  private void create() {
    try (ServerProcess without = desks.startIn(desks.fresh("run-sla-off"), Desks.Way.RUN, WITHOUT);
        ServerProcess with = desks.startIn(desks.fresh("run-sla-on"))) {
      for (ServerProcess desk : List.of(without, with)) {
        new Seeding(desk.port(), () -> desks.signIn(desk), desks.data()).parties();
      }
      SlaCreates creates = new SlaCreates(desks);
      creates.measureIdle(without, with, table);
      done(desks.signIn(with), POLICY);
      done(desks.signIn(with), COMMITMENTS);
      creates.measure(without, with, table);
    }
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

  static void done(DeskApi api, String mutation) {
    String answer = api.ask(mutation, "{}");
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
