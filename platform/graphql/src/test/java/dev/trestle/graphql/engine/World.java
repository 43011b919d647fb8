package dev.trestle.graphql.engine;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldEntry;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.schema.SchemaPart;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A small world for the engine's tests: people, firms and jobs whose every value follows from their
 * number, so that two executions see the same. Some fields are null, fail or break their type on
 * purpose.
 */
final class World {
  record Person(int n) {}

  record Firm(int n) {}

  record Job(int n) {}

  record Page(List<Job> jobs) {}

  record Edge(Job job) {}

  record Stamp(int at) {}

  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  static final String SDL =
      """
      "Where reading begins."
      type Query {
        "One person."
        person("Its number." n: Int!): Person
        "Some people."
        people("How many." first: Int): [Person!]
        "A page of jobs."
        jobs("How many." first: Int!): JobConnection!
        "Any node."
        node("Its id." id: ID!): Node
        "Things of all kinds."
        things("How many." first: Int): [Thing]
        "Strict things."
        strictThings("How many." first: Int): [Thing!]!
        "What it was given."
        echo("Text." text: String = "none", "More." input: EchoInput, "Numbers." list: [Int!], "When." at: DateTime): String
        "Always slow."
        slow("Milliseconds." millis: Int!): String
      }
      "Where writing begins."
      type Mutation {
        "Adds to a counter."
        counterRaise(input: CounterRaiseInput!): CounterRaisePayload
        "Fails."
        counterBreak(input: CounterRaiseInput!): CounterRaisePayload!
      }
      "Where listening begins."
      type Subscription {
        "Counts."
        ticks("From." from: Int! = 0): Stamp
      }
      "A tick."
      type Stamp {
        "The number."
        at: Int!
        "Who."
        person: Person
        "Who, strictly; null for odd ones."
        strictPerson: Person!
      }
      "What to add."
      input CounterRaiseInput {
        "How much."
        by: Int! = 1
      }
      "What came of it."
      type CounterRaisePayload {
        "The counter."
        total: Int
        "Somebody."
        person: Person
      }
      "Nested input."
      input EchoInput {
        "Text."
        text: String
        "Inner."
        inner: EchoInput
        "Colours."
        colours: [Colour!]
        "Flag."
        flag: Boolean = true
      }
      "Has an id."
      interface Node {
        "The id."
        id: ID!
      }
      "Has a name."
      interface Named implements Node {
        "The id."
        id: ID!
        "The name."
        name: String
      }
      "One of all."
      union Thing = Person | Firm | Job
      "Colours."
      enum Colour { "Red." RED "Green." GREEN "Blue." BLUE }
      "Instant." scalar DateTime
      "Day." scalar Date
      "Length." scalar Duration
      "Exact." scalar Decimal
      "Id." scalar UUID
      "Place." scalar Cursor
      "Wide." scalar Long
      "A human."
      type Person implements Node & Named {
        "The id." id: ID!
        "The name." name: String
        "Age." age: Int!
        "Wide." wide: Long!
        "Awake." awake: Boolean!
        "Colour." colour: Colour
        "Bytes." utf8: String
        "Joined." joined: DateTime
        "Born." born: Date
        "Shift." shift: Duration
        "Pay." pay: Decimal
        "Uid." uid: UUID!
        "Boss." boss: Person
        "Firm, by batch." firm: Firm
        "Firm, strict, by batch." strictFirm: Firm!
        "Text that is null at times although it must not." strict: String!
        "Text that fails at times." fragile: String
        "Friends." friends("How many." first: Int = 2): [Person!]
        "Friends and gaps." gaps: [Person]
        "Grid." grid: [[Int!]]
        "Rows of people." rows: [[Person!]]
        "Rows of things, by batch." thingRows: [[Thing!]]!
        "Some thing." thing: Thing
        "Named things, by batch." named("How many." first: Int = 2): [Named!]
        "Jobs." jobs("How many." first: Int!): JobConnection
        "Guarded." secret: String
        "Guarded, strict." strictSecret: String!
        "Guarded, empty." quietSecrets: [String!]!
        "Score, by batch." score("Times." times: Int = 1): Int
        "Fails at times, by batch." moody: String
        "Aside." aside: String
      }
      "A company."
      type Firm implements Node & Named {
        "The id." id: ID!
        "The name." name: String
        "Head, by batch." head: Person
        "Staff." staff: [Person!]!
        "Colour." colour: Colour
      }
      "Work."
      type Job implements Node {
        "The id." id: ID!
        "Who, by batch." worker: Person
        "Client, null at times although it must not be." client: Firm!
        "Title." title: String!
        "Colours." colours: [Colour!]!
      }
      "A page."
      type JobConnection {
        "Exactly how many."
        totalCount: Int!
        "Rows."
        nodes: [Job!]!
        "Rows with place."
        edges: [JobEdge!]!
      }
      "A row with place."
      type JobEdge {
        "Place." cursor: Cursor!
        "Row." node: Job!
      }
      """;

