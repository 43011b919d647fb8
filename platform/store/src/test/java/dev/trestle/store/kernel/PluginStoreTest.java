package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.codec.Interner;
import dev.trestle.domain.command.CommandGuards;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.graph.DirtyPage;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.graph.PageConsumer;
import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.work.DeskEventLog;
import dev.trestle.domain.record.NeutralRecord;
import dev.trestle.domain.record.PluginTable;
import dev.trestle.domain.record.PluginTable.Index;
import dev.trestle.domain.record.PluginTable.Part;
import dev.trestle.domain.state.ChangeSetCodec;
import dev.trestle.domain.state.NeutralSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.EventLog;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.RecordType.IndexKind;
import dev.trestle.store.graph.PageGraph;
import dev.trestle.store.log.MemoryCommitLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store keeps of plugins, with no plugin there. */
class PluginStoreTest {
  private static final String GOLDEN = "plugin-commits.txt";
  private static final TableSchema<NeutralRecord> ITEMS = NeutralSchema.named("lists.item");
  private static final TableSchema<NeutralRecord> MARKS = NeutralSchema.named("gone.mark");

  private final DeskFixture fixture = new DeskFixture();

  private static Outcome change(LocalDesk desk, Consumer<Draft> work) {
    Outcome outcome = desk.execute(new PluginCommand("Change", 3, work), DeskFixture.envelope());
    assertTrue(outcome.done(), () -> outcome.problems().toString());
    return outcome;
  }

  private static void define(Draft draft, boolean ofTicket) {
    draft.put(
        Tables.PLUGIN_TABLES,
        new PluginTable(
            new UUID(4, 4),
            1,
            "lists.item",
            "lists",
            ofTicket,
            2,
            List.of(
                new Index(
                    "group", IndexKind.GROUPED, "", List.of(new Part("group", 0L, List.of()))),
                new Index("due", IndexKind.SORTED, "", List.of(new Part("due", null, List.of())))),
            Document.empty()));
  }

  private void live(LocalDesk desk) {
    desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
    UUID ticket =
        DeskFixture.ticketOf(
            desk.execute(DeskFixture.create("Printer", new UUID(8, 8)), DeskFixture.envelope()));
    change(desk, draft -> define(draft, true));
    change(
        desk,
        draft ->
            draft.put(
                ITEMS,
                new NeutralRecord(
                    ticket,
                    1,
                    Document.builder()
                        .put("group", 7L)
                        .put("due", Instant.parse("2031-03-03T09:00:00.000000001Z"))
                        .put("takes", Duration.ofMinutes(90))
                        .put("_shape", 2L)
                        .build())));
    change(desk, draft -> draft.put(MARKS, new NeutralRecord(new UUID(5, 5), 1, Document.empty())));
  }

  /**
   * Writes the golden commits anew under {@code -Dtrestle.golden.write=true}: only when the format
   * grew, never to make a failing test pass.
   */
  @Test
  void opensVerifiesAndRebuilds_whatAnEarlierDeskWroteForItsPlugins(@TempDir Path graphs)
      throws IOException {
    if (Boolean.getBoolean("trestle.golden.write")) {
      write();
    }
    MemoryCommitLog log = MemoryCommitLog.create();
    ChangeSetCodec codec = new ChangeSetCodec(fixture.schema);
    for (String line : golden()) {
      byte[] payload = HexFormat.of().parseHex(line);
      assertArrayEquals(
          payload, codec.encode(codec.decode(payload, Interner.NONE).changeSet()).payload());
      log.enqueue(fixture.millis.get(), payload).await();
    }
    State lived;
    try (PageGraph graph = PageGraph.open(graphs)) {
      LocalDesk desk = LocalDesk.open(fixture.options(), log, graph);
      lived = desk.snapshot();
      desk.checkpoint();
      NeutralRecord item = lived.get(ITEMS, new UUID(8, 8));
      assertNotNull(item);
      assertEquals(Duration.ofMinutes(90), item.extra().get("takes"));
      assertTrue(lived.table(ITEMS).group("group", 7L).contains(0));
      assertEquals(1, lived.table(ITEMS).sorted("due").size());
      assertNotNull(lived.get(MARKS, new UUID(5, 5)));
    }
    try (PageGraph graph = PageGraph.open(graphs)) {
      GraphCheck.Report report = GraphCheck.run(fixture.schema, log, graph, ReplayProgress.SILENT);
      assertEquals(lived.sequence(), report.sequence());
      assertTrue(report.difference().isEmpty(), () -> report.difference().toString());
    }
    try (PageGraph graph = PageGraph.open(graphs)) {
      StateEquality.assertSame(lived, Pages.load(fixture.schema, graph));
    }
    StateEquality.assertSame(
        lived, new Replay(fixture.schema, log).fromStart(ReplayProgress.SILENT));
  }

  private void write() throws IOException {
    MemoryCommitLog log = MemoryCommitLog.create();
    LocalDesk desk = LocalDesk.open(fixture.options(), log, null);
    live(desk);
    StringBuilder lines = new StringBuilder();
    LogCursor cursor = log.from(1);
    while (cursor.hasNext()) {
      lines.append(HexFormat.of().formatHex(cursor.next().payload())).append('\n');
    }
    Path resource = Path.of("src/test/resources/dev/trestle/store/kernel").resolve(GOLDEN);
    Files.createDirectories(resource.getParent());
    Files.writeString(resource, lines);
  }

