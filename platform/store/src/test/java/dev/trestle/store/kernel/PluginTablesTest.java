package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.PluginTable.Index;
import dev.trestle.domain.record.PluginTable.Part;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.record.RecordType.IndexKind;
import dev.trestle.store.graph.PageGraph;
import dev.trestle.store.log.MemoryCommitLog;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins' records and the definitions of their tables, with no plugin anywhere near. */
class PluginTablesTest {
  private static final TableSchema<NeutralRecord> ITEMS = NeutralSchema.named("lists.item");
  private static final TableSchema<NeutralRecord> NOTES = NeutralSchema.named("lists.note");
  private static final List<Index> SOME =
      List.of(
          new Index("mark", IndexKind.UNIQUE, "MARK_TAKEN", List.of(part("mark", null))),
          new Index("group", IndexKind.GROUPED, "", List.of(part("group", 0L))),
          new Index("tags", IndexKind.GROUPED, "", List.of(part("tags", List.of()))),
          new Index("due", IndexKind.SORTED, "", List.of(part("due", null), part("place", 0L))),
          new Index(
              "order",
              IndexKind.SORTED_WITHIN,
              "",
              List.of(part("group", 0L), part("price", null))));

  private final DeskFixture fixture = new DeskFixture();

  private static Part part(String field, Object unwritten) {
    return new Part(field, unwritten, List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void areTheSame_livedReplayedAndLoaded(long seed, @TempDir Path graphs) {
    Random random = new Random(seed);
    MemoryCommitLog log = MemoryCommitLog.create();
    PageGraph graph = PageGraph.open(graphs);
    State lived;
    try (LocalDesk desk =
        LocalDesk.open(fixture.options().withCheckpointEvery(Duration.ofDays(1)), log, graph)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      List<UUID> tickets = new ArrayList<>();
      for (int step = 0; step < 70; step++) {
        step(desk, random, tickets);
        if (random.nextInt(15) == 0) {
          desk.checkpoint();
        }
      }
      lived = desk.snapshot();
      State replayed = new Replay(fixture.schema, log).fromStart(ReplayProgress.SILENT);
      assertAlike(lived, replayed);
      desk.checkpoint();
    }
    graph.close();
    try (PageGraph again = PageGraph.open(graphs)) {
      assertAlike(lived, Pages.load(fixture.schema, again));
    }
  }

  private void step(LocalDesk desk, Random random, List<UUID> tickets) {
    TableSchema<NeutralRecord> table = random.nextBoolean() ? ITEMS : NOTES;
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        for (int i = random.nextInt(12); i >= 0; i--) {
          tickets.add(
              DeskFixture.ticketOf(desk.execute(DeskFixture.create("T"), DeskFixture.envelope())));
        }
      }
      case 2 -> change(desk, draft -> define(draft, random, table.name()));
      case 3 ->
          change(
              desk,
              draft -> {
                PluginTable known =
                    draft.state().table(Tables.PLUGIN_TABLES).unique("name", table.name());
                if (known != null && random.nextInt(3) == 0) {
                  draft.remove(Tables.PLUGIN_TABLES, known);
                }
              });
      case 4, 5 ->
          change(
              desk,
              draft -> {
                Table<NeutralRecord> all = draft.state().table(table);
                all.forEach(record -> {
                  if (random.nextInt(4) == 0) {
                    draft.remove(table, record);
                  }
                });
              });
      default ->
          change(
              desk,
              draft -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                  UUID id =
                      tickets.isEmpty() || random.nextInt(4) == 0
                          ? new UUID(3, random.nextInt(50))
                          : tickets.get(random.nextInt(tickets.size()));
                  NeutralRecord before = draft.find(table, id);
                  draft.put(
                      table,
                      new NeutralRecord(
                          id, before == null ? 1 : before.version() + 1, fields(random)));
                }
              });
    }
  }

  private static Document fields(Random random) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      fields.put("group", (long) random.nextInt(4));
    }
    if (random.nextBoolean()) {
      fields.put("tags", random.nextBoolean() ? List.of("a", "b") : List.of("b", "b"));
    }
    if (random.nextBoolean()) {
      fields.put("due", Instant.ofEpochSecond(random.nextInt(9)));
    }
    if (random.nextBoolean()) {
      fields.put("price", BigDecimal.valueOf(random.nextInt(300), random.nextInt(3)));
    }
    fields.put("place", (long) random.nextInt(3));
    return Document.of(fields);
  }

  private static void define(Draft draft, Random random, String name) {
    PluginTable known = draft.state().table(Tables.PLUGIN_TABLES).unique("name", name);
    List<Index> indexes = new ArrayList<>(SOME);
    indexes.removeIf(any -> random.nextInt(3) == 0);
    draft.put(
        Tables.PLUGIN_TABLES,
        new PluginTable(
            known == null ? draft.newId() : known.id(),
            known == null ? 1 : known.version() + 1,
            name,
            "lists",
            random.nextBoolean(),
            1,
            indexes,
            Document.empty()));
  }

  private static Outcome change(LocalDesk desk, Consumer<Draft> work) {
    Outcome outcome = desk.execute(new PluginCommand("Change", 0, work), DeskFixture.envelope());
    assertTrue(outcome.done(), () -> outcome.problems().toString());
    return outcome;
  }

  private static void assertAlike(State expected, State actual) {
    StateEquality.assertSame(expected, actual);
    for (TableSchema<NeutralRecord> name : List.of(ITEMS, NOTES)) {
      Table<NeutralRecord> one = expected.table(name);
      Table<NeutralRecord> other = actual.table(name);
      PluginTable definition = one.schema().definition();
      assertEquals(definition, other.schema().definition());
      for (Index index : definition == null ? List.<Index>of() : definition.indexes()) {
        switch (index.kind()) {
          case UNIQUE -> {}
          case GROUPED -> assertEquals(groups(one, index.name()), groups(other, index.name()));
          case SORTED ->
              assertArrayEquals(slots(one.sorted(index.name())), slots(other.sorted(index.name())));
          case SORTED_WITHIN -> {
            for (long group = 0; group < 4; group++) {
              assertArrayEquals(
                  slots(one.sorted(index.name(), group)), slots(other.sorted(index.name(), group)));
            }
          }
        }
      }
    }
  }

  private static Map<Object, List<Integer>> groups(Table<NeutralRecord> table, String index) {
    Map<Object, List<Integer>> groups = new LinkedHashMap<>();
    table.forEachGroup(
        index,
        (key, set) -> groups.put(key, java.util.Arrays.stream(set.toArray()).boxed().toList()));
    return groups;
  }

  private static int[] slots(SortedSlots sorted) {
    int[] slots = new int[sorted.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = sorted.at(i);
    }
    return slots;
  }

  @Test
  void keepsRecords_whoseTableNobodyEverDefined() {
    try (LocalDesk desk = LocalDesk.open(fixture.options(), MemoryCommitLog.create(), null)) {
      UUID id = new UUID(3, 3);
      change(desk, draft -> draft.put(ITEMS, new NeutralRecord(id, 1, Document.of("group", 2L))));
      NeutralRecord kept = desk.snapshot().get(ITEMS, id);
      assertNotNull(kept);
      assertEquals(2L, kept.extra().get("group"));
    }
  }

  @Test
  void sharesTheTicketsSlot_andLeavesOutWhatHasNoTicket() {
    try (LocalDesk desk = LocalDesk.open(fixture.options(), MemoryCommitLog.create(), null)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      UUID last = new UUID(0, 0);
      for (int i = 0; i < 100; i++) {
        last = DeskFixture.ticketOf(desk.execute(DeskFixture.create("T"), DeskFixture.envelope()));
      }
      UUID ticket = last;
      change(
          desk,
          draft ->
              draft.put(
                  Tables.PLUGIN_TABLES,
                  new PluginTable(
                      new UUID(4, 4), 1, "lists.item", "lists", true, 1, SOME, Document.empty())));
      change(
          desk,
          draft -> {
            draft.put(ITEMS, new NeutralRecord(ticket, 1, Document.of("group", 2L)));
            draft.put(ITEMS, new NeutralRecord(new UUID(3, 3), 1, Document.empty()));
          });
      State state = desk.snapshot();
      assertEquals(1, state.table(ITEMS).size());
      assertEquals(99, state.table(ITEMS).slotOf(ticket));
      assertTrue(state.table(ITEMS).group("group", 2L).contains(99));
    }
  }
}
