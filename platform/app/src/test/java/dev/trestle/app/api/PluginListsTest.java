package dev.trestle.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.record.RecordType.IndexKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins add to the lists of tickets. */
class PluginListsTest {
  enum Size {
    SMALL,
    LARGE
  }

  record Nap(
      UUID id,
      int version,
      boolean deep,
      @Nullable Instant until,
      int turns,
      @Nullable String reason,
      @Nullable UUID bed,
      @Nullable Size size)
      implements DeskRecord {}

  private static final RecordType<Nap> NAPS =
      RecordType.ofTicket("nap", Nap.class)
          .grouped("deep", "deep")
          .grouped("reason", "reason")
          .sorted("until", "until");

  @TempDir Path folder;
  @AutoClose private ApiDesk desk;
  private final Map<String, String> ids = new LinkedHashMap<>();

  @BeforeEach
  void open() throws IOException {
    desk = new ApiDesk(folder);
    desk.plugins(plugin());
    carryOut(draft ->
        draft.put(
            Tables.PLUGIN_TABLES,
            new PluginTable(
                draft.newId(),
                1,
                "naps.nap",
                "naps",
                true,
                1,
                List.of(
                    index("deep", IndexKind.GROUPED, false),
                    index("reason", IndexKind.GROUPED, null),
                    index("until", IndexKind.SORTED, null)),
                Document.empty())));
  }

  private static PluginTable.Index index(String field, IndexKind kind, Object unwritten) {
    return new PluginTable.Index(
        field, kind, "", List.of(new PluginTable.Part(field, unwritten, List.of())));
  }

  private static TestPlugin plugin() {
    return TestPlugin.named("naps")
        .sdl(
            """
            extend input TicketFilter {
              "Deep." deepNap: Boolean
              "When." napUntil: DateTimeComparator
              "Turns." napTurns: IntComparator
              "Why." napReason: StringComparator
              "Where." napBed: IdComparator
              "Size." napSize: NapSizeComparator
            }
            "Size." enum NapSize { "S." SMALL "L." LARGE }
            "Sizes." input NapSizeComparator { "Is." eq: NapSize "Any." in: [NapSize!] }
            extend enum TicketOrderField { "When it wakes." NAP_UNTIL "How large." NAP_SIZE }
            """)
        .record(NAPS)
        .lists(
            ListExtension.NONE
                .filter("deepNap", FilterKind.FLAG, NAPS, "deep")
                .filter("napUntil", FilterKind.TIME, NAPS, "until")
                .filter("napTurns", FilterKind.NUMBER, NAPS, "turns")
                .filter("napReason", FilterKind.KEY, NAPS, "reason")
                .filter("napBed", FilterKind.ID, NAPS, "bed")
                .filter("napSize", FilterKind.CONSTANT, NAPS, "size")
                .sort("NAP_UNTIL", NAPS, "until")
                .sort("NAP_SIZE", NAPS, "size"));
  }

  private void carryOut(java.util.function.Consumer<dev.trestle.domain.command.Draft> work) {
    Outcome outcome =
        desk.desk.execute(
            new PluginCommand("test", 0, work), new Envelope(desk.admin, null, 0, false, null));
    assertEquals(List.of(), outcome.problems());
  }

  /** A ticket, with a nap where fields are given. */
  private void ticket(String subject, Object... fields) {
    String id = desk.ticket(subject, Map.of());
    ids.put(subject, id);
    if (fields.length > 0) {
      Document.Builder nap = Document.builder();
      for (int i = 0; i < fields.length; i += 2) {
        nap.put((String) fields[i], fields[i + 1]);
      }
      carryOut(draft ->
          draft.put(
              NeutralSchema.named("naps.nap"),
              new NeutralRecord(UUID.fromString(id), 1, nap.build())));
    }
  }

  private List<String> subjects(String arguments) {
    JsonNode data = desk.data(desk.admin, "{ tickets(" + arguments + ") { nodes { subject } } }");
    List<String> subjects = new ArrayList<>();
    data.at("/tickets/nodes").forEach(node -> subjects.add(node.get("subject").asText()));
    return subjects;
  }

  private List<String> filtered(String filter) {
    return subjects("first: 50, orderBy: [{field: SUBJECT}], filter: {" + filter + "}");
  }

  private void fill() {
    ticket("A", "deep", true, "until", Instant.parse("2031-05-01T00:00:00Z"), "turns", 3L);
    ticket("B", "reason", "cold", "size", "LARGE", "until", Instant.parse("2031-04-01T00:00:00Z"));
    ticket(
        "C", "reason", "cold feet", "bed", UUID.fromString("0190a000-0000-7000-8000-000000000001"));
    ticket("D");
    ticket("E", "deep", true, "size", "SMALL", "reason", "cold");
  }

