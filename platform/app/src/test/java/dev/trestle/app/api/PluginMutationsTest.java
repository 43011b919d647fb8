package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.command.Mutation.Given;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.problem.ProblemType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mutations a plugin adds: what its decider is handed, and how its answer is told. */
class PluginMutationsTest {
  private static final String SDL =
      """
      extend type Mutation { "Raises it." stakeRaise("What to do." input: StakeRaiseInput!): StakeRaisePayload! }
      "What `stakeRaise` needs."
      input StakeRaiseInput {
        "Ticket." ticketId: ID!
        "Id." key: UUID
        "Text." text: String
        "Number." count: Int!
        "Wide." wide: Long
        "Exact." amount: Decimal
        "Instant." at: DateTime
        "Day." day: Date
        "Length." length: Duration
        "Enum." priority: TicketPriority
        "Flag." flag: Boolean
        "Rows." rows: [StakeRowInput!]
        "Absent or null." note: String
        "Repeats." operationKey: UUID
        "Tries." dryRun: Boolean
      }
      "A row." input StakeRowInput { "Name." name: String! "Others." others: [ID!] }
      "What came of `stakeRaise`."
      type StakeRaisePayload {
        "Ticket." ticket: Ticket
        "Names." names: [String!]!
        "Why not." userErrors: [UserError!]!
        "But." warnings: [Warning!]!
      }
      """;

  record Row(String name, List<UUID> others) {
    Row {
      if (name.isBlank()) {
        throw new ProblemException(
            ProblemType.INVALID, "STAKE_NAMELESS", "Name the row.", "input", "rows");
      }
    }
  }

  record Raise(
      UUID ticketId,
      UUID key,
      String text,
      int count,
      Long wide,
      BigDecimal amount,
      Instant at,
      LocalDate day,
      Duration length,
      TicketPriority priority,
      boolean flag,
      List<Row> rows,
      Given<String> note) {}

