package dev.trestle.domain.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.command.CommandGuards.Findings;
import dev.trestle.domain.command.CommandGuards.Proposal;
import dev.trestle.domain.command.Decision;
import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.desk.DeskOfOneQueue;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.plugin.records.TestPlugin;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PluginGuardsTest {
  record Gate(UUID id, int version, boolean shut) implements DeskRecord {}

  private static final RecordType<Gate> GATES = RecordType.ofTicket("gate", Gate.class);

  private final DomainDesk desk = new DomainDesk();
  private final UUID ticket = DeskOfOneQueue.withTicket(desk);
  private Consumer<GuardContext> how = context -> {};
  private CommandGuard.OnFailure onFailure = CommandGuard.OnFailure.PASS_WITH_WARNING;

  private TestPlugin plugin(List<String> reads) {
    CommandGuard guard =
        new CommandGuard() {
          @Override
          public String name() {
            return "gate";
          }

          @Override
          public void check(GuardContext context) {
            how.accept(context);
          }

          @Override
          public OnFailure onFailure() {
            return onFailure;
          }
        };
    return new TestPlugin(
        desk,
        TestPlugin.consent(reads, List.of()),
        TestPlugin.contributions(List.of(GATES), List.of(guard), List.of(), List.of(), List.of()));
  }

  private Findings findings(List<String> reads) {
    TestPlugin plugin = plugin(reads);
    PluginGuards guards = new PluginGuards();
    assertFalse(guards.watching());
    guards.replace(List.of(plugin.active()));
    assertTrue(guards.watching());
    Decision.Accepted accepted =
        (Decision.Accepted)
            desk.decide(new ResolveTicket(ticket, null, null, null), DomainDesk.SYSTEM, null);
    ChangeSet changes = accepted.changeSet();
    return guards.check(
        new Proposal(
            "ResolveTicket",
            DomainDesk.SYSTEM,
            desk.millis,
            desk.state(),
            () -> desk.state().overlaid(changes),
            changes));
  }

  @Test
  void showsTheTicketBeforeAndAfter_andTakesRefusalsAndWarnings() {
    how =
        context -> {
          GuardContext.TicketChange change = context.tickets().getFirst();
          assertTrue(change.ends());
          assertTrue(context.before().ticket(ticket).open());
          assertFalse(context.after().ticket(ticket).open());
          assertEquals("ResolveTicket", context.command());
          context.refuse("GATE_SHUT", "The gate is shut. Open it.", "input", "ticketId");
          context.warn("GATE_RUSTY", "The gate is rusty.");
        };
    Findings findings = findings(List.of("ticket"));
    assertEquals("GATE_SHUT", findings.problems().getFirst().code());
    assertEquals(ProblemType.PRECONDITION, findings.problems().getFirst().type());
    assertEquals("GATE_RUSTY", findings.warnings().getFirst().code());
  }

  @Test
  void makesTheCommandDepend_onWhatItWasJudgedBy() {
    how =
        context -> {
          assertNull(context.before().records(GATES).get(ticket));
          context.relyOn(GATES, ticket);
        };
    Findings findings = findings(List.of("ticket"));
    Expectation relied = findings.relied().getFirst();
    assertTrue(relied.holds(desk.state()));
    plugin(List.of("ticket")).execute(draft -> draft.put(GATES, new Gate(ticket, 0, true)));
    assertFalse(relied.holds(desk.state()));
  }

  @Test
  void letsTheCommandPassWithAWarning_whenItFails_unlessItMustNot() {
    how =
        context -> {
          throw new IllegalStateException("stuck");
        };
    Findings passed = findings(List.of("ticket"));
    assertEquals(List.of(), passed.problems());
    assertEquals("PLUGIN_FAILED", passed.warnings().getFirst().code());
    onFailure = CommandGuard.OnFailure.REFUSE;
    Findings refused = findings(List.of("ticket"));
    assertEquals("PLUGIN_FAILED", refused.problems().getFirst().code());
    assertEquals(ProblemType.PLUGIN, refused.problems().getFirst().type());
  }

  @Test
  void isNotShownTickets_withoutConsent() {
    how = context -> context.tickets().getFirst();
    assertEquals("PLUGIN_FAILED", findings(List.of()).warnings().getFirst().code());
  }
}
