package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.graphql.engine.Subscription;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.ResumePoint;
import dev.trestle.sdk.schema.RootFields;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests, subscriptions and classes when plugins come and go. */
class PluginGenerationsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  @AutoClose private ApiDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new ApiDesk(folder.resolve("index"));
  }

  private static TestPlugin moods(String answer) {
    return TestPlugin.named("moods")
        .sdl("extend type Ticket { \"How it feels.\" mood: String }")
        .fields(Fields.of("Ticket", Ticket.class).getter("mood", t -> t.subject() + answer));
  }

  private String rendered(Subscription subscription) throws InterruptedException {
    LiveItem item = subscription.next(LONG);
    assertNotNull(item);
    return desk.render(subscription, item, desk.admin).at("/data/ticketChanged/ticket").toString();
  }

  @Test
  void carriesOpenSubscriptionsOver_withoutGapOrRepeat() throws Exception {
    desk.plugins(moods(" one"));
    try (Subscription open =
        desk.subscribe(desk.admin, "subscription { ticketChanged { ticket { subject mood } } }")) {
      desk.ticket("A", Map.of());
      desk.ticket("B", Map.of());
      assertEquals("{\"subject\":\"A\",\"mood\":\"A one\"}", rendered(open));

      SchemaGeneration first = desk.plugins(moods(" two"));

      assertTrue(first.awaitDrained(Duration.ZERO), "nobody holds the first generation");
      desk.ticket("C", Map.of());
      assertEquals("{\"subject\":\"B\",\"mood\":\"B two\"}", rendered(open));
      assertEquals("{\"subject\":\"C\",\"mood\":\"C two\"}", rendered(open));
      assertEquals(null, open.next(SHORT));
    }
    assertEquals(0, desk.engine.subscriptions());
  }

  @Test
  void endsASubscriptionWhoseFieldIsGone_sayingWhichPluginIs() throws Exception {
    desk.plugins(moods("!"));
    try (Subscription open =
        desk.subscribe(desk.admin, "subscription { ticketChanged { ticket { mood } } }")) {
      CompletableFuture<FieldProblem> ended =
          CompletableFuture.supplyAsync(
              () -> assertThrows(FieldProblem.class, () -> open.next(LONG)));

      SchemaGeneration before = desk.plugins();

      FieldProblem problem = ended.get(10, TimeUnit.SECONDS);
      assertEquals("SUBSCRIPTION_OUTDATED", problem.code());
      assertEquals("moods", problem.plugin());
      assertTrue(problem.sentence().contains("mood"), problem.sentence());
      assertTrue(before.awaitDrained(Duration.ZERO));
    }
  }

  private static TestPlugin bells(BlockingQueue<LiveItem> strokes, List<String> opened) {
    return TestPlugin.named("bells")
        .sdl("extend type Subscription { \"Strokes.\" strokes: Int! }")
        .roots(
            new RootFields()
                .subscription(
                    "strokes",
                    (arguments, context) -> {
                      ResumePoint point = context.find(ResumePoint.class);
                      opened.add(point == null ? "start" : point.cursor());
                      return new LiveSource() {
                        @Override
                        public LiveItem next(Duration timeout) throws InterruptedException {
                          return strokes.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
                        }

                        @Override
                        public void close() {
                          opened.add("closed");
                        }
                      };
                    }));
  }

  @Test
  void opensAPluginsStreamAnew_behindWhatItHasGiven() throws Exception {
    BlockingQueue<LiveItem> strokes = new LinkedBlockingQueue<>();
    List<String> opened = new ArrayList<>();
    desk.plugins(bells(strokes, opened));
    try (Subscription open = desk.subscribe(desk.admin, "subscription { strokes }")) {
      strokes.add(new LiveItem(1, "one"));
      assertEquals("one", open.next(LONG).cursor());

      desk.plugins(bells(strokes, opened));

      strokes.add(new LiveItem(2, "two"));
      LiveItem next = open.next(LONG);
      assertEquals("{\"data\":{\"strokes\":2}}", desk.render(open, next, desk.admin).toString());
    }
    assertEquals(List.of("start", "one", "closed", "closed"), opened);
  }

  @Test
  void preparesDocumentsAnewForEveryGeneration() {
    String ask = "{ tickets(first: 1) { nodes { mood } } }";
    desk.ticket("A", Map.of());
    desk.plugins(moods(" one"));
    assertEquals("A one", desk.data(desk.admin, ask).at("/tickets/nodes/0/mood").asText());
    desk.plugins(moods(" two"));
    assertEquals("A two", desk.data(desk.admin, ask).at("/tickets/nodes/0/mood").asText());
    desk.plugins();
    assertEquals("VALIDATION", desk.code(desk.admin, ask, Map.of()));
  }

  @Test
  void keepsNothingOfAPluginThatIsGone_afterFortyGenerations() throws Exception {
    keepsNothingOfAPluginThatIsGone(40);
  }

  @Test
  @Tag("long")
  void keepsNothingOfAPluginThatIsGone_afterFiveHundredGenerations() throws Exception {
    keepsNothingOfAPluginThatIsGone(500);
  }

  private void keepsNothingOfAPluginThatIsGone(int generations) throws Exception {
    Path classes = compiled();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    desk.ticket("A", Map.of());
    try (Subscription open =
        desk.subscribe(desk.admin, "subscription { ticketChanged { ticket { subject } } }")) {
      for (int i = 0; i < generations; i++) {
        loaders.add(livedThrough(classes, i));
      }
      SchemaGeneration last = desk.plugins();
      assertTrue(last.awaitDrained(Duration.ZERO));
      assertNotNull(open.next(SHORT));
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline && loaders.stream().anyMatch(l -> l.get() != null)) {
      System.gc();
    }
    assertEquals(0, loaders.stream().filter(loader -> loader.get() != null).count());
  }

  /** One generation with a plugin of a class loader of its own, used in every way there is. */
  private WeakReference<ClassLoader> livedThrough(Path classes, int round) throws Exception {
    URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, DeskPlugin.class.getClassLoader());
    DeskPlugin made =
        (DeskPlugin) loader.loadClass("trial.Trial").getDeclaredConstructor().newInstance();
    desk.plugins(TestPlugin.of("trial", made));
    JsonNode answer =
        desk.data(
            desk.admin,
            "{ tickets(first: 1, orderBy: [{field: SUBJECT}]) { nodes { trial { text level } } } trials { text __typename }"
                + " __type(name: \"Trial\") { name } }");
    assertEquals("A", answer.at("/tickets/nodes/0/trial/text").asText());
    assertEquals("HIGH", answer.at("/tickets/nodes/0/trial/level").asText());
    JsonNode raised =
        desk.data(
            desk.admin,
            "mutation { trialRaise(input: {level: LOW, rows: [{name: \"n"
                + round
                + "\"}]})"
                + " { names userErrors { code } } }");
    assertEquals("n" + round, raised.at("/trialRaise/names/0").asText());
    if (round == 0) {
      desk.ticket("B", Map.of());
    }
    loader.close();
    return new WeakReference<>(loader);
  }

  private static final String SOURCE =
      """
      package trial;

      import dev.trestle.sdk.command.Mutation;
      import dev.trestle.sdk.desk.Ticket;
      import dev.trestle.sdk.plugin.DeskPlugin;
      import dev.trestle.sdk.schema.Fields;
      import dev.trestle.sdk.schema.RootFields;
      import java.util.List;

      public final class Trial implements DeskPlugin {
        enum Level { LOW, HIGH }
        record Row(String name) {}
        record Raise(Level level, List<Row> rows) {}
        record Verdict(String text, Level level) {}
        private static List<String> last = List.of();

        public List<String> schema() {
          return List.of(
              "extend type Ticket { \\"It.\\" trial: Trial }"
                  + " extend type Query { \\"All.\\" trials: [Trialish!]! }"
                  + " extend type Mutation { \\"Raises.\\" trialRaise(\\"What.\\" input: TrialRaiseInput!): TrialRaisePayload! }"
                  + " \\"Like one.\\" interface Trialish { \\"Text.\\" text: String }"
                  + " \\"One.\\" type Trial implements Trialish { \\"Text.\\" text: String \\"Level.\\" level: TrialLevel }"
                  + " \\"How.\\" enum TrialLevel { \\"Low.\\" LOW \\"High.\\" HIGH }"
                  + " \\"Row.\\" input TrialRowInput { \\"Name.\\" name: String! }"
                  + " \\"Needs.\\" input TrialRaiseInput { \\"Level.\\" level: TrialLevel \\"Rows.\\" rows: [TrialRowInput!]! \\"Key.\\" operationKey: UUID \\"Try.\\" dryRun: Boolean }"
                  + " \\"Came.\\" type TrialRaisePayload { \\"Names.\\" names: [String!]! \\"Why not.\\" userErrors: [UserError!]! \\"But.\\" warnings: [Warning!]! }");
        }

        public List<Fields<?>> fields() {
          return List.of(
              Fields.of("Ticket", Ticket.class)
                  .computed("trial", (t, a, c) -> new Verdict(t.subject(), Level.HIGH)),
              Fields.of("Trial", Verdict.class).getter("text", Verdict::text).getter("level", Verdict::level));
        }

        public RootFields roots() {
          return new RootFields().query("trials", (a, c) -> List.of(new Verdict("x", Level.LOW)));
        }

        public List<Mutation<?>> mutations() {
          return List.of(
              Mutation.of("trialRaise", Raise.class, (input, draft) -> last = input.rows().stream().map(Row::name).toList())
                  .shows("names", answer -> last));
        }
      }
      """;

  private Path compiled() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///trial/Trial.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SOURCE;
          }
        };
    StringWriter said = new StringWriter();
    boolean done =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(source))
            .call();
    assertTrue(done, said.toString());
    return classes;
  }
}
