package dev.trestle.benchmarks;

import dev.trestle.benchmarks.desk.DeskApi;
import dev.trestle.benchmarks.desk.PluginJar;
import dev.trestle.benchmarks.desk.ServerProcess;
import dev.trestle.benchmarks.desk.Usage;
import dev.trestle.benchmarks.load.AnswerCheck;
import dev.trestle.benchmarks.load.HttpText;
import dev.trestle.benchmarks.load.Load;
import dev.trestle.benchmarks.load.Requests;
import dev.trestle.benchmarks.report.Figures;
import dev.trestle.benchmarks.report.Machine;
import dev.trestle.benchmarks.report.Table;
import dev.trestle.plugins.shelves.FirstShelf;
import dev.trestle.plugins.shelves.SecondShelf;
import dev.trestle.plugins.shelves.ThirdShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What plugins cost at the desk's door: two desks of the same size, one with three plugins that
 * each add a field to tickets and a guard, window by window in turn; then lists by what a plugin
 * keeps beside tickets, in turn with the same lists by what the tickets themselves hold.
 */
final class Door {
  private static final int CLIENTS = 8;
  private static final int WARM_WINDOWS = 3;
  private static final int PAGE = 200;
  private static final double FIELDS_MAX = 1.15;
  private static final double LISTS_MAX = 1.15;
  private static final Map<String, String> UNSIGNED = Map.of("TRESTLE_PLUGINS_UNSIGNED", "true");
  private static final List<PluginJar> PLUGINS =
      List.of(
          new PluginJar("first", FirstShelf.class, List.of("Shelf")),
          new PluginJar("second", SecondShelf.class, List.of()),
          new PluginJar("third", ThirdShelf.class, List.of()));
  private static final String FIELDS = " firstShelf secondShelf thirdShelf";
  private static final String ROW = "number subject priority dueAt createdAt";

  /**
   * Two requests that are compared.
   *
   * @param plain what the first desk, or the kernel's own list, is asked
   * @param through the same through plugins
   * @param most how much dearer it may be at most
   */
  private record Pair(String name, Scenario plain, Scenario through, double most) {}

  private final Desks desks;
  private final int tickets;
  private final long windowNanos;
  private final int windows;
  private final String only;

  Door(Desks desks, int tickets, long windowNanos, int windows, String only) {
    this.desks = desks;
    this.tickets = tickets;
    this.windowNanos = windowNanos;
    this.windows = windows;
    this.only = only;
  }

  String run() {
    String machine = Machine.line();
    Table table =
        new Table("", "without", "CPU us/op", "through", "CPU us/op", "ratio", "at most", "");
    try (ServerProcess without =
            desks.startIn(desks.copy(tickets, "without"), Desks.Way.RUN, UNSIGNED);
        ServerProcess with = desks.startIn(desks.copy(tickets, "with"), Desks.Way.RUN, UNSIGNED)) {
      DeskApi api = desks.signIn(with);
      for (PluginJar plugin : PLUGINS) {
        plugin.install(with.port(), api);
      }
      fill(with);
      List<Compared> reads = new ArrayList<>();
      fields().forEach(pair -> reads.add(beside(pair, without, with)));
      lists().forEach(pair -> reads.add(new Compared(pair, with, with, "kernel's", "plugin's")));
      measure(reads, table);
      // Last, because lists are compared while each ticket has its record.
      measure(List.of(beside(guarded(), without, with)), table);
    }
    return "The door at "
        + Figures.count(tickets)
        + " tickets, "
        + CLIENTS
        + " clients. "
        + machine
        + ".\n\n"
        + table;
  }

  private void measure(List<Compared> pairs, Table table) {
    List<Compared> wanted = pairs.stream().filter(each -> each.pair.name().contains(only)).toList();
    // What any of them runs is compiled before the first is measured.
    wanted.forEach(Compared::warmUp);
    wanted.forEach(each -> each.measure(table));
  }

  private Compared beside(Pair pair, ServerProcess without, ServerProcess with) {
    return new Compared(pair, without, with, "no plugin", "three plugins");
  }

  /** Puts a record beside each ticket. */
  private void fill(ServerProcess desk) {
    DeskApi api = desks.signIn(desk);
    List<String> ids = desks.data().tickets(tickets);
    for (int from = 0; from < ids.size(); from += PAGE) {
      if (from % (50 * PAGE) == 0) {
        api = desks.signIn(desk);
      }
      String some =
          String.join(
              ",",
              ids.subList(from, Math.min(from + PAGE, ids.size())).stream()
                  .map(HttpText::quoted)
                  .toList());
      String answer =
          api.ask(
              "mutation($i: ShelvesFillInput!) {shelvesFill(input: $i) {ticket {id} userErrors"
                  + " {code message}}}",
              "{\"i\":{\"ticketIds\":[" + some + "]}}");
      if (!answer.contains("\"userErrors\":[]")) {
        throw new IllegalStateException("the shelves cannot be filled: " + answer);
      }
    }
    desk.awaitIndexed();
  }