  @TempDir Path folder;
  @AutoClose private ApiDesk desk;
  private String ticketId;
  private final List<Raise> decided = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    desk = new ApiDesk(folder);
    ticketId = desk.ticket("A", Map.of());
  }

  private TestPlugin plugin(Mutation<Raise> mutation) {
    TestPlugin plugin = TestPlugin.named("stakes").sdl(SDL).permission("stakes.raise");
    plugin.mutation(
        mutation
            .shows("ticket", answer -> answer.id("ticket"))
            .shows("names", answer -> List.of(answer.viewer().name())));
    desk.plugins(plugin);
    return plugin;
  }

  private Mutation<Raise> raising() {
    return Mutation.of(
        "stakeRaise",
        Raise.class,
        (input, draft) -> {
          decided.add(input);
          if (draft.snapshot().ticket(input.ticketId()) == null) {
            draft.refuse(ProblemType.NOT_FOUND, "STAKE_TICKET", "No ticket.", "input", "ticketId");
          }
          draft.result("ticket", input.ticketId());
        });
  }

  private JsonNode raise(Viewer viewer, String input) {
    return desk.ask(
        viewer,
        "mutation { stakeRaise(input: {"
            + input
            + "}) { ticket { subject } names userErrors { type code message path } warnings { code } } }",
        Map.of());
  }

  @Test
  void bindsTheInputToThePluginsOwnRecord() {
    plugin(raising());

    JsonNode answer =
        raise(
            desk.admin,
            """
            ticketId: "%s", key: "0190a000-0000-7000-8000-000000000001", text: "t", count: 3,
            wide: 5000000000, amount: "1.50", at: "2031-03-03T09:00:00Z", day: "2031-03-04",
            length: "PT2H", priority: HIGH, flag: true,
            rows: [{name: "r", others: ["0190a000-0000-7000-8000-000000000002"]}], note: null
            """
                .formatted(ticketId));

    assertEquals(
        "{\"ticket\":{\"subject\":\"A\"},\"names\":[\"Ada\"],\"userErrors\":[],\"warnings\":[]}",
        answer.at("/data/stakeRaise").toString());
    assertEquals(
        List.of(
            new Raise(
                UUID.fromString(ticketId),
                UUID.fromString("0190a000-0000-7000-8000-000000000001"),
                "t",
                3,
                5_000_000_000L,
                new BigDecimal("1.50"),
                Instant.parse("2031-03-03T09:00:00Z"),
                LocalDate.parse("2031-03-04"),
                Duration.ofHours(2),
                TicketPriority.HIGH,
                true,
                List.of(
                    new Row("r", List.of(UUID.fromString("0190a000-0000-7000-8000-000000000002")))),
                new Given<>(true, null))),
        decided);
  }

  @Test
  void tellsAbsentFromNull() {
    plugin(raising());

    raise(desk.admin, "ticketId: \"" + ticketId + "\", count: 1");

    assertEquals(new Given<String>(false, null), decided.getFirst().note());
    assertEquals(List.of(), decided.stream().filter(Raise::flag).toList());
  }

  @Test
  void tellsAllProblemsAtOnce_whetherTheInputOrTheDeciderFindsThem() {
    plugin(raising());

    JsonNode answer =
        raise(
            desk.admin,
            "ticketId: \"0190a000-0000-7000-8000-0000000000ff\", count: 1,"
                + " rows: [{name: \"r\", others: [\"nonsense\"]}]");

    JsonNode errors = answer.at("/data/stakeRaise/userErrors");
    assertEquals("ID_MALFORMED", errors.at("/0/code").asText());
    assertEquals("[\"input\",\"rows\",\"0\",\"others\",\"0\"]", errors.at("/0/path").toString());
    assertEquals("STAKE_TICKET", errors.at("/1/code").asText());
    assertTrue(answer.at("/data/stakeRaise/ticket").isNull());
    assertEquals(0, answer.at("/data/stakeRaise/names").size());
  }

  @Test
  void tellsWhatTheRecordsOwnConstructorRefuses() {
    plugin(raising());

    JsonNode answer =
        raise(desk.admin, "ticketId: \"" + ticketId + "\", count: 1, rows: [{name: \" \"}]");

    assertEquals("STAKE_NAMELESS", answer.at("/data/stakeRaise/userErrors/0/code").asText());
    assertEquals(List.of(), decided);
  }

  @Test
  void asksNobodyWhoLacksThePermission() {
    plugin(raising().needs("stakes.raise"));

    JsonNode answer = raise(desk.admin, "ticketId: \"" + ticketId + "\", count: 1");

    assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/type").asText());
    assertEquals(List.of(), decided);
    assertEquals(
        "UNAUTHENTICATED",
        raise(Viewer.ANONYMOUS, "ticketId: \"" + ticketId + "\", count: 1")
            .at("/errors/0/extensions/type")
            .asText());
  }

  @Test
  void namesThePluginWhoseDeciderFails() {
    plugin(
        Mutation.of(
            "stakeRaise",
            Raise.class,
            (input, draft) -> {
              throw new IllegalStateException("private");
            }));

    JsonNode answer = raise(desk.admin, "ticketId: \"" + ticketId + "\", count: 1");

    assertEquals("PLUGIN_FAILED", answer.at("/errors/0/extensions/code").asText());
    assertEquals("stakes", answer.at("/errors/0/extensions/plugin").asText());
  }

  @Test
  void looksAroundBeforeItDecides() {
    plugin(
        raising()
            .checkedFirst(asked -> {
              asked.surroundings().network();
              return List.of(
                  Problem.of(ProblemType.INVALID, "STAKE_FAR", "Too far.", "input", "text"));
            }));

    JsonNode answer =
        raise(desk.admin, "ticketId: \"0190a000-0000-7000-8000-0000000000ff\", count: 1");

    JsonNode errors = answer.at("/data/stakeRaise/userErrors");
    assertEquals("STAKE_FAR", errors.at("/0/code").asText());
    assertEquals("STAKE_TICKET", errors.at("/1/code").asText());
  }
}