  @Test
  void filtersByEveryKind_aTicketWithoutRecordBeingAsOneWhoseFieldIsEmpty() {
    fill();
    assertEquals(List.of("A", "E"), filtered("deepNap: true"));
    assertEquals(List.of("B", "C", "D"), filtered("deepNap: false"));
    assertEquals(List.of("B"), filtered("napUntil: {lt: \"2031-04-15T00:00:00Z\"}"));
    assertEquals(List.of("A"), filtered("napUntil: {gte: \"2031-04-15T00:00:00Z\"}"));
    assertEquals(List.of("C", "D", "E"), filtered("napUntil: {isNull: true}"));
    assertEquals(List.of("A"), filtered("napTurns: {gt: 2}"));
    assertEquals(List.of("B", "C", "D", "E"), filtered("napTurns: {eq: 0}"));
    assertEquals(List.of("B", "E"), filtered("napReason: {eq: \"cold\"}"));
    assertEquals(List.of("A", "C", "D"), filtered("napReason: {notIn: [\"cold\"]}"));
    assertEquals(List.of("B", "C", "E"), filtered("napReason: {startsWith: \"COLD\"}"));
    assertEquals(List.of("C"), filtered("napBed: {eq: \"0190a000-0000-7000-8000-000000000001\"}"));
    assertEquals(List.of("A", "B", "D", "E"), filtered("napBed: {isNull: true}"));
    assertEquals(List.of("E"), filtered("napSize: {eq: SMALL}"));
    assertEquals(List.of("B", "E"), filtered("napSize: {in: [SMALL, LARGE]}"));
    assertEquals(List.of("E"), filtered("and: [{deepNap: true}, {not: {subject: {eq: \"A\"}}}]"));
  }

  @Test
  void sortsByIndexedAndByPlainFields_thoseWithoutValueLast() {
    fill();
    assertEquals(
        List.of("B", "A", "C", "D", "E"), subjects("first: 9, orderBy: [{field: NAP_UNTIL}]"));
    assertEquals(List.of("B", "A"), subjects("first: 2, orderBy: [{field: NAP_UNTIL}]"));
    assertEquals(
        List.of("E", "D", "C", "A", "B"),
        subjects("first: 9, orderBy: [{field: NAP_UNTIL, direction: DESC}]"));
    assertEquals(
        List.of("E", "B", "A", "C", "D"), subjects("first: 9, orderBy: [{field: NAP_SIZE}]"));
  }

  @Test
  void pagesThroughAnIndexedOrderWithoutGapOrRepeat() {
    for (int i = 0; i < 30; i++) {
      if (i % 3 == 0) {
        ticket("T" + (10 + i));
      } else {
        ticket(
            "T" + (10 + i),
            "until",
            Instant.parse("2031-04-01T00:00:00Z").plusSeconds(100 - i % 7));
      }
    }
    List<String> whole = subjects("first: 50, orderBy: [{field: NAP_UNTIL}]");
    List<String> paged = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more) {
      JsonNode page =
          desk.data(
                  desk.admin,
                  "{ tickets(first: 4, orderBy: [{field: NAP_UNTIL}]"
                      + after
                      + ") { pageInfo { hasNextPage endCursor } nodes { subject } } }")
              .get("tickets");
      page.get("nodes").forEach(node -> paged.add(node.get("subject").asText()));
      more = page.at("/pageInfo/hasNextPage").asBoolean();
      after = ", after: \"" + page.at("/pageInfo/endCursor").asText() + "\"";
    }
    assertEquals(30, whole.size());
    assertEquals(whole, paged);
  }

  @Test
  void keepsWhatPluginsAddForStaff() {
    fill();
    Viewer contact = desk.contact("Carl", desk.company("Umbra"), "contact");
    assertEquals(
        "FILTER_FORBIDDEN",
        desk.code(
            contact, "{ tickets(first: 1, filter: {deepNap: true}) { totalCount } }", Map.of()));
    assertEquals(
        "FILTER_FORBIDDEN",
        desk.code(
            contact,
            "{ tickets(first: 1, orderBy: [{field: NAP_UNTIL}]) { totalCount } }",
            Map.of()));
  }

  @Test
  void saysInASavedViewThatItsPluginIsOff() {
    fill();
    String view =
        desk.data(
                desk.admin,
                "mutation { savedViewCreate(input: {name: \"Deep\", filter: {deepNap: true}})"
                    + " { savedView { id } userErrors { message } } }")
            .at("/savedViewCreate/savedView/id")
            .asText();
    String ask =
        "{ node(id: \"" + view + "\") { ... on SavedView { tickets(first: 5) { totalCount } } } }";
    assertEquals(2, desk.data(desk.admin, ask).at("/node/tickets/totalCount").asInt());

    desk.plugins();

    assertEquals("FILTER_UNKNOWN", desk.code(desk.admin, ask, Map.of()));
  }
}