  private Pair guarded() {
    Scenario create = Scenario.all(desks.data(), tickets).getLast();
    return new Pair("ticketCreate, three guards", create, create, FIELDS_MAX);
  }

  private List<Pair> fields() {
    List<Scenario> all = Scenario.all(desks.data(), tickets);
    Scenario ticket = all.get(1);
    Scenario list = all.get(2);
    return List.of(
        new Pair("ticket, no field of theirs", ticket, ticket, FIELDS_MAX),
        new Pair("ticket, their three fields", ticket, adding(ticket, "id number"), FIELDS_MAX),
        new Pair("tickets, no field of theirs", list, list, FIELDS_MAX),
        new Pair("tickets, their three fields", list, adding(list, "id number"), FIELDS_MAX));
  }

  private static Scenario adding(Scenario scenario, String before) {
    return asking(scenario, scenario.query().replaceFirst(before, before + FIELDS));
  }

  private static Scenario asking(Scenario like, String query) {
    return new Scenario(like.name(), query, like.variables(), like.keyed(), like.sizeMin(), 0, 0);
  }

  private List<Pair> lists() {
    String queue = "{\"q\":\"" + desks.data().queue() + "\"}";
    return List.of(
        listed(
            "by a reference",
            queue,
            "filter: {queueId: {eq: $q}}",
            "filter: {shelfPlace: {eq: $q}}"),
        listed("by a flag", "{}", "filter: {open: true}", "filter: {shelfOpen: true}"),
        listed("sorted", "{}", "orderBy: [{field: DUE_AT}]", "orderBy: [{field: SHELF_UNTIL}]"),
        listed(
            "by a reference, sorted",
            queue,
            "filter: {queueId: {eq: $q}}, orderBy: [{field: DUE_AT}]",
            "filter: {shelfPlace: {eq: $q}}, orderBy: [{field: SHELF_UNTIL}]"),
        listed(
            "by a flag, sorted downwards",
            "{}",
            "filter: {open: true}, orderBy: [{field: DUE_AT," + " direction: DESC}]",
            "filter: {shelfOpen: true}, orderBy: [{field: SHELF_UNTIL," + " direction: DESC}]"));
  }

  private static Pair listed(String name, String variables, String plain, String through) {
    Function<String, Scenario> scenario =
        arguments ->
            new Scenario(
                name,
                "query"
                    + (variables.equals("{}") ? "" : "($q: ID!)")
                    + " {tickets(first: 50, "
                    + arguments
                    + ") {totalCount nodes {"
                    + ROW
                    + "}}}",
                List.of(variables),
                false,
                1_000,
                0,
                0);
    return new Pair("first 50, " + name, scenario.apply(plain), scenario.apply(through), LISTS_MAX);
  }

  /** Both sides of a pair, each at its desk. */
  private final class Compared {
    private final Pair pair;
    private final String plainName;
    private final String throughName;
    private final Side plain;
    private final Side through;

    Compared(
        Pair pair,
        ServerProcess first,
        ServerProcess second,
        String plainName,
        String throughName) {
      this.pair = pair;
      this.plainName = plainName;
      this.throughName = throughName;
      this.plain = new Side(first, pair.plain());
      this.through = new Side(second, pair.through());
    }

    void warmUp() {
      for (int i = 0; i < WARM_WINDOWS; i++) {
        plain.measure(false);
        through.measure(false);
      }
    }

    void measure(Table table) {
      plain.measure(false);
      through.measure(false);
      for (int i = 0; i < windows; i++) {
        plain.measure(true);
        through.measure(true);
      }
      double ratio = median(through.costs) / median(plain.costs);
      table.row(
          pair.name(),
          plainName,
          Figures.micros(median(plain.costs)),
          throughName,
          Figures.micros(median(through.costs)),
          Figures.times(ratio),
          Figures.times(pair.most()),
          Figures.mark(ratio <= pair.most()));
      System.err.println(table);
    }
  }

  private static double median(List<Double> costs) {
    double[] sorted = costs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length % 2 == 1
        ? sorted[sorted.length / 2]
        : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }

  /** One desk under one kind of request. */
  private final class Side {
    private final ServerProcess desk;
    private final Scenario scenario;
    private final List<Double> costs = new ArrayList<>();

    Side(ServerProcess desk, Scenario scenario) {
      this.desk = desk;
      this.scenario = scenario;
    }

    void measure(boolean counts) {
      try (Load load = new Load(desk.port(), CLIENTS)) {
        AnswerCheck check = new AnswerCheck(scenario.sizeMin(), 64);
        // Signing in is not measured: it costs as much as thousands of requests.
        Requests requests = scenario.requests("/graphql", desks.signIn(desk));
        Usage before = desk.usage();
        Load.Window window = load.run(requests, check, windowNanos);
        double cpu = desk.usage().since(before).cpuSeconds();
        if (counts) {
          costs.add(cpu / window.latencies().count());
        }
      }
    }
  }
}
