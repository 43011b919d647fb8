package dev.trestle.store.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.CommandGuards;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TicketDeciders;
import dev.trestle.store.log.MemoryCommitLog;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a desk works out for guards who look ahead, and spares where none does. */
class ForeseenStateTest {
  /** Beside the ticket a command puts one of these, whose index counts how often it is made. */
  record Counted(UUID id, int version) implements Stored {}

  /** Puts a ticket's new version and a counted record. */
  record Touch(UUID ticket) implements Command {}

  private final AtomicInteger indexed = new AtomicInteger();
  private final TableSchema<Counted> counting =
      TableSchema.of("counted", Counted.class)
          .grouped(
              "id",
              record -> {
                indexed.incrementAndGet();
                return record.id();
              });

  private LocalDesk desk(Consumer<CommandGuards.Proposal> guard) {
    DeskFixture fixture = new DeskFixture();
    Deciders deciders = new Deciders();
    TicketDeciders.register(deciders);
    deciders.add(DeskFixture.SetUp.class, (wish, draft) -> DeskFixture.setUp(draft));
    deciders.add(
        Touch.class,
        (wish, draft) -> {
          Ticket ticket = draft.find(Tables.TICKETS, wish.ticket());
          if (ticket != null) {
            draft.put(Tables.TICKETS, ticket);
            draft.put(counting, new Counted(draft.newId(), 1));
          }
        });
    CommandGuards guards =
        new CommandGuards() {
          @Override
          public boolean watching() {
            return true;
          }

          @Override
          public Findings check(Proposal proposal) {
            guard.accept(proposal);
            return Findings.NONE;
          }
        };
    return LocalDesk.open(
        DeskOptions.of(
                new DeskSchema(List.of(counting)),
                deciders,
                () -> Instant.ofEpochMilli(fixture.millis.get()),
                () -> new UUID(7, fixture.ids.incrementAndGet()),
                new Metrics())
            .withGuards(guards),
        MemoryCommitLog.create(),
        null);
  }

  private static UUID ticket(LocalDesk desk) {
    desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
    return DeskFixture.ticketOf(
        desk.execute(DeskFixture.create("Printer"), DeskFixture.envelope()));
  }

  private int indexedBy(LocalDesk desk, UUID ticket) {
    indexed.set(0);
    Outcome outcome = desk.execute(new Touch(ticket), DeskFixture.envelope());
    assertEquals(List.of(), outcome.problems());
    return indexed.get();
  }

  @Test
  void showsAGuardTheDeskWithTheChange_andTheSameEachTimeItAsks() {
    UUID id = new UUID(5, 5);
    try (LocalDesk desk =
        desk(proposal -> {
          State after = proposal.foreseen().get();
          assertSame(after, proposal.foreseen().get());
          assertNull(proposal.before().get(Tables.TICKETS, id));
          Ticket created = after.get(Tables.TICKETS, id);
          assertEquals("Printer", created == null ? "" : created.subject());
          assertEquals(
              1, after.table(Tables.TICKETS).group("queue", DeskFixture.QUEUE).cardinality());
          assertEquals(
              0,
              proposal
                  .before()
                  .table(Tables.TICKETS)
                  .group("queue", DeskFixture.QUEUE)
                  .cardinality());
        })) {
      desk.execute(new DeskFixture.SetUp(), DeskFixture.envelope());
      Outcome created = desk.execute(DeskFixture.create("Printer", id), DeskFixture.envelope());
      assertEquals(id, DeskFixture.ticketOf(created));
    }
  }

  @Test
  void indexesACommandOnce_unlessAGuardAsksForAnIndexOfWhatItForesees() {
    int once;
    try (LocalDesk desk = desk(proposal -> {})) {
      once = indexedBy(desk, ticket(desk));
    }
    try (LocalDesk desk =
        desk(proposal -> {
          Stored put = proposal.changeSet().puts().getFirst().record();
          proposal.foreseen().get().get(Tables.TICKETS, put.id());
        })) {
      assertEquals(once, indexedBy(desk, ticket(desk)));
    }
    try (LocalDesk desk =
        desk(proposal -> {
          State after = proposal.foreseen().get();
          after.table(counting).group("id", new UUID(0, 0));
          after.table(counting).group("id", new UUID(0, 1));
        })) {
      assertEquals(2 * once, indexedBy(desk, ticket(desk)));
    }
  }
}