  /** Calls of batches by name. */
  final Map<String, AtomicInteger> batches = new ConcurrentHashMap<>();

  final AtomicInteger counter = new AtomicInteger();
  final List<Integer> totalsSeen = new ArrayList<>();

  static RequestContext context(String... permissions) {
    List<String> held = List.of(permissions);
    return RequestContext.withTraceId("trace-1").permissions(held::contains).build();
  }

  SchemaGeneration generation(EngineLimits limits) {
    return SchemaComposer.compose(List.of(part()), limits);
  }

  SchemaEngine engine() {
    return new SchemaEngine(generation(EngineLimits.DEFAULTS));
  }

  Map<String, Integer> batchCalls() {
    Map<String, Integer> calls = new TreeMap<>();
    batches.forEach((name, count) -> calls.put(name, count.get()));
    return calls;
  }

  SchemaPart part() {
    return new SchemaPart(
        "world",
        List.of(SDL),
        List.of(
            person(),
            firm(),
            job(),
            Fields.of("JobConnection", Page.class)
                .intGetter("totalCount", page -> page.jobs().size() + 1000)
                .getter("nodes", Page::jobs)
                .getter("edges", page -> page.jobs().stream().map(Edge::new).toList()),
            Fields.of("JobEdge", Edge.class)
                .getter("cursor", edge -> "c" + edge.job().n())
                .getter("node", Edge::job),
            Fields.of("Stamp", Stamp.class)
                .intGetter("at", Stamp::at)
                .batch(
                    "person",
                    (stamps, a, c) -> counted("Stamp.person", stamps, s -> new Person(s.at())))
                .getter(
                    "strictPerson", stamp -> stamp.at() % 2 == 1 ? null : new Person(stamp.at())),
            Fields.of("CounterRaisePayload", Integer.class)
                .getter("total", total -> total)
                .batch(
                    "person",
                    (totals, a, c) -> {
                      totalsSeen.add(counter.get());
                      return counted("CounterRaisePayload.person", totals, Person::new);
                    })),
        roots());
  }

  private RootFields roots() {
    return new RootFields()
        .query("person", (a, c) -> new Person(a.integerOr("n", 0)))
        .query("people", (a, c) -> people(7, a.integerOr("first", 3)))
        .query("jobs", (a, c) -> new Page(jobs(3, a.integerOr("first", 2))))
        .query("node", (a, c) -> node(a.requireString("id")))
        .query("things", (a, c) -> things(5, a.integerOr("first", 4), true))
        .query("strictThings", (a, c) -> things(9, a.integerOr("first", 4), false))
        .query("echo", (a, c) -> a.toString())
        .slowQuery("slow", Duration.ofMillis(300), (a, c) -> pause(a.integerOr("millis", 0)))
        .mutation(
            "counterRaise",
            (a, c) -> counter.addAndGet(a.requireObject("input").integerOr("by", 0)))
        .mutation(
            "counterBreak",
            (a, c) -> {
              throw new FieldProblem(ProblemType.CONFLICT, "BROKEN", "It broke.");
            })
        .subscription("ticks", (a, c) -> new Ticks(a.integerOr("from", 0)));
  }

