package dev.trestle.domain.plugin.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.Decision;
import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.desk.DeskOfOneQueue;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.TicketSelection;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnDraftTest {
  record Count(UUID id, int version, int open) implements DeskRecord {}

  private static final RecordType<Count> COUNTS =
      RecordType.ofTicket("count", Count.class).grouped("open", "open");

  private static final TimerHandler WAKE =
      new TimerHandler() {
        @Override
        public String name() {
          return "wake";
        }

        @Override
        public void fired(Alarm alarm) {}
      };

  private static final OutboxChannel POST =
      new OutboxChannel() {
        @Override
        public String name() {
          return "post";
        }

        @Override
        public Delivery deliver(Outgoing outgoing) {
          return Delivery.delivered();
        }
      };

  private final DomainDesk desk = new DomainDesk();
  private final UUID ticket = DeskOfOneQueue.withTicket(desk);
  private final TestPlugin plugin =
      new TestPlugin(
          desk,
          TestPlugin.consent(List.of("ticket", "message"), List.of("ticketComment")),
          TestPlugin.contributions(
              List.of(COUNTS), List.of(), List.of(), List.of(WAKE), List.of(POST)));

  @Test
  void keepsARecordOfATicket_inTheTicketsSlot_orRefusesIt() {
    assertTrue(plugin.execute(draft -> draft.put(COUNTS, new Count(ticket, 0, 3))).done());
    int slot = desk.state().table(Tables.TICKETS).slotOf(ticket);
    assertTrue(desk.state().pluginTable("lists.count").group("open", 3L).contains(slot));
    assertEquals(
        List.of("TICKET_UNKNOWN"),
        plugin.execute(draft -> draft.put(COUNTS, new Count(new UUID(8, 8), 0, 3))).codes());
  }

  @Test
  void doesWhatAMutationDoes_inTheSameCommit() {
    long before = desk.state().sequence();
    DomainDesk.Answer answer =
        plugin.execute(draft -> {
          draft.put(COUNTS, new Count(ticket, 0, 1));
          draft.perform(Wish.comment(ticket, "one"));
          draft.perform(Wish.comment(ticket, "two"));
          assertEquals(
              4,
              draft.snapshot().ticket(ticket).version() + 1,
              "each comment makes another version, and the draft sees both");
        });
    assertTrue(answer.done(), () -> answer.problems().toString());
    assertEquals(before + 1, desk.state().sequence());
    assertEquals(
        List.of("one", "two"),
        plugin.snapshot().said(ticket, 2).stream().map(said -> said.text()).toList());
  }

  @Test
  void refusesTheWholeCommit_whenAWishIsRefused() {
    DomainDesk.Answer answer =
        plugin.execute(draft -> {
          draft.put(COUNTS, new Count(ticket, 0, 1));
          draft.perform(Wish.comment(new UUID(8, 8), "nobody"));
          assertTrue(draft.refused());
        });
    assertFalse(answer.done());
    assertEquals("wish", answer.problems().getFirst().path().getFirst());
    assertEquals(0, desk.state().pluginTable("lists.count").size());
    assertEquals(
        List.of("PLUGIN_NOT_CONSENTED"),
        plugin.execute(draft -> draft.perform(Wish.note(ticket, "hidden"))).codes());
  }

  @Test
  void reliesOnWhatWasThereBefore_notOnWhatItMadeItself() {
    Decision decision =
        desk.decide(
            new PluginCommand(
                "Twice",
                2,
                draft -> {
                  var own = plugin.active().stores().draft(draft);
                  own.perform(Wish.comment(ticket, "one"));
                  own.perform(Wish.comment(ticket, "two"));
                }),
            DomainDesk.SYSTEM,
            null);
    Decision.Accepted accepted = (Decision.Accepted) decision;
    assertEquals(2, accepted.changeSet().header().depth());
    Ticket now = desk.state().get(Tables.TICKETS, ticket);
    assertNotNull(now);
    List<Expectation> onTicket =
        accepted.expectations().stream()
            .filter(
                one -> one instanceof Expectation.Version version && version.id().equals(ticket))
            .toList();
    assertFalse(onTicket.isEmpty());
    State state = desk.state();
    assertTrue(accepted.expectations().stream().allMatch(one -> one.holds(state)));
    desk.execute(new CommentTicket(ticket, null, "meanwhile", null, null, null), DomainDesk.SYSTEM);
    assertFalse(onTicket.stream().allMatch(one -> one.holds(desk.state())));
  }

  @Test
  void leavesNoTrace_ofALinkThatIsRefused() {
    DomainDesk.Answer answer =
        desk.execute(
            new PluginCommand(
                "Try",
                0,
                draft -> {
                  plugin.active().stores().draft(draft).put(COUNTS, new Count(ticket, 0, 1));
                  var link =
                      draft.link(next -> {
                        plugin.active().stores().draft(next).put(COUNTS, new Count(ticket, 0, 2));
                        next.problem(ProblemType.PRECONDITION, "NO", "Not like this.");
                      });
                  assertEquals("NO", link.problems().getFirst().code());
                }),
            DomainDesk.SYSTEM);
    assertTrue(answer.done());
    assertEquals(1, plugin.snapshot().records(COUNTS).get(ticket).open());
  }

  @Test
  void setsMovesAndCancelsTimers() {
    Instant due = Instant.ofEpochMilli(desk.millis).plusSeconds(60);
    plugin.execute(draft ->
        draft.setTimer(new TimerSetting("wake", "a", due, ticket, Map.of("at", due, "n", 3))));
    Timer timer = desk.state().table(Tables.TIMERS).unique("key", List.of("lists", "wake/a"));
    assertNotNull(timer);
    assertEquals(Map.of("at", due, "n", 3L), Payloads.read(timer.payload()));
    plugin.execute(
        draft -> draft.setTimer(new TimerSetting("wake", "a", due.plusSeconds(9), null)));
    assertEquals(1, desk.state().table(Tables.TIMERS).size());
    assertEquals(
        due.plusSeconds(9).toEpochMilli(),
        desk.state().table(Tables.TIMERS).require(0).dueAtMillis());
    plugin.execute(draft -> {
      draft.cancelTimer("wake", "a");
      draft.cancelTimer("wake", "a");
      draft.cancelTimer("wake", "unknown");
    });
    assertEquals(0, desk.state().table(Tables.TIMERS).size());
    assertThrows(
        IllegalArgumentException.class,
        () -> plugin.execute(draft -> draft.cancelTimer("other", "a")));
  }

  @Test
  void putsIntoTheOutbox_underTheChannelsOwnName() {
    UUID[] key = new UUID[1];
    plugin.execute(draft -> key[0] = draft.send("post", "one", Map.of("to", "x")));
    OutboxEntry entry = desk.state().get(Tables.OUTBOX, key[0]);
    assertNotNull(entry);
    assertEquals("lists/post", entry.channel());
    assertTrue(
        desk.state()
            .table(Tables.OUTBOX)
            .group("pendingUnder", List.of("lists/post", "one"))
            .contains(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> plugin.execute(draft -> draft.send("nowhere", "one", Map.of())));
    assertEquals(
        List.of("PAYLOAD_TOO_LARGE"),
        plugin
            .execute(draft -> draft.send("post", "one", Map.of("to", "x".repeat(2 << 20))))
            .codes());
  }

  @Test
  void countsWhatWaitsForAReceiver_withWhatItSendsItself() {
    plugin.execute(draft -> draft.send("post", "a/1", Map.of("to", "x")));
    List<Integer> waiting = new ArrayList<>();
    plugin.execute(draft -> {
      waiting.add(draft.waiting("post", "a"));
      draft.send("post", "a/2", Map.of("to", "x"));
      draft.send("post", "b", Map.of("to", "x"));
      waiting.add(draft.waiting("post", "a"));
      waiting.add(draft.waiting("post", "b"));
      waiting.add(draft.waiting("post", "a/1"));
    });
    assertEquals(List.of(1, 2, 1, 0), waiting);
  }

  @Test
  void tellsWhatHappened_inTheTicketsHistory() {
    int before = desk.state().timeline(0).size();
    plugin.execute(
        draft -> draft.event(Happening.internal("CountChanged", COUNTS, ticket, ticket)));
    assertEquals(before + 1, desk.state().timeline(0).size());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            plugin.execute(
                draft -> draft.event(Happening.internal("count changed", COUNTS, ticket, ticket))));
  }

  @Test
  void stopsADraft_thatNeverEnds() {
    DomainDesk.Answer answer =
        plugin.execute(draft -> {
          while (true) {
            draft.put(COUNTS, new Count(ticket, 0, 1));
          }
        });
    assertEquals(List.of("DRAFT_TOO_LARGE"), answer.codes());
  }

  @Test
  void findsTicketsByTheDesksOwnFilter_oldestFirst() {
    assertEquals(1, plugin.snapshot().tickets(Map.of("open", true)).count());
    assertEquals(ticket, plugin.snapshot().tickets(Map.of()).first(5).getFirst().id());
    assertEquals(0, plugin.snapshot().tickets(Map.of("open", false)).count());
  }

  @Test
  void beginsWithTheTicketsOfATime_fewOrMany() {
    List<UUID> all = new ArrayList<>(List.of(ticket));
    // Beyond some thousand matches tickets are walked by their age, and not sorted any more.
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2_100; i++) {
        desk.millis += i % 2;
        all.add(DeskOfOneQueue.another(desk));
      }
      TicketSelection selection = plugin.snapshot().tickets(Map.of("open", true));
      for (int from : List.of(0, 3, all.size() - 2)) {
        Instant at =
            Instant.ofEpochMilli(plugin.snapshot().ticket(all.get(from)).createdAtMillis());
        List<UUID> later =
            all.stream()
                .filter(id -> plugin.snapshot().ticket(id).createdAtMillis() >= at.toEpochMilli())
                .limit(5)
                .toList();
        assertEquals(later, selection.first(5, at).stream().map(found -> found.id()).toList());
      }
      assertEquals(
          all.subList(0, 7), selection.first(7).stream().map(found -> found.id()).toList());
      assertEquals(List.of(), selection.first(5, Instant.ofEpochMilli(desk.millis + 1)));
    }
  }
}
