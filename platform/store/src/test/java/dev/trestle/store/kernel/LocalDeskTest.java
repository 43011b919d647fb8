package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.TicketCommands.PrioritizeTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.store.graph.PageGraph;
import dev.trestle.store.log.LocalCommitLog;
import dev.trestle.store.log.LogOptions;
import dev.trestle.store.log.MemoryCommitLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDeskTest {
  private final DeskFixture fixture = new DeskFixture();

  @Test
  void answersWithTheTicket_onceItIsInTheLog() {
    MemoryCommitLog log = MemoryCommitLog.create();
    try (LocalDesk desk = open(log)) {
      Outcome outcome = desk.execute(DeskFixture.create("Printer"), DeskFixture.envelope());
      Ticket ticket = ticket(outcome);
      assertEquals("Printer", ticket.subject());
      assertEquals("1001", ticket.number());
      assertEquals(outcome.sequence(), log.durableSequence());
      assertEquals(2, desk.snapshot().timeline(0).size());
      Message message = (Message) desk.entry(desk.snapshot().timeline(0).get(1));
      assertEquals("It does not work.", message.text());
    }
  }

  @Test
  void givesTheSameAnswerAgain_whenTheOperationKeyIsRepeated() {
    try (LocalDesk desk = open(MemoryCommitLog.create())) {
      UUID key = new UUID(5, 5);
      Outcome first = desk.execute(DeskFixture.create("A"), DeskFixture.keyed(key, 1));
      UUID id = DeskFixture.ticketOf(first);
      desk.execute(new PrioritizeTicket(id, null, TicketPriority.URGENT), DeskFixture.envelope());
      Outcome again = desk.execute(DeskFixture.create("A"), DeskFixture.keyed(key, 1));
      assertTrue(again.replayed());
      assertEquals(ticket(first), ticket(again), "the ticket as it was answered first");
      Outcome other = desk.execute(DeskFixture.create("B"), DeskFixture.keyed(key, 2));
      assertEquals("OPERATION_KEY_REUSED", other.problems().getFirst().code());
      assertEquals(1, desk.snapshot().table(Tables.TICKETS).size());
    }
  }

  @Test
  void forgetsOperationKeys_afterThirtyDays() {
    try (LocalDesk desk = open(MemoryCommitLog.create())) {
      UUID key = new UUID(5, 6);
      desk.execute(DeskFixture.create("A"), DeskFixture.keyed(key, 1));
      fixture.millis.addAndGet(Duration.ofDays(31).toMillis());
      desk.execute(DeskFixture.create("B"), DeskFixture.envelope());
      assertFalse(desk.execute(DeskFixture.create("A"), DeskFixture.keyed(key, 1)).replayed());
    }
  }

  @Test
  void commitsNothing_whenOnlyAskedWhatWouldHappen() {
    try (LocalDesk desk = open(MemoryCommitLog.create())) {
      long before = desk.snapshot().sequence();
      Outcome outcome =
          desk.execute(
              DeskFixture.create("A"), new Envelope(DeskFixture.AGENT, null, 0, true, null));
      assertEquals("A", ticket(outcome).subject());
      assertEquals(before, desk.snapshot().sequence());
      assertEquals(0, desk.snapshot().table(Tables.TICKETS).size());
    }
  }

  @Test
  void neverGoesBackInTime_whenTheClockDoes() {
    try (LocalDesk desk = open(MemoryCommitLog.create())) {
      UUID id = DeskFixture.ticketOf(desk.execute(DeskFixture.create("A"), DeskFixture.envelope()));
      long created =
          Objects.requireNonNull(desk.snapshot().get(Tables.TICKETS, id)).createdAtMillis();
      fixture.millis.addAndGet(-Duration.ofHours(5).toMillis());
      desk.execute(DeskFixture.comment(id, "later"), DeskFixture.envelope());
      assertTrue(
          Objects.requireNonNull(desk.snapshot().get(Tables.TICKETS, id)).updatedAtMillis()
              >= created);
    }
  }

  @Test
  void losesNoComment_whenSixteenWritersShareOneTicket() throws Exception {
    try (LocalDesk desk = open(MemoryCommitLog.create())) {
      UUID id = DeskFixture.ticketOf(desk.execute(DeskFixture.create("A"), DeskFixture.envelope()));
      ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < 16; writer++) {
        String text = "from " + writer;
        writers.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; i < 20; i++) {
                    outcomes.add(
                        desk.execute(DeskFixture.comment(id, text), DeskFixture.envelope()));
                  }
                }));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      assertTrue(outcomes.stream().allMatch(Outcome::done));
      assertEquals(321, Objects.requireNonNull(desk.snapshot().get(Tables.TICKETS, id)).version());
      assertEquals(2 + 2 * 320, desk.snapshot().timeline(0).size());
    }
  }

  @Test
  void refusesWritesAndGoesOnReading_whileTheDiskIsFull_thenRecovers() throws Exception {
    MemoryCommitLog log = MemoryCommitLog.create();
    try (LocalDesk desk = open(log)) {
      UUID id = DeskFixture.ticketOf(desk.execute(DeskFixture.create("A"), DeskFixture.envelope()));
      log.fillDisk();
      Outcome refused =
          desk.execute(new ResolveTicket(id, null, null, null), DeskFixture.envelope());
      assertEquals("DISK_FULL", refused.problems().getFirst().code());
      assertEquals(
          StatusCategory.NEW,
          Objects.requireNonNull(desk.snapshot().get(Tables.TICKETS, id)).statusCategory());
      log.repairDisk();
      Outcome done = refused;
      for (int i = 0; i < 100 && !done.done(); i++) {
        done = desk.execute(new ResolveTicket(id, null, null, null), DeskFixture.envelope());
        Thread.sleep(20);
      }
      assertTrue(done.done(), () -> "still refused");
      assertEquals(StatusCategory.RESOLVED, ticket(done).statusCategory());
    }
  }

  @Test
  void feedsEveryCommitOnce_fromMemoryAndFromTheLog() throws Exception {
    try (LocalDesk desk = open(MemoryCommitLog.create())) {
      for (int i = 0; i < 1500; i++) {
        desk.execute(DeskFixture.create("T" + i), DeskFixture.envelope());
      }
      try (CommitFeed feed = desk.feed(0)) {
        for (long expected = 1; expected <= desk.snapshot().sequence(); expected++) {
          Commit commit = Objects.requireNonNull(feed.next(Duration.ofSeconds(5)));
          assertEquals(expected, commit.sequence());
        }
        assertEquals(0, feed.behind());
      }
    }
  }

  @Test
  void gathersCommits_untilThereAreSoManyOrTheFeedIsClosed() throws Exception {
    try (LocalDesk desk = open(MemoryCommitLog.create());
        CommitFeed feed = desk.feed(desk.snapshot().sequence())) {
      List<Long> behind = new ArrayList<>();
      Thread gathering =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  feed.gather(3, Duration.ofHours(1));
                  behind.add(feed.behind());
                  feed.gather(1_000, Duration.ofHours(1));
                  behind.add(feed.behind());
                } catch (InterruptedException stopped) {
                  Thread.currentThread().interrupt();
                }
              });
      for (int i = 0; i < 3; i++) {
        assertTrue(gathering.isAlive(), "one that gathers waits for all");
        desk.execute(DeskFixture.create("T" + i), DeskFixture.envelope());
      }
      feed.close();
      assertTrue(gathering.join(Duration.ofSeconds(30)), "a closed feed lets go");
      assertEquals(List.of(3L, 3L), behind);
    }
  }

  @Test
  void wakesOneWhoWaits_onlyForACommitThatIsWorthIt() throws Exception {
    try (LocalDesk desk = open(MemoryCommitLog.create());
        CommitFeed feed = desk.feed(desk.snapshot().sequence())) {
      Queue<Long> looked = new ConcurrentLinkedQueue<>();
      desk.execute(DeskFixture.create("Before"), DeskFixture.envelope());
      long worth = desk.snapshot().sequence() + 2;
      Thread waiting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  feed.await(
                      commit -> {
                        looked.add(commit.sequence());
                        return commit.sequence() == worth;
                      },
                      Duration.ofMinutes(1));
                } catch (InterruptedException stopped) {
                  throw new IllegalStateException(stopped);
                }
              });
      for (int i = 0; i < 1_500 && looked.isEmpty(); i++) {
        Thread.sleep(20);
      }
      desk.execute(DeskFixture.create("Unworthy"), DeskFixture.envelope());
      assertTrue(waiting.isAlive());
      desk.execute(DeskFixture.create("Worth it"), DeskFixture.envelope());
      assertTrue(waiting.join(Duration.ofSeconds(30)));
      assertTrue(looked.contains(worth));
      assertEquals(3, feed.behind());
    }
  }

  @Test
  void endsAWait_beforeWhatItPassesOverMustBeReadFromTheLog() throws Exception {
    try (LocalDesk desk = open(MemoryCommitLog.create());
        CommitFeed feed = desk.feed(desk.snapshot().sequence())) {
      Thread waiting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  feed.await(_ -> false, Duration.ofHours(1));
                } catch (InterruptedException stopped) {
                  throw new IllegalStateException(stopped);
                }
              });
      for (int i = 0; i < 1_000 && waiting.isAlive(); i++) {
        desk.execute(DeskFixture.create("T" + i), DeskFixture.envelope());
      }
      assertTrue(waiting.join(Duration.ofSeconds(30)));
    }
  }

  @Test
  void endsAWait_whenSomebodyRings() throws Exception {
    try (LocalDesk desk = open(MemoryCommitLog.create());
        CommitFeed feed = desk.feed(desk.snapshot().sequence())) {
      feed.ring();
      feed.await(_ -> false, Duration.ofMinutes(1));
      assertEquals(0, feed.behind());
    }
  }

  @Test
  void hasTheSameState_afterReplayAndAfterLoadingTheGraph(@TempDir Path directory)
      throws Exception {
    Path logs = directory.resolve("log");
    Path graphs = directory.resolve("graph");
    State before;
    try (LocalCommitLog log = LocalCommitLog.open(logs, LogOptions.standard());
        PageGraph graph = PageGraph.open(graphs);
        LocalDesk desk = LocalDesk.open(fixture.options(), log, graph)) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      for (int i = 0; i < 100; i++) {
        UUID id =
            DeskFixture.ticketOf(
                desk.execute(DeskFixture.create("T" + i), DeskFixture.keyed(new UUID(3, i), i)));
        if (i % 3 == 0) {
          desk.execute(DeskFixture.comment(id, "hm"), DeskFixture.envelope());
        }
        if (i == 50) {
          desk.checkpoint();
        }
      }
      before = desk.snapshot();
    }
    try (LocalCommitLog log = LocalCommitLog.open(logs, LogOptions.standard());
        PageGraph graph = PageGraph.open(graphs);
        LocalDesk desk = LocalDesk.open(fixture.options(), log, graph)) {
      assertEquals(before.sequence(), graph.appliedSequence());
      StateEquality.assertSame(before, desk.snapshot());
      State replayed = new Replay(fixture.schema, log).fromStart(ReplayProgress.SILENT);
      StateEquality.assertSame(before, replayed);
      assertNotNull(
          desk.snapshot().receipts().find(new UUID(3, 7), State.ownerOf(DeskFixture.AGENT.id())));
    }
  }

  @Test
  void givesAnAnswerAgainToNobodyElse_andToNobodyAnonymousAtAll() {
    try (LocalDesk desk = open(MemoryCommitLog.create())) {
      UUID key = new UUID(4, 4);
      Viewer itself =
          new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Permissions.ALL, null);
      Outcome own =
          desk.execute(DeskFixture.create("Own"), new Envelope(itself, key, 1, false, null));
      assertEquals(
          own.sequence(),
          desk.execute(DeskFixture.create("Own"), new Envelope(itself, key, 1, false, null))
              .sequence());
      Outcome anothers = desk.execute(DeskFixture.create("Own"), DeskFixture.keyed(key, 1));
      assertFalse(anothers.replayed());
      assertNotEquals(DeskFixture.ticketOf(own), DeskFixture.ticketOf(anothers));
      for (long input = 1; input <= 2; input++) {
        Outcome anonymous =
            desk.execute(
                DeskFixture.create("Own"), new Envelope(Viewer.ANONYMOUS, key, input, false, null));
        assertEquals(
            List.of("SIGN_IN_REQUIRED"), anonymous.problems().stream().map(Problem::code).toList());
        assertEquals(List.of(), anonymous.results());
      }
    }
  }

  private LocalDesk open(MemoryCommitLog log) {
    LocalDesk desk = LocalDesk.open(fixture.options(), log, null);
    assertTrue(desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope()).done());
    return desk;
  }

  private static Ticket ticket(Outcome outcome) {
    assertEquals(List.of(), outcome.problems());
    return Objects.requireNonNull(
        outcome.state().get(Tables.TICKETS, DeskFixture.ticketOf(outcome)));
  }
}
