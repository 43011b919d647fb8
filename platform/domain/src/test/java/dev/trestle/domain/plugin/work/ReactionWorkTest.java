package dev.trestle.domain.plugin.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.DeskOfOneQueue;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.records.TestPlugin;
import dev.trestle.domain.record.PluginCursor;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.ChangeSetCodec.Encoded;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReactionWorkTest {
  record Heard(UUID id, int version, int comments) implements DeskRecord {}

  private static final RecordType<Heard> HEARD = RecordType.ofTicket("heard", Heard.class);

  private final DomainDesk desk = new DomainDesk();
  private final UUID ticket = DeskOfOneQueue.withTicket(desk);
  private final List<String> told = new ArrayList<>();
  private Consumer<Reaction.Occasion> how = this::count;
  private boolean repairs;
  private final Reaction reaction =
      new Reaction() {
        @Override
        public String name() {
          return "count";
        }

        @Override
        public Set<String> events() {
          return Set.of(DeskEvent.COMMENT_ADDED, "HeardMore");
        }

        @Override
        public boolean repairs() {
          return repairs;
        }

        @Override
        public void react(Occasion occasion) {
          told.add(occasion.event().type() + " " + occasion.event().text());
          how.accept(occasion);
        }
      };
  private final TestPlugin plugin =
      new TestPlugin(
          desk,
          TestPlugin.consent(List.of("ticket", "message"), List.of()),
          TestPlugin.contributions(
              List.of(HEARD), List.of(), List.of(reaction), List.of(), List.of()));
  private final ReactionWork work = begun();

  private ReactionWork begun() {
    desk.execute(
        new DomainDesk.Arrange(draft -> Cursors.begin(draft, TestPlugin.ID, "count")),
        DomainDesk.SYSTEM);
    return new ReactionWork(plugin.active(), reaction, cursor());
  }

  private PluginCursor cursor() {
    PluginCursor cursor = Cursors.find(desk.state(), TestPlugin.ID, "count");
    assertNotNull(cursor);
    return cursor;
  }

  private void count(Reaction.Occasion occasion) {
    UUID id = occasion.event().ticketId();
    Heard before = occasion.draft().snapshot().records(HEARD).get(id);
    occasion.draft().put(HEARD, new Heard(id, 0, before == null ? 1 : before.comments() + 1));
  }

  private Commit comment(String text) {
    return commit(
        desk.execute(new CommentTicket(ticket, null, text, null, null, null), DomainDesk.SYSTEM));
  }

  private Commit commit(DomainDesk.Answer answer) {
    assertTrue(answer.done(), () -> answer.problems().toString());
    ChangeSet changes = answer.changes();
    assertNotNull(changes);
    return new Commit(
        desk.state().sequence(),
        0,
        new Encoded(changes, new byte[0], new int[changes.entries().size()]),
        desk::state);
  }

  /** Executes what the work wants next, as its runner does; false when it wants nothing. */
  private boolean step() {
    PluginCommand next = work.next(desk.millis);
    if (next == null) {
      return false;
    }
    long before = desk.state().sequence();
    DomainDesk.Answer answer = desk.execute(next, DomainDesk.SYSTEM);
    ChangeSet changes = answer.changes();
    boolean nothing = changes == null || (changes.puts().isEmpty() && changes.entries().isEmpty());
    work.heard(
        new Outcome(answer.problems(), List.of(), desk.state(), nothing ? 0 : before + 1, false),
        desk.millis);
    return true;
  }

  private int heard() {
    Heard heard = plugin.snapshot().records(HEARD).get(ticket);
    return heard == null ? 0 : heard.comments();
  }

  @Test
  void doesSeveralEventsInOneCommit_withTheCursorBehindThem() {
    List<Commit> commits = List.of(comment("a"), comment("b"), comment("c"));
    long before = desk.state().sequence();
    commits.forEach(work::take);
    assertTrue(step());
    assertEquals(3, heard());
    assertEquals(before + 1, desk.state().sequence());
    assertEquals(commits.getLast().sequence(), cursor().sequence());
    assertEquals(List.of("CommentAdded a", "CommentAdded b", "CommentAdded c"), told);
    assertNull(work.next(desk.millis));
  }

  @Test
  void isNotToldOfWhatItsCompanionWentAlongWith_whenItOnlyRepairs() {
    Commit commit = comment("a");
    ChangeSet changes = commit.encoded().changeSet();
    ChangeSet.Header header = changes.header();
    Commit accompanied =
        new Commit(
            commit.sequence(),
            0,
            new Encoded(
                new ChangeSet(
                    new ChangeSet.Header(
                        header.atMillis(),
                        header.command(),
                        header.actorId(),
                        header.actorKind(),
                        header.actorName(),
                        header.traceId(),
                        header.operationKey(),
                        header.inputHash(),
                        header.results(),
                        header.depth(),
                        List.of(TestPlugin.ID)),
                    changes.puts(),
                    changes.removals(),
                    changes.entries()),
                commit.encoded().payload(),
                commit.encoded().entryOffsets()),
            commit.published());
    assertTrue(work.wants(accompanied));
    repairs = true;
    assertFalse(work.wants(accompanied));
    assertTrue(work.wants(commit));
    work.take(accompanied);
    assertNull(work.next(desk.millis));
    work.take(comment("b"));
    assertTrue(step());
    assertEquals(List.of("CommentAdded b"), told);
  }

  @Test
  void tellsNothingTwice_whenItGoesOnBehindItsCursor() {
    Commit first = comment("a");
    work.take(first);
    step();
    Commit second = comment("b");
    ReactionWork again = new ReactionWork(plugin.active(), reaction, cursor());
    assertEquals(first.sequence() - 1, again.resumeAfter());
    again.take(first);
    again.take(second);
    PluginCommand next = again.next(desk.millis);
    assertNotNull(next);
    desk.execute(next, DomainDesk.SYSTEM);
    assertEquals(2, heard());
  }

  @Test
  void setsAnEventAside_afterThreeFailures_andGoesOn() {
    how =
        occasion -> {
          if ("bad".equals(occasion.event().text())) {
            throw new IllegalStateException("cannot bear it");
          }
          count(occasion);
        };
    List.of(comment("a"), comment("bad"), comment("c")).forEach(work::take);
    int steps = 0;
    while (steps < 20 && heard() < 2) {
      if (!step()) {
        desk.millis += 500;
      }
      steps++;
    }
    assertEquals(2, heard());
    assertEquals(3, told.stream().filter(one -> one.endsWith("bad")).count());
    PluginFault fault = desk.state().table(Tables.PLUGIN_FAULTS).require(0);
    assertTrue(fault.message().contains("cannot bear it"));
    assertEquals(ticket, fault.ticketId());
    assertEquals("count", fault.handler());
  }

  @Test
  void letsAFaultGo_onceTheEventIsDone() {
    how =
        occasion -> {
          throw new IllegalStateException("not yet");
        };
    Commit commit = comment("a");
    work.take(commit);
    for (int i = 0; i < 20 && desk.state().table(Tables.PLUGIN_FAULTS).size() == 0; i++) {
      if (!step()) {
        desk.millis += 1_000;
      }
    }
    UUID fault = desk.state().table(Tables.PLUGIN_FAULTS).require(0).id();
    Occurrence event = Occurrence.of(commit, DeskEvent.COMMENT_ADDED::equals, true).getFirst();
    PluginCommand again = FaultWork.reactAgain(plugin.active(), reaction, fault, event);
    assertEquals(List.of("PLUGIN_FAILED_AGAIN"), desk.execute(again, DomainDesk.SYSTEM).codes());
    how = this::count;
    assertTrue(desk.execute(again, DomainDesk.SYSTEM).done());
    assertEquals(1, heard());
    assertEquals(0, desk.state().table(Tables.PLUGIN_FAULTS).size());
    assertEquals(List.of("FAULT_NOT_FOUND"), desk.execute(again, DomainDesk.SYSTEM).codes());
  }

  @Test
  void findsTheOneEvent_thatSpoilsACommitOfMany() {
    how =
        occasion -> {
          count(occasion);
          if ("bad".equals(occasion.event().text())) {
            occasion.draft().refuse(ProblemType.PRECONDITION, "NOT_NOW", "Not now.");
          }
        };
    List.of(comment("a"), comment("bad"), comment("c")).forEach(work::take);
    for (int i = 0; i < 20; i++) {
      if (!step()) {
        desk.millis += 500;
      }
    }
    assertEquals(2, heard());
    assertTrue(desk.state().table(Tables.PLUGIN_FAULTS).require(0).message().contains("NOT_NOW"));
  }

  @Test
  void movesItsCursorLazily_whenEventsCauseNothing_andNotAtAllWithoutEvents() {
    how = occasion -> {};
    long before = cursor().sequence();
    Commit commit = comment("a");
    work.take(commit);
    assertTrue(step());
    assertEquals(before, cursor().sequence());
    assertNull(work.next(desk.millis));
    desk.millis += 4_999;
    assertNull(work.next(desk.millis));
    desk.millis += 1;
    assertTrue(step());
    assertEquals(commit.sequence(), cursor().sequence());
    assertEquals(PluginCursor.WHOLE, cursor().ordinal());
    desk.millis += 60_000;
    assertNull(work.next(desk.millis));
  }

  @Test
  void endsAChainOfReactions_atEightDeep() {
    how =
        occasion -> {
          UUID id = occasion.event().ticketId();
          occasion.draft().event(Happening.internal("HeardMore", HEARD, id, id));
        };
    Commit last = comment("a");
    List<Integer> depths = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      work.take(last);
      PluginCommand next = work.next(desk.millis);
      if (next == null) {
        desk.millis += 2_000;
        next = work.next(desk.millis);
      }
      if (next == null) {
        break;
      }
      DomainDesk.Answer answer = desk.execute(next, DomainDesk.SYSTEM);
      last = commit(answer);
      depths.add(last.encoded().changeSet().header().depth());
      boolean nothing = last.encoded().changeSet().puts().isEmpty();
      work.heard(
          new Outcome(
              List.of(), List.of(), desk.state(), nothing ? 0 : desk.state().sequence(), false),
          desk.millis);
      if (desk.state().table(Tables.PLUGIN_FAULTS).size() > 0) {
        break;
      }
    }
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), depths.subList(0, 8));
    assertTrue(
        desk.state()
            .table(Tables.PLUGIN_FAULTS)
            .require(0)
            .message()
            .contains("REACTIONS_TOO_DEEP"));
  }

  @Test
  void doesAReactionThatCausesNoEvents_howeverDeepItIs() {
    PluginCommand deep =
        new PluginCommand(
            "React",
            ReactionWork.DEPTH_MAX,
            draft ->
                assertNull(
                    Deeds.done(
                        plugin.active(),
                        "reaction deep",
                        ReactionWork.DEPTH_MAX + 1,
                        draft,
                        own -> own.put(HEARD, new Heard(ticket, 0, 7)))));
    assertTrue(desk.execute(deep, DomainDesk.SYSTEM).done());
    assertEquals(7, plugin.snapshot().records(HEARD).get(ticket).comments());
  }

  @Test
  void refusesAReaction_thatCausesMoreThanItsDepthAllows_andGoesOnWithTheNext() {
    how =
        occasion -> {
          UUID id = occasion.event().ticketId();
          boolean floods = "flood".equals(occasion.event().text());
          for (int i = 0; i < (floods ? 1_001 : 1_000); i++) {
            occasion.draft().event(Happening.internal("HeardSome", HEARD, id, id));
          }
        };
    work.take(comment("flood"));
    work.take(comment("much"));
    for (int i = 0; i < 20 && work.waits(); i++) {
      if (!step()) {
        desk.millis += 5_000;
      }
    }
    assertFalse(work.waits());
    assertEquals(1, desk.state().table(Tables.PLUGIN_FAULTS).size());
    PluginFault fault = desk.state().table(Tables.PLUGIN_FAULTS).require(0);
    assertTrue(fault.message().contains("REACTION_FLOODS"), fault.message());
    assertEquals(1_000, ReactionWork.eventsMax(1));
    assertEquals(1, ReactionWork.eventsMax(ReactionWork.DEPTH_MAX));
  }

  @Test
  void endsACommit_whenItIsFull_andGoesOnInTheNext() {
    how =
        occasion -> {
          UUID id = occasion.event().ticketId();
          for (int i = 0; i < 999; i++) {
            occasion.draft().event(Happening.internal("HeardSome", HEARD, id, id));
          }
        };
    for (int i = 0; i < 20; i++) {
      work.take(comment("c" + i));
    }
    assertTrue(step());
    assertEquals(11, told.size());
    assertTrue(step());
    assertEquals(20, told.size());
    assertFalse(work.waits());
  }
}