  private static String pause(int millis) {
    try {
      Thread.sleep(millis);
      return "slept " + millis;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private Fields<Person> person() {
    return Fields.of("Person", Person.class)
        .getter("id", p -> "P" + p.n())
        .getter("name", p -> p.n() % 7 == 0 ? null : "Näme \"" + p.n() + "\" \uD83D\uDE00\n\u0001")
        .intGetter("age", p -> p.n() * 31 - 100)
        .longGetter("wide", p -> p.n() * 1_000_000_000_007L * (p.n() % 2 == 0 ? 1 : -1))
        .booleanGetter("awake", p -> p.n() % 2 == 0)
        .getter(
            "colour",
            p ->
                p.n() % 5 == 0
                    ? null
                    : p.n() % 5 == 1
                        ? "GREEN"
                        : p.n() % 17 == 2 ? "MAUVE" : Colour.values()[p.n() % 3])
        .utf8Getter(
            "utf8", p -> p.n() % 3 == 0 ? null : ("ü\"\\" + p.n()).getBytes(StandardCharsets.UTF_8))
        .getter("joined", p -> Instant.ofEpochMilli(p.n() * 98_765_432_109L))
        .getter("born", p -> LocalDate.ofEpochDay(p.n() * 123L))
        .getter("shift", p -> Duration.ofMinutes(p.n() * 17L))
        .getter("pay", p -> new BigDecimal(p.n()).movePointLeft(2))
        .getter("uid", p -> new UUID(p.n() * 7919L, p.n() * -104729L))
        .getter("boss", p -> p.n() < 3 ? null : new Person(p.n() / 2))
        .batch(
            "firm",
            (ps, a, c) ->
                counted("Person.firm", ps, p -> p.n() % 4 == 0 ? null : new Firm(p.n() % 5)))
        .batch(
            "strictFirm",
            (ps, a, c) ->
                counted("Person.strictFirm", ps, p -> p.n() % 11 == 0 ? null : new Firm(p.n() % 5)))
        .getter("strict", p -> p.n() % 13 == 5 ? null : "strict" + p.n())
        .computed(
            "fragile",
            (p, a, c) -> {
              if (p.n() % 6 == 1) {
                throw new FieldProblem(
                    ProblemType.PRECONDITION,
                    "FRAGILE",
                    "Fragile " + p.n() + " broke.",
                    "Glue it.");
              }
              if (p.n() % 6 == 2) {
                throw new IllegalStateException("secret detail " + p.n());
              }
              return "whole";
            })
        .computed(
            "friends", (p, a, c) -> p.n() % 9 == 4 ? null : people(p.n(), a.integerOr("first", 0)))
        .getter("gaps", p -> Arrays.asList(new Person(p.n() + 1), null, new Person(p.n() + 2)))
        .getter(
            "grid",
            p ->
                Arrays.asList(
                    List.of(1, p.n()),
                    null,
                    List.of(),
                    p.n() % 5 == 3 ? Arrays.asList(1, null) : List.of(2)))
        .getter(
            "rows",
            p ->
                Arrays.asList(
                    people(p.n(), 2),
                    null,
                    p.n() % 5 == 2 ? Arrays.asList(new Person(1), null, new Person(3)) : List.of(),
                    people(p.n() + 3, 1)))
        .batch(
            "thingRows",
            (ps, a, c) ->
                counted(
                    "Person.thingRows",
                    ps,
                    p -> List.of(things(p.n(), 3, p.n() % 4 == 1), things(p.n() + 1, 2, false))))
        .getter("thing", p -> thing(p.n()))
        .batch(
            "named",
            (ps, a, c) -> counted("Person.named", ps, p -> named(p.n(), a.integerOr("first", 0))))
        .computed("jobs", (p, a, c) -> new Page(jobs(p.n(), a.integerOr("first", 0))))
        .getter("secret", p -> "secret")
        .guarded("secret.read")
        .getter("strictSecret", p -> "secret")
        .guarded("secret.read")
        .batch("quietSecrets", (ps, a, c) -> counted("Person.quietSecrets", ps, p -> List.of("s")))
        .guarded("secret.read", FieldEntry.Refusal.EMPTY)
        .batch(
            "score",
            (ps, a, c) -> counted("Person.score", ps, p -> p.n() * a.integerOr("times", 0)))
        .batch(
            "moody",
            (ps, a, c) ->
                counted(
                    "Person.moody",
                    ps,
                    p ->
                        p.n() % 5 == 2
                            ? new FieldProblem(ProblemType.UNAVAILABLE, "MOODY", "Not now.")
                            : "fine"))
        .slow("aside", Duration.ofSeconds(5), (p, a, c) -> p.n() % 8 == 0 ? null : "aside" + p.n());
  }

  private Fields<Firm> firm() {
    return Fields.of("Firm", Firm.class)
        .getter("id", f -> "F" + f.n())
        .getter("name", f -> "Firm " + f.n())
        .batch(
            "head",
            (fs, a, c) -> counted("Firm.head", fs, f -> f.n() == 2 ? null : new Person(f.n() + 20)))
        .getter("staff", f -> people(f.n(), 2))
        .getter("colour", f -> Colour.BLUE);
  }

  private Fields<Job> job() {
    return Fields.of("Job", Job.class)
        .getter("id", j -> "J" + j.n())
        .batch(
            "worker",
            (js, a, c) -> counted("Job.worker", js, j -> j.n() % 6 == 0 ? null : new Person(j.n())))
        .getter("client", j -> j.n() % 10 == 9 ? null : new Firm(j.n() % 5))
        .getter("title", j -> "Job " + j.n())
        .getter("colours", j -> List.of(Colour.RED, "GREEN"));
  }

  private <S> List<Object> counted(
      String name, List<S> sources, java.util.function.Function<S, @Nullable Object> load) {
    batches.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    List<Object> values = new ArrayList<>();
    sources.forEach(source -> values.add(load.apply(source)));
    return values;
  }

  static List<Person> people(int from, int count) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 200); i++) {
      people.add(new Person((from * 7 + i * 3 + 1) % 40));
    }
    return people;
  }

  static List<Job> jobs(int from, int count) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 200); i++) {
      jobs.add(new Job((from * 5 + i) % 40));
    }
    return jobs;
  }

  static @Nullable Object thing(int n) {
    return switch (n % 4) {
      case 0 -> new Person(n);
      case 1 -> new Firm(n % 5);
      case 2 -> new Job(n);
      default -> null;
    };
  }

  private static List<@Nullable Object> things(int from, int count, boolean gaps) {
    List<@Nullable Object> things = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 200); i++) {
      Object thing = thing(from + i);
      if (thing != null || gaps) {
        things.add(thing);
      }
    }
    return things;
  }

  private static List<Object> named(int from, int count) {
    List<Object> named = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 200); i++) {
      named.add((from + i) % 2 == 0 ? new Person(from + i) : new Firm((from + i) % 5));
    }
    return named;
  }

  private static @Nullable Object node(String id) {
    if (id.length() < 2) {
      return null;
    }
    int n = Integer.parseInt(id.substring(1));
    return switch (id.charAt(0)) {
      case 'P' -> new Person(n);
      case 'F' -> new Firm(n);
      case 'J' -> new Job(n);
      case 'X' -> "not of any type";
      default -> null;
    };
  }

  private static final class Ticks implements LiveSource {
    private int next;
    private boolean closed;

    Ticks(int from) {
      this.next = from;
    }

    @Override
    public @Nullable LiveItem next(Duration timeout) {
      return closed || next >= 100 ? LiveItem.END : new LiveItem(new Stamp(next++));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