  private static List<String> golden() throws IOException {
    Path written = Path.of("src/test/resources/dev/trestle/store/kernel").resolve(GOLDEN);
    if (Files.exists(written)) {
      return Files.readAllLines(written);
    }
    try (InputStream in = PluginStoreTest.class.getResourceAsStream(GOLDEN)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Takes checkpoints, and tells which pages they wrote. */
  private static final class WrittenPages implements GraphStore {
    private final List<String> pages = new ArrayList<>();
    private long sequence;

    @Override
    public long appliedSequence() {
      return sequence;
    }

    @Override
    public byte[] chainHash() {
      return new byte[0];
    }

    @Override
    public Document meta() {
      return Document.empty();
    }

    @Override
    public void load(PageConsumer consumer) {}

    @Override
    public void checkpoint(long applied, byte[] hash, Document meta, List<DirtyPage> dirty) {
      sequence = applied;
      pages.clear();
      dirty.forEach(page -> pages.add(page.table() + " " + page.pageIndex()));
    }

    @Override
    public void close() {}
  }

  @Test
  void writesOnePage_forARecordOfALateTicket() {
    WrittenPages graph = new WrittenPages();
    try (LocalDesk desk =
        LocalDesk.open(
            fixture.options().withCheckpointEvery(Duration.ofDays(1)),
            MemoryCommitLog.create(),
            graph)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      change(desk, draft -> define(draft, true));
      UUID last = new UUID(0, 0);
      for (int i = 0; i < 200; i++) {
        last = DeskFixture.ticketOf(desk.execute(DeskFixture.create("T"), DeskFixture.envelope()));
      }
      desk.checkpoint();
      UUID ticket = last;
      change(desk, draft -> draft.put(ITEMS, new NeutralRecord(ticket, 1, Document.empty())));
      desk.checkpoint();
      assertEquals(List.of("plugin/lists.item 6"), graph.pages);
    }
  }

  @Test
  void asksGuardsAboutTickets_alsoWhenOnlyAskedWhatWouldHappen_andNotAboutAnythingElse() {
    List<String> asked = new ArrayList<>();
    CommandGuards guards =
        new CommandGuards() {
          @Override
          public boolean watching() {
            return true;
          }

          @Override
          public Findings check(Proposal proposal) {
            asked.add(proposal.command());
            return new Findings(
                proposal.command().equals("ResolveTicket")
                    ? List.of(Problem.of(ProblemType.PRECONDITION, "GATE_SHUT", "Open it."))
                    : List.of(),
                List.of(Problem.of(ProblemType.PRECONDITION, "GATE_RUSTY", "Oil it.")));
          }
        };
    try (LocalDesk desk =
        LocalDesk.open(fixture.options().withGuards(guards), MemoryCommitLog.create(), null)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      change(desk, draft -> define(draft, false));
      assertEquals(List.of(), asked);
      Outcome created = desk.execute(DeskFixture.create("T"), DeskFixture.envelope());
      assertEquals("GATE_RUSTY", created.warnings().getFirst().code());
      UUID ticket = DeskFixture.ticketOf(created);
      Outcome refused =
          desk.execute(new ResolveTicket(ticket, null, null, null), DeskFixture.envelope());
      assertEquals("GATE_SHUT", refused.problems().getFirst().code());
      Outcome dry =
          desk.execute(
              new ResolveTicket(ticket, null, null, null),
              new Envelope(DeskFixture.AGENT, null, 0, true, null));
      assertEquals("GATE_SHUT", dry.problems().getFirst().code());
      assertEquals(created.sequence(), desk.snapshot().sequence());
      assertEquals(List.of("CreateTicket", "ResolveTicket", "ResolveTicket"), asked);
    }
  }

  @Test
  void readsTheLogInStretches_withoutGapOrRepeat() {
    try (LocalDesk desk = LocalDesk.open(fixture.options(), MemoryCommitLog.create(), null)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      UUID ticket =
          DeskFixture.ticketOf(desk.execute(DeskFixture.create("T"), DeskFixture.envelope()));
      for (int i = 0; i < 20; i++) {
        desk.execute(
            new CommentTicket(ticket, null, "c" + i, null, null, null), DeskFixture.envelope());
      }
      EventLog log =
          new DeskEventLog(
              desk,
              new Asked(
                  List.of("message"),
                  List.of(),
                  List.of(DeskEvent.COMMENT_ADDED),
                  List.of(),
                  false,
                  false,
                  List.of()));
      List<String> texts = new ArrayList<>();
      EventLog.Stretch stretch = log.after(0, -1, 3);
      while (!stretch.events().isEmpty()) {
        stretch.events().forEach(event -> texts.add(event.text()));
        stretch = log.after(stretch.sequence(), stretch.ordinal(), 3);
      }
      assertTrue(stretch.atEnd());
      assertEquals(21, texts.size());
      assertEquals("It does not work.", texts.getFirst());
      assertEquals("c19", texts.getLast());
      assertEquals(List.of(), log.after(log.lastSequence(), 9, 5).events());
    }
  }
}
