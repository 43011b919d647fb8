package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.graph.DirtyPage;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.graph.PageConsumer;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.store.log.MemoryCommitLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel while disks fail under many writers and checkpoints come at any moment. */
class KernelFaultTest {
  private final DeskFixture fixture = new DeskFixture();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void losesNoAcknowledgedWrite_andShowsNoOther_whenTheDiskFailsAgainAndAgain(long seed)
      throws Exception {
    MemoryCommitLog log = MemoryCommitLog.create();
    Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    Set<UUID> refused = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    State last;
    try (LocalDesk desk = LocalDesk.open(fixture.options(), log, null)) {
      assertTrue(desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope()).done());
      CommitFeed feed = desk.feed(0);
      List<Thread> threads = new ArrayList<>();
      for (int writer = 0; writer < 16; writer++) {
        long high = 1_000 + writer;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; !over.get(); i++) {
                    UUID id = new UUID(high, i);
                    Outcome outcome =
                        desk.execute(
                            DeskFixture.create("T", id), DeskFixture.keyed(new UUID(high, -i), i));
                    (outcome.done() ? acknowledged : refused).add(id);
                    if (!outcome.done()) {
                      pause(2);
                    }
                  }
                }));
      }
      Random random = new Random(seed);
      for (int fault = 0; fault < 6; fault++) {
        pause(20 + random.nextInt(30));
        if (random.nextBoolean()) {
          log.fillDisk();
        } else {
          log.breakDisk();
        }
        pause(random.nextInt(40));
        log.repairDisk();
        int before = acknowledged.size();
        for (int i = 0; i < 500 && acknowledged.size() == before; i++) {
          pause(10);
        }
        assertTrue(acknowledged.size() > before, "works again without a restart, seed " + seed);
      }
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      last = desk.snapshot();
      Set<UUID> there = new TreeSet<>();
      last.table(Tables.TICKETS).forEach(ticket -> there.add(ticket.id()));
      assertEquals(new TreeSet<>(acknowledged), there, "seed " + seed);
      Set<UUID> fed = new TreeSet<>();
      for (long expected = 1; expected <= last.sequence(); expected++) {
        Commit commit = feed.next(Duration.ofSeconds(5));
        assertNotNull(commit);
        assertEquals(expected, commit.sequence(), "seed " + seed);
        commit
            .encoded()
            .changeSet()
            .puts()
            .forEach(put -> {
              if (put.record() instanceof Ticket ticket) {
                assertTrue(fed.add(ticket.id()), "given twice, seed " + seed);
              }
            });
      }
      assertNull(feed.next(Duration.ZERO));
      assertEquals(there, fed, "seed " + seed);
    }
    try (MemoryCommitLog again = log.reopen()) {
      StateEquality.assertSame(
          last, new Replay(fixture.schema, again).fromStart(ReplayProgress.SILENT));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void startsFromAnyCheckpoint_asIfItHadReplayedEverything(long seed) throws Exception {
    MemoryCommitLog log = MemoryCommitLog.create();
    PagesInMemory graph = new PagesInMemory();
    State last;
    List<PagesInMemory> copies = new ArrayList<>();
    try (LocalDesk desk = LocalDesk.open(fixture.options(), log, graph)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      List<Thread> threads = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        Random random = new Random(seed * 100 + writer);
        long high = 2_000 + writer;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  List<UUID> mine = new ArrayList<>();
                  for (int i = 0; i < 60; i++) {
                    if (mine.isEmpty() || random.nextBoolean()) {
                      UUID id = new UUID(high, i);
                      desk.execute(
                          DeskFixture.create("T", id), DeskFixture.keyed(new UUID(high, -i), i));
                      mine.add(id);
                    } else {
                      desk.execute(
                          DeskFixture.comment(mine.get(random.nextInt(mine.size())), "hm"),
                          DeskFixture.envelope());
                    }
                  }
                }));
      }
      for (int i = 0; i < 5; i++) {
        pause(15);
        desk.checkpoint();
        copies.add(graph.copy());
      }
      for (Thread thread : threads) {
        thread.join();
      }
      fixture.millis.addAndGet(Duration.ofDays(31).toMillis());
      for (int i = 0; i < 20; i++) {
        desk.execute(DeskFixture.create("Late"), DeskFixture.envelope());
      }
      last = desk.snapshot();
      copies.add(graph.copy());
    }
    copies.add(graph);
    for (PagesInMemory copy : copies) {
      try (MemoryCommitLog again = log.reopen()) {
        State loaded = Pages.load(fixture.schema, copy);
        assertEquals(copy.appliedSequence(), loaded.sequence());
        State state =
            new Replay(fixture.schema, again)
                .from(loaded, again.durableSequence(), ReplayProgress.SILENT);
        StateEquality.assertSame(last, state);
        State replayed = new Replay(fixture.schema, again).fromStart(ReplayProgress.SILENT);
        StateEquality.assertSame(last, replayed);
      }
    }
  }

  @Test
  void readsTheFeedAcrossTheBorderOfMemory_withoutGapOrRepeat() throws Exception {
    try (LocalDesk desk = LocalDesk.open(fixture.options(), MemoryCommitLog.create(), null)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      AtomicBoolean over = new AtomicBoolean();
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 3_000; i++) {
                  desk.execute(DeskFixture.create("T"), DeskFixture.envelope());
                }
                over.set(true);
              });
      Random random = new Random(5);
      long expected = 1;
      try (CommitFeed feed = desk.feed(0)) {
        while (!over.get() || feed.behind() > 0) {
          // Now ahead of the writer, now further behind than memory reaches.
          if (random.nextInt(400) == 0) {
            pause(30);
          }
          Commit commit = feed.next(Duration.ofMillis(50));
          if (commit != null) {
            assertEquals(expected++, commit.sequence());
            assertTrue(commit.state().sequence() >= commit.sequence());
          }
        }
      }
      writer.join();
      assertEquals(desk.snapshot().sequence() + 1, expected);
    }
  }

  @Test
  void keepsNoMoreEntriesInMemory_thanItMay() {
    EntryCache cache = new EntryCache(1 << 20);
    String text = "x".repeat(5_000);
    for (long address = 0; address < 2_000; address++) {
      Change change = new Change("custom.text", null, text + address, null, null);
      cache.put(
          address,
          new Event(
              "TicketEdited",
              "ticket",
              new UUID(0, 0),
              null,
              0,
              null,
              "AGENT",
              "a",
              List.of(change),
              null,
              false,
              Document.empty()));
    }
    int kept = 0;
    for (long address = 0; address < 2_000; address++) {
      kept += cache.get(address) == null ? 0 : 1;
    }
    assertTrue(kept > 10 && kept * 10_000L <= 2 << 20, "kept " + kept);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A graph that is a map. */
  private static final class PagesInMemory implements GraphStore {
    private final Map<String, TreeMap<Integer, byte[]>> pages = new TreeMap<>();
    private long applied;
    private byte[] chain = {};
    private Document meta = Document.empty();

    synchronized PagesInMemory copy() {
      PagesInMemory copy = new PagesInMemory();
      pages.forEach((table, of) -> copy.pages.put(table, new TreeMap<>(of)));
      copy.applied = applied;
      copy.chain = chain;
      copy.meta = meta;
      return copy;
    }

    @Override
    public synchronized long appliedSequence() {
      return applied;
    }

    @Override
    public synchronized byte[] chainHash() {
      return chain;
    }

    @Override
    public synchronized Document meta() {
      return meta;
    }

    @Override
    public synchronized void load(PageConsumer consumer) {
      pages.forEach(
          (table, of) -> of.forEach((index, bytes) -> consumer.page(table, index, bytes)));
    }

    @Override
    public synchronized void checkpoint(
        long appliedSequence, byte[] chainHash, Document values, List<DirtyPage> dirty) {
      for (DirtyPage page : dirty) {
        TreeMap<Integer, byte[]> table = pages.computeIfAbsent(page.table(), t -> new TreeMap<>());
        table.put(page.pageIndex(), page.bytes());
        assertEquals(table.size() - 1, table.lastKey(), "dense pages of " + page.table());
      }
      applied = appliedSequence;
      chain = chainHash;
      meta = values;
    }

    @Override
    public void close() {}
  }
}
