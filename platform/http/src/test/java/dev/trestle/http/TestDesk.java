package dev.trestle.http;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.SchemaComposer;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.http.exchange.Admission;
import dev.trestle.http.exchange.Contexts;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.http.live.LiveRules;
import dev.trestle.http.observe.Health;
import dev.trestle.http.plugins.PluginAddresses;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.ResumePoint;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.schema.SchemaPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A small desk behind real doors: the real engine, a tape of events, files in memory. */
final class TestDesk implements AutoCloseable {
  private static final String SDL =
      """
      "Where reading begins."
      type Query {
        "A greeting."
        hello: String!
        "The viewer's name."
        whoAmI: String!
        "What it was given."
        echo("Any text." text: String!): String
        "Answers once the test lets it."
        held: String
        "Fails by mistake."
        broken: String
      }
      "Where writing begins."
      type Mutation {
        "Writes one event."
        write("What it says." text: String!): Int
      }
      "Where listening begins."
      type Subscription {
        "Everything that was written, from the beginning or after a cursor."
        events("Start after this one." after: String): Event!
      }
      "One event."
      type Event {
        "Its place, also its cursor."
        number: Int!
        "What it says."
        text: String!
        "Who reads it."
        reader: String!
      }
      """;

  static final Viewer ANNA =
      new Viewer(
          new UUID(1, 1),
          PrincipalKind.AGENT,
          "Anna",
          null,
          List.of("technician"),
          Set.of("ticket.read"),
          new UUID(2, 1));

  final EventTape tape = new EventTape();
  final TestFiles files = new TestFiles();
  final Metrics metrics = new Metrics();
  final Map<String, Viewer> tokens = new ConcurrentHashMap<>(Map.of("anna", ANNA));
  final CountDownLatch release = new CountDownLatch(1);
  final AtomicInteger held = new AtomicInteger();
  volatile boolean healthy = true;
  volatile PluginAddresses plugins = PluginAddresses.NONE;
  private final AtomicLong ids = new AtomicLong();
  final HttpServer server;

  TestDesk() {
    this(settings());
  }

  TestDesk(HttpSettings settings) {
    RootFields roots =
        new RootFields()
            .query("hello", (_, _) -> "world")
            .query("whoAmI", (_, context) -> context.get(Viewer.class).name())
            .query("echo", (arguments, _) -> arguments.string("text"))
            .query("held", (_, _) -> hold())
            .query(
                "broken",
                (_, _) -> {
                  throw new IllegalStateException("secret detail of the machine room");
                })
            .mutation(
                "write",
                (arguments, _) -> {
                  tape.append(arguments.requireString("text"));
                  return tape.size();
                })
            .subscription(
                "events",
                (arguments, context) -> {
                  String after = arguments.string("after");
                  ResumePoint resume = context.find(ResumePoint.class);
                  String cursor = after == null && resume != null ? resume.cursor() : after;
                  return tape.after(cursor == null ? 0 : Integer.parseInt(cursor));
                });
    SchemaPart part =
        new SchemaPart(
            "test",
            List.of(SDL),
            List.of(
                Fields.of("Event", EventTape.Event.class)
                    .intGetter("number", EventTape.Event::number)
                    .getter("text", EventTape.Event::text)
                    .computed("reader", (_, _, context) -> context.get(Viewer.class).name())),
            roots);
    HttpDesk desk =
        new HttpDesk(
            new SchemaEngine(SchemaComposer.compose(List.of(part), EngineLimits.DEFAULTS)),
            Contexts.PLAIN,
            (authorization, _) -> {
              if (authorization == null) {
                return Viewer.ANONYMOUS;
              }
              Viewer viewer = tokens.get(authorization.replaceFirst("^Bearer ", ""));
              if (viewer == null) {
                throw Refusals.unauthenticated(
                    "TOKEN_EXPIRED", "The access token has expired.", "Refresh it.");
              }
              return viewer;
            },
            files,
            (id, method, path) -> plugins.find(id, method, path),
            () -> List.of(new Health.Check("log", healthy, "The log takes writes.")),
            metrics,
            () -> "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8),
            () -> new UUID(0x1234, ids.incrementAndGet()),
            System::nanoTime);
    this.server = HttpServer.start(desk, settings);
  }

  static HttpSettings settings() {
    return HttpSettings.defaults()
        .withAddress("127.0.0.1", 0)
        .withRates(new Admission.Rates(0, 0, 0, 0));
  }

  /** Quick hearts, so that tests of silence are short. */
  static LiveRules quick() {
    return new LiveRules(
        Duration.ofMillis(200),
        Duration.ofMillis(400),
        Duration.ofMillis(300),
        Duration.ofSeconds(10),
        3,
        10,
        100_000,
        Duration.ofSeconds(10));
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  private String hold() {
    held.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return "released";
  }

  @Override
  public void close() {
    release.countDown();
    server.close();
  }
}
