package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.Patch;
import dev.trestle.domain.command.TicketCommands.CloseTicket;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.command.TicketCommands.ImportStep;
import dev.trestle.domain.command.TicketCommands.ImportTickets;
import dev.trestle.domain.command.TicketCommands.MergeTicket;
import dev.trestle.domain.command.TicketCommands.ReopenTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.command.TicketCommands.SetTicketParent;
import dev.trestle.domain.command.TicketCommands.TicketImport;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.store.log.MemoryCommitLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands that are decided on the same snapshot, each right alone and wrong together. */
class RaceTest {
  private static final int ROUNDS = 150;
  private final DeskFixture fixture = new DeskFixture();

  @Test
  void keepsAParentOpen_whenAChildComesAtTheSameMoment() throws Exception {
    try (LocalDesk desk = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        UUID parent = ticket(desk, "Parent " + round);
        Command arrival =
            round % 2 == 0
                ? child(parent)
                : new SetTicketParent(ticket(desk, "Stray"), null, parent);
        together(desk, new ResolveTicket(parent, null, null, null), arrival);
        gateHolds(desk.snapshot(), "round " + round);
      }
    }
  }

  @Test
  void keepsAParentOpen_whenAChildIsReopenedAtTheSameMoment() throws Exception {
    try (LocalDesk desk = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        UUID parent = ticket(desk, "Parent " + round);
        UUID child = DeskFixture.ticketOf(run(desk, child(parent)));
        run(desk, new ResolveTicket(child, null, null, null));
        together(
            desk,
            new CloseTicket(parent, null, null, null),
            new ReopenTicket(child, null, null, null));
        gateHolds(desk.snapshot(), "round " + round);
      }
    }
  }

  @Test
  void givesNoChildToATicket_thatIsMergedAwayAtTheSameMoment() throws Exception {
    try (LocalDesk desk = open()) {
      UUID into = ticket(desk, "Into");
      for (int round = 0; round < ROUNDS; round++) {
        UUID merged = ticket(desk, "Merged " + round);
        together(desk, new MergeTicket(merged, null, into, null), child(merged));
        Ticket after = Objects.requireNonNull(desk.snapshot().get(Tables.TICKETS, merged));
        int children = desk.snapshot().table(Tables.TICKETS).group("parent", merged).cardinality();
        assertTrue(after.mergedIntoId() == null || children == 0, "round " + round);
      }
    }
  }

  @Test
  void closesNoCircleOfParents_fromBothEndsAtOnce() throws Exception {
    try (LocalDesk desk = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        UUID a = ticket(desk, "A");
        UUID b = ticket(desk, "B");
        UUID c = ticket(desk, "C");
        run(desk, new SetTicketParent(b, null, c));
        together(desk, new SetTicketParent(a, null, b), new SetTicketParent(c, null, a));
        Set<UUID> seen = new HashSet<>();
        Ticket above = desk.snapshot().get(Tables.TICKETS, a);
        while (above != null) {
          assertTrue(seen.add(above.id()), "a circle in round " + round);
          above = desk.snapshot().get(Tables.TICKETS, above.parentId());
        }
      }
    }
  }

  @Test
  void givesEveryTicketANumberOfItsOwn_alsoWhenImportsBringTheirs() throws Exception {
    try (LocalDesk desk = open()) {
      ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
      writers(
          16,
          writer ->
              () -> {
                for (int i = 0; i < 10; i++) {
                  outcomes.add(
                      writer % 4 == 0
                          ? run(desk, imported("k" + writer + "." + i, 1001 + writer * 12 + i * 3))
                          : run(desk, DeskFixture.create("T")));
                }
              });
      Table<Ticket> tickets = desk.snapshot().table(Tables.TICKETS);
      Set<String> numbers = new HashSet<>();
      tickets.forEach(ticket -> assertTrue(numbers.add(ticket.number()), ticket.number()));
      for (Outcome outcome : outcomes) {
        assertTrue(
            outcome.problems().stream().allMatch(p -> p.code().equals("TICKET_NUMBER_TAKEN")),
            () -> outcome.problems().toString());
      }
      long refused = outcomes.stream().filter(outcome -> !outcome.done()).count();
      assertEquals(160 - refused, tickets.size());
      assertTrue(refused <= 40, "only an import can want a number that is taken: " + refused);
    }
  }

  @Test
  void importsATicketOnce_whenManyImportItAtOnce() throws Exception {
    try (LocalDesk desk = open()) {
      ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
      writers(
          16,
          writer ->
              () -> {
                for (int i = 0; i < 10; i++) {
                  outcomes.add(run(desk, imported("same" + i, null)));
                }
              });
      assertTrue(outcomes.stream().allMatch(Outcome::done));
      assertEquals(10, desk.snapshot().table(Tables.TICKETS).size());
      assertEquals(1, desk.snapshot().table(Tables.TEAMS).size());
      assertEquals(10, outcomes.stream().filter(o -> o.result("created") != null).count());
    }
  }

  @Test
  void givesOneAnswer_whenTwoUseOneOperationKeyAtOnce() throws Exception {
    try (LocalDesk desk = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        UUID key = new UUID(6, round);
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        long before = desk.snapshot().sequence();
        CyclicBarrier barrier = new CyclicBarrier(2);
        writers(
            2,
            writer ->
                () -> {
                  barrier.await();
                  outcomes.add(desk.execute(DeskFixture.create("Once"), DeskFixture.keyed(key, 1)));
                });
        assertEquals(before + 1, desk.snapshot().sequence(), "one commit");
        List<Outcome> two = List.copyOf(outcomes);
        assertEquals(two.get(0).results(), two.get(1).results());
        assertEquals(two.get(0).sequence(), two.get(1).sequence());
        UUID id = DeskFixture.ticketOf(two.get(0));
        assertEquals(
            two.get(0).state().get(Tables.TICKETS, id), two.get(1).state().get(Tables.TICKETS, id));
        assertEquals(1, two.stream().filter(Outcome::replayed).count());
      }
    }
  }

  @Test
  void showsEveryWriterItsOwnWrite_andFailsNone_whenThirtyTwoShareATicket() throws Exception {
    try (LocalDesk desk = open()) {
      UUID id = ticket(desk, "Hot");
      ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
      writers(
          32,
          writer ->
              () -> {
                for (int i = 0; i < 20; i++) {
                  Outcome outcome = run(desk, DeskFixture.comment(id, "w" + writer));
                  outcomes.add(outcome);
                  assertTrue(
                      desk.snapshot().sequence() >= outcome.sequence(), "own write published");
                }
              });
      for (Outcome outcome : outcomes) {
        assertEquals(List.of(), outcome.problems());
      }
      assertEquals(641, Objects.requireNonNull(desk.snapshot().get(Tables.TICKETS, id)).version());
    }
  }

  @Test
  void promisesTheSameNumberInADryRun_asTheNextTicketGets() throws Exception {
    try (LocalDesk desk = open()) {
      for (int i = 0; i < 3; i++) {
        Outcome dry =
            desk.execute(
                DeskFixture.create("A"), new Envelope(DeskFixture.AGENT, null, 0, true, null));
        assertEquals("1001", number(dry));
      }
      assertEquals("1001", number(run(desk, DeskFixture.create("A"))));
      assertEquals("1002", number(run(desk, DeskFixture.create("B"))));
      assertFalse(desk.snapshot().table(Tables.TICKETS).size() > 2);
    }
  }

  private static String number(Outcome outcome) {
    return Objects.requireNonNull(
            outcome.state().get(Tables.TICKETS, DeskFixture.ticketOf(outcome)))
        .number();
  }

  private static void gateHolds(State state, String where) {
    state
        .table(Tables.TICKETS)
        .forEach(ticket -> {
          Ticket parent = state.get(Tables.TICKETS, ticket.parentId());
          assertTrue(
              parent == null || parent.open() || !ticket.open(),
              where + ": an open child under a closed parent");
        });
  }

  private static void together(LocalDesk desk, Command... commands) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(commands.length);
    writers(
        commands.length,
        i ->
            () -> {
              barrier.await();
              run(desk, commands[i]);
            });
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void writers(int count, IntFunction<Work> work) throws Exception {
    List<Thread> threads = new ArrayList<>();
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < count; i++) {
      Work mine = work.apply(i);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  mine.run();
                } catch (Throwable failure) {
                  failures.add(failure);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.peek());
    }
  }

  private LocalDesk open() {
    LocalDesk desk = LocalDesk.open(fixture.options(), MemoryCommitLog.create(), null);
    assertTrue(desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope()).done());
    return desk;
  }

  private static Outcome run(LocalDesk desk, Command command) {
    return desk.execute(command, DeskFixture.envelope());
  }

  private static UUID ticket(LocalDesk desk, String subject) {
    return DeskFixture.ticketOf(run(desk, DeskFixture.create(subject)));
  }

  private static CreateTicket child(UUID parent) {
    return new CreateTicket(
        null, "Child", null, null, null, null, null, null, null, null, null, null, parent, null,
        null, null, null, null, null);
  }

  private static ImportTickets imported(String key, @Nullable Integer number) {
    ImportStep created =
        new ImportStep(
            Instant.parse("2030-01-01T00:00:00Z"),
            "sys",
            null,
            null,
            Patch.of("Group 1"),
            Patch.absent(),
            null,
            null,
            null);
    return new ImportTickets(
        List.of(
            new TicketImport(
                key,
                number == null ? null : number.toString(),
                "Imported",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Patch.absent(),
                Patch.absent(),
                null,
                List.of(created))));
  }
}
