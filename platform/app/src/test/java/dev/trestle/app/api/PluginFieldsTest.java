package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin's fields answer, and what becomes of it when they fail. */
class PluginFieldsTest {
  @TempDir Path folder;
  @AutoClose private ApiDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new ApiDesk(folder);
  }

  private static TestPlugin ticketField(String declaration) {
    return TestPlugin.named("moods")
        .sdl("extend type Ticket { \"How it feels.\" " + declaration + " }");
  }

  private JsonNode tickets(String selection) {
    return desk.ask(
        desk.admin,
        "{ tickets(first: 20, orderBy: [{field: SUBJECT}]) { nodes { subject "
            + selection
            + " } } }");
  }

  @Test
  void readsAGetterOfAWholeLevelInOneCall() {
    desk.ticket("A", Map.of());
    desk.ticket("B", Map.of());
    desk.ticket("C", Map.of());
    TestPlugin moods =
        ticketField("mood: String!")
            .fields(Fields.of("Ticket", Ticket.class).getter("mood", t -> t.subject() + "!"));
    desk.plugins(moods);

    JsonNode answer = tickets("mood");

    assertEquals("A!", answer.at("/data/tickets/nodes/0/mood").asText());
    assertEquals("C!", answer.at("/data/tickets/nodes/2/mood").asText());
    assertEquals(List.of("field Ticket.mood"), moods.calls);
  }

  @Test
  void nullsOnlyTheFieldOfTheObjectAtWhichTheGetterThrows() {
    desk.ticket("A", Map.of());
    desk.ticket("B", Map.of());
    desk.ticket("C", Map.of());
    TestPlugin moods =
        ticketField("mood: String")
            .fields(
                Fields.of("Ticket", Ticket.class)
                    .getter(
                        "mood",
                        t -> {
                          if (t.subject().equals("B")) {
                            throw new IllegalStateException("secret of the plugin");
                          }
                          return t.subject();
                        }));
    desk.plugins(moods);

    JsonNode answer = tickets("mood");

    assertEquals("A", answer.at("/data/tickets/nodes/0/mood").asText());
    assertTrue(answer.at("/data/tickets/nodes/1/mood").isNull());
    assertEquals("C", answer.at("/data/tickets/nodes/2/mood").asText());
    assertEquals(1, answer.get("errors").size());
    JsonNode error = answer.at("/errors/0");
    assertEquals("PLUGIN", error.at("/extensions/type").asText());
    assertEquals("PLUGIN_FAILED", error.at("/extensions/code").asText());
    assertEquals("moods", error.at("/extensions/plugin").asText());
    assertEquals("[\"tickets\",\"nodes\",1,\"mood\"]", error.get("path").toString());
    assertFalse(answer.toString().contains("secret of the plugin"));
    assertEquals(1, moods.calls.size(), "a level counts as one failed call");
  }

  @Test
  void goesOnBehindAnObjectAtWhichThePluginFallsOver() {
    for (String subject : List.of("A", "B", "C")) {
      desk.ticket(subject, Map.of());
    }
    TestPlugin moods =
        ticketField("mood: Int!")
            .fields(
                Fields.of("Ticket", Ticket.class)
                    .intGetter("mood", t -> t.subject().equals("B") ? endless(0) : 1));
    desk.plugins(moods);

    JsonNode answer =
        desk.ask(
            desk.admin,
            "{ tickets(first: 3, orderBy: [{field: SUBJECT}]) { edges { node { mood } } } }");

    // The non-null field takes its ticket, the edge and everything above with it.
    assertTrue(answer.get("data").isNull(), answer.toString());
    assertEquals(
        "[\"tickets\",\"edges\",1,\"node\",\"mood\"]", answer.at("/errors/0/path").toString());
    assertEquals(2, moods.calls.size());
  }

  private static int endless(int n) {
    return endless(n + 1) + 1;
  }

  @Test
  void namesHowAPluginFailed() {
    desk.ticket("A", Map.of());
    TestPlugin moods =
        ticketField("mood: String")
            .fields(Fields.of("Ticket", Ticket.class).getter("mood", Ticket::subject));
    desk.plugins(moods);
    Map<PluginFailure.Kind, String> codes =
        Map.of(
            PluginFailure.Kind.THREW, "PLUGIN_FAILED",
            PluginFailure.Kind.TOOK_TOO_LONG, "PLUGIN_TIMEOUT",
            PluginFailure.Kind.TOOK_TOO_MUCH, "PLUGIN_MEMORY",
            PluginFailure.Kind.QUARANTINED, "PLUGIN_QUARANTINED");
    codes.forEach((fate, code) -> {
      moods.fate = fate;
      JsonNode answer = tickets("mood");
      assertEquals(code, answer.at("/errors/0/extensions/code").asText());
      assertEquals("A", answer.at("/data/tickets/nodes/0/subject").asText());
    });
  }

  @Test
  void saysInThePluginsOwnWordsWhyThereIsNoValue() {
    desk.ticket("A", Map.of());
    desk.plugins(
        ticketField("mood: String")
            .fields(
                Fields.of("Ticket", Ticket.class)
                    .computed(
                        "mood",
                        (t, arguments, context) -> {
                          throw new FieldProblem(
                              ProblemType.PRECONDITION, "MOOD_ASLEEP", "It sleeps.", "Wait.");
                        })));

    JsonNode error = tickets("mood").at("/errors/0");

    assertEquals("It sleeps.", error.get("message").asText());
    assertEquals("MOOD_ASLEEP", error.at("/extensions/code").asText());
    assertTrue(error.at("/extensions/plugin").isMissingNode());
  }

  @Test
  void blamesThePluginForValuesThatAreNoneOfTheirType() {
    desk.ticket("A", Map.of());
    TestPlugin moods =
        TestPlugin.named("moods")
            .sdl(
                """
                extend type Ticket {
                  "Text." text: String!
                  "Number." number2: Int
                  "List." list: [String!]
                  "Enum." level: MoodLevel
                  "Object." mood: Mood
                }
                "How." enum MoodLevel { "Low." LOW }
                "It." type Mood { "Name." name: String }
                """)
            .fields(
                Fields.of("Ticket", Ticket.class)
                    .getter("text", t -> null)
                    .getter("number2", t -> "many")
                    .getter("list", t -> Arrays.asList("a", null))
                    .getter("level", t -> "HIGH")
                    .getter("mood", t -> List.of()))
            .fields(Fields.of("Mood", StringBuilder.class).getter("name", Object::toString));
    desk.plugins(moods);
    for (String field : List.of("text", "number2", "list", "level", "mood { name }")) {
      JsonNode answer = tickets(field);
      assertEquals("PLUGIN", answer.at("/errors/0/extensions/type").asText(), field);
      assertEquals("moods", answer.at("/errors/0/extensions/plugin").asText(), field);
    }
  }

  @Test
  void turnsTicketsAndIdsIntoWhatTheViewerMaySee() {
    String company = desk.company("Umbra");
    Viewer contact = desk.contact("Carl", company, "contact");
    String own = desk.ticket("Own", Map.of("requesterId", contact.id().toString()));
    String hidden = desk.ticket("Hidden", Map.of());
    RootFields roots =
        new RootFields()
            .query(
                "twins",
                (arguments, context) -> {
                  Snapshot snapshot = context.get(Snapshot.class);
                  return List.of(
                      snapshot.ticket(UUID.fromString(own)),
                      snapshot.ticket(UUID.fromString(hidden)));
                })
            .query("hidden", (arguments, context) -> UUID.fromString(hidden))
            .query(
                "twin",
                (arguments, context) ->
                    new Twin(context.get(Snapshot.class).ticket(UUID.fromString(hidden))));
    desk.plugins(
        TestPlugin.named("twins")
            .sdl(
                """
                extend type Query {
                  "Both." twins: [Ticket!]!
                  "One." hidden: Ticket
                  "Pair." twin: Twin
                }
                "A pair." type Twin { "The other." ticket: Ticket }
                """)
            .roots(roots)
            .fields(Fields.of("Twin", Twin.class).getter("ticket", Twin::ticket)));

    JsonNode seen =
        desk.data(contact, "{ twins { subject } hidden { subject } twin { ticket { subject } } }");
    JsonNode all =
        desk.data(
            desk.admin, "{ twins { subject } hidden { subject } twin { ticket { subject } } }");

    assertEquals(
        "{\"twins\":[{\"subject\":\"Own\"}],\"hidden\":null,\"twin\":{\"ticket\":null}}",
        seen.toString());
    assertEquals(
        "{\"twins\":[{\"subject\":\"Own\"},{\"subject\":\"Hidden\"}],"
            + "\"hidden\":{\"subject\":\"Hidden\"},\"twin\":{\"ticket\":{\"subject\":\"Hidden\"}}}",
        all.toString());
  }

  private record Twin(Ticket ticket) {}

  @Test
  void refusesATicketThatThePluginMadeItself() {
    desk.ticket("A", Map.of());
    Ticket forged =
        (Ticket)
            java.lang.reflect.Proxy.newProxyInstance(
                Ticket.class.getClassLoader(),
                new Class<?>[] {Ticket.class},
                (proxy, method, arguments) -> null);
    desk.plugins(
        TestPlugin.named("twins")
            .sdl("extend type Query { \"One.\" twin: Ticket }")
            .roots(new RootFields().query("twin", (arguments, context) -> forged)));

    assertEquals("PLUGIN_FAILED", desk.code(desk.admin, "{ twin { subject } }", Map.of()));
  }

  @Test
  void carriesTheSdksFactsAndNoneOfTheDesks() {
    List<Object> found = new ArrayList<>();
    desk.plugins(
        TestPlugin.named("spy")
            .sdl("extend type Query { \"Looks.\" look: Boolean }")
            .roots(
                new RootFields()
                    .query(
                        "look",
                        (arguments, context) -> {
                          found.add(context.get(dev.trestle.sdk.desk.Viewer.class).name());
                          found.add(context.get(Snapshot.class) != null);
                          found.add(context.find(State.class));
                          found.add(context.find(Viewer.class));
                          found.add(context.may("ticket.read.all"));
                          try {
                            context.get(Surroundings.class).network();
                          } catch (IllegalStateException indoors) {
                            found.add("indoors");
                          }
                          return true;
                        })));

    desk.data(desk.admin, "{ look }");

    assertEquals(Arrays.asList("Ada", true, null, null, true, "indoors"), found);
  }

  @Test
  void letsOnlySlowFieldsOutside() {
    desk.ticket("A", Map.of());
    desk.plugins(
        ticketField("mood: String")
            .fields(
                Fields.of("Ticket", Ticket.class)
                    .slow(
                        "mood",
                        Duration.ofSeconds(5),
                        (t, arguments, context) ->
                            context.get(Surroundings.class).network() == null ? "no" : "yes")));

    assertEquals("yes", tickets("mood").at("/data/tickets/nodes/0/mood").asText());
  }

  @Test
  void asksAPluginsBatchOnce_andItsGuardedFieldsOnlyForThoseWhoHoldThePermission() {
    String umbra = desk.company("Umbra");
    desk.company("Vesta");
    TestPlugin scores =
        TestPlugin.named("scores")
            .sdl(
                """
                extend type Company {
                  "Score." score("Times." times: Int = 1): Int
                  "Hidden." secret: String
                }
                """)
            .permission("scores.read")
            .fields(
                Fields.of("Company", Company.class)
                    .batch(
                        "score",
                        (companies, arguments, context) ->
                            companies.stream()
                                .map(c -> c.name().length() * arguments.integerOr("times", 1))
                                .toList())
                    .getter("secret", Company::name)
                    .guarded("scores.read"));
    desk.plugins(scores);

    JsonNode answer =
        desk.ask(desk.admin, "{ companies(first: 5) { nodes { score(times: 2) secret } } }");

    assertEquals(10, answer.at("/data/companies/nodes/0/score").asInt());
    assertTrue(answer.at("/data/companies/nodes/0/secret").isNull());
    assertEquals("FIELD_FORBIDDEN", answer.at("/errors/0/extensions/code").asText());
    assertEquals(List.of("field Company.score"), scores.calls);
    assertNull(scores.fate);
    assertFalse(umbra.isEmpty());
  }

  @Test
  void answersNobodyWhoIsNotSignedIn() {
    desk.plugins(
        TestPlugin.named("open")
            .sdl("extend type Query { \"Any.\" any: Int }")
            .roots(new RootFields().query("any", (arguments, context) -> 1)));

    assertEquals("SIGN_IN_REQUIRED", desk.code(Viewer.ANONYMOUS, "{ any }", Map.of()));
    assertEquals(1, desk.data(desk.admin, "{ any }").get("any").asInt());
  }
}
