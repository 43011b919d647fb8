package dev.trestle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plugin is loaded, asked once, and refused with reasons. */
class PluginHostTest {
  private static final Instant NOON = Instant.parse("2031-03-03T12:00:00Z");

  private final PluginHost host = new PluginHost(InstantSource.fixed(NOON));
  private final TestProvisions provisions = new TestProvisions();

  @AfterEach
  void stop() {
    host.close();
  }

  private HostedPlugin load(TestJar jar, HostedPlugin... required) {
    PluginPackage packed = jar.admitted();
    return host.load(packed, packed.manifest().asked(), List.of(required), provisions);
  }

  private List<Problem> refusal(TestJar jar) {
    return assertThrows(PluginRefused.class, () -> load(jar)).problems();
  }

  @Test
  void aPluginIsAskedForWhatItContributes() {
    HostedPlugin plugin =
        load(
            TestJar.withBody(
                    "greeter",
                    """
                    public record Greeting(UUID id, int version, UUID ticketId, String text)
                        implements DeskRecord {}
                    static final RecordType<Greeting> GREETINGS =
                        RecordType.of("greeting", Greeting.class).grouped("ticket", "ticketId");
                    @Override public List<RecordType<?>> records() { return List.of(GREETINGS); }
                    @Override public List<Permission> permissions() {
                      return List.of(new Permission("greeter.greet", "Greets.", List.of()));
                    }
                    @Override public List<Setting> settings() {
                      return List.of(
                          Setting.of("word", Setting.Kind.TEXT, "What to say.", "Hello"));
                    }
                    """)
                .file("schema.graphqls", "extend type Ticket { greeting: String }")
                .file("texts/en.properties", "hello=Hello {0}")
                .file("texts/de.properties", "hello=Hallo {0}"));
    var contributions = plugin.active().contributions();
    assertEquals("greeting", contributions.records().getFirst().name());
    assertEquals(List.of("extend type Ticket { greeting: String }"), contributions.schema());
    var surroundings = plugin.active().surroundings();
    assertEquals("Hallo Anna", surroundings.texts().text("de-AT", "hello", "Anna"));
    assertEquals("Hello Anna", surroundings.texts().text("fr", "hello", "Anna"));
    assertEquals("Hello", surroundings.settings().text("word").orElseThrow());
    provisions.settings.put("word", "Good day");
    assertEquals("Good day", surroundings.settings().text("word").orElseThrow());
  }

  @Test
  void everythingWrongWithContributionsIsNamedAtOnce() {
    List<Problem> problems =
        refusal(
            TestJar.withBody(
                "muddle",
                """
                public record Thing(UUID id, int version) implements DeskRecord {}
                @Override public List<RecordType<?>> records() {
                  return List.of(
                      RecordType.of("thing", Thing.class).grouped("a", "nothing"),
                      RecordType.of("thing", Thing.class));
                }
                @Override public List<Permission> permissions() {
                  return List.of(new Permission("other.edit", "Edits.", List.of()));
                }
                @Override public List<Setting> settings() {
                  return List.of(Setting.of("key", Setting.Kind.SECRET, "A key.", null));
                }
                @Override public List<Reaction> reactions() {
                  return List.of(new Reaction() {
                    public String name() { return "Shout"; }
                    public Set<String> events() { return Set.of("TicketResolved"); }
                    public void react(Occasion occasion) {}
                  });
                }
                """));
    assertEquals(
        List.of(
            "reactions: \"Shout\" will not do as a name; write lower camel case.",
            "records: thing is there twice; keep one.",
            "reactions: Shout wants TicketResolved: add it to events in the manifest.",
            "records: thing.a names nothing, which is no component of the record.",
            "permissions: other.edit must begin with muddle.",
            "settings: key is a secret: write secrets=true in the manifest."),
        problems.stream().map(Problem::message).toList());
  }

  @Test
  void aRecordWakesAHandlerOfItsOwnPlugin_orIsRefused() {
    String records =
        """
        public record Thing(UUID id, int version, java.time.Instant at)
            implements DeskRecord {}
        @Override public List<RecordType<?>> records() {
          return List.of(RecordType.of("thing", Thing.class).waking("ring", "at"));
        }
        @Override public List<TimerHandler> timers() {
          return List.of(new TimerHandler() {
            public String name() { return "%s"; }
            public void fired(Alarm alarm) {}
          });
        }
        """;
    assertEquals(
        List.of("records: thing wakes ring, which is no timer handler here."),
        refusal(TestJar.withBody("deaf", records.formatted("knock"))).stream()
            .map(Problem::message)
            .toList());
    HostedPlugin plugin = load(TestJar.withBody("awake", records.formatted("ring")));
    assertEquals("thing", plugin.active().contributions().records().getFirst().name());
  }

  @Test
  void aPluginThatAnswersNullOrThrowsDoesNotStart() {
    assertTrue(
        refusal(
                TestJar.withBody(
                    "empty", "@Override public List<Setting> settings() { return null; }"))
            .getFirst()
            .message()
            .contains("settings"));
    Problem thrown =
        refusal(
                TestJar.withBody(
                    "angry", "public Main() { throw new IllegalStateException(\"no\"); }"))
            .getFirst();
    assertEquals("PLUGIN_START_FAILED", thrown.code());
    assertTrue(thrown.message().contains("IllegalStateException: no"), thrown.message());
    assertEquals(1, thrown.message().lines().count(), thrown.message());
    assertEquals(2, host.loaders().closed());
  }
}
