package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.TicketClocks.CLOCKS;

import dev.trestle.plugins.sla.SlaPolicy.Action;
import dev.trestle.plugins.sla.SlaPolicy.Promise;
import dev.trestle.plugins.sla.SlaPolicy.Rung;
import dev.trestle.plugins.sla.TicketClocks.Passed;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.TimerHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what has become of a ticket's clocks, each step once, and looks when to look again. */
final class ClockTimer implements TimerHandler {
  static final String NAME = "clock";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    UUID id = UUID.fromString(alarm.key());
    Ticket ticket = draft.snapshot().ticket(id);
    TicketClocks record = Keeping.of(draft.snapshot(), id);
    if (ticket == null || record == null) {
      return;
    }
    Keeping keeping = new Keeping(draft);
    // Nobody is warned of what was done while the plugin was away.
    record = keeping.mend(record, ticket);
    List<Passed> passed = new ArrayList<>(record.owed());
    passed.addAll(keeping.rules().passed(record.path(), record.acted(), keeping.now()));
    passed.sort(Comparator.comparing(Passed::at));
    for (Passed step : passed) {
      tell(draft, keeping.rules().book(), ticket, step);
    }
    keeping.acted(record, ticket, passed);
  }

  private static void tell(Draft draft, PolicyBook book, Ticket ticket, Passed passed) {
    SlaPolicy policy = book.record(passed.policyId());
    if (policy == null) {
      return;
    }
    StepKey key = StepKey.parse(passed.step());
    Promise promise = policy.promise(key.kind());
    Step step = step(key);
    Rung rung = promise == null || step == null ? null : promise.rung(step);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change("policy", null, policy.name()));
    changes.add(new Change("agreement", null, key.agreement().name()));
    changes.add(new Change("target", null, key.kind().name()));
    changes.add(new Change("at", null, passed.at().toString()));
    changes.add(new Change("allowed", null, Duration.ofMillis(passed.span()).toString()));
    if (step != null) {
      changes.add(new Change("step", null, text(step)));
    }
    List<Action> actions = rung == null ? List.of() : rung.actions();
    for (Action action : actions) {
      if (action.deed() == SlaPolicy.Deed.RUN) {
        changes.add(new Change("run", null, action.text()));
      }
    }
    draft.event(
        new Happening(
            type(key, step, passed.span()),
            CLOCKS,
            ticket.id(),
            ticket.id(),
            changes,
            null,
            false));
    if (actions.stream().anyMatch(action -> action.deed() != SlaPolicy.Deed.RUN)) {
      // On its own, so that an action that is refused does not hold up the clocks.
      draft.setTimer(
          new TimerSetting(
              EscalationTimer.NAME,
              ticket.id() + ":" + passed.step(),
              draft.now(),
              ticket.id(),
              Map.of(
                  EscalationTimer.POLICY,
                  policy.id(),
                  EscalationTimer.STEP,
                  passed.step(),
                  EscalationTimer.AT,
                  passed.at())));
    }
  }

  private static String type(StepKey key, @Nullable Step step, long span) {
    return switch (key.point()) {
      case AT_RISK -> "SlaAtRisk";
      case BREACH -> "SlaBreached";
      case AT_SHARE, BEFORE, AFTER ->
          step != null && step.usedAt(span) < span ? "SlaWarned" : "SlaEscalated";
    };
  }

  static @Nullable Step step(StepKey key) {
    return switch (key.point()) {
      case AT_RISK, BREACH -> null;
      case AT_SHARE -> new Step(Step.Basis.AT_SHARE, key.value());
      case BEFORE -> new Step(Step.Basis.BEFORE, key.value());
      case AFTER -> new Step(Step.Basis.AFTER, key.value());
    };
  }

  private static String text(Step step) {
    return switch (step.basis()) {
      case AT_SHARE -> step.value() + " %";
      case BEFORE -> Duration.ofMillis(step.value()) + " before";
      case AFTER -> Duration.ofMillis(step.value()) + " after";
    };
  }
}
