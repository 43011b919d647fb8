package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.SlaPolicy.Action;
import dev.trestle.plugins.sla.SlaPolicy.Promise;
import dev.trestle.plugins.sla.SlaPolicy.Rung;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.TimerHandler;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what a step of a policy asks for; set by the clock's own timer in the step's commit. */
final class EscalationTimer implements TimerHandler {
  static final String NAME = "escalate";
  static final String POLICY = "policy";
  static final String STEP = "step";
  static final String AT = "at";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void fired(Alarm alarm) {
    Draft draft = alarm.draft();
    Ticket ticket = draft.snapshot().ticket(alarm.ticketId());
    UUID policyId = UUID.fromString(String.valueOf(alarm.payload().get(POLICY)));
    SlaPolicy policy = draft.snapshot().records(SlaPolicy.POLICIES).get(policyId);
    StepKey key = StepKey.parse(String.valueOf(alarm.payload().get(STEP)));
    Rung rung = rung(policy, key);
    if (ticket == null || policy == null || rung == null) {
      return;
    }
    for (Action action : rung.actions()) {
      String text = text(alarm, policy, key, action);
      switch (action.deed()) {
        case NOTE -> draft.perform(Wish.note(ticket.id(), text));
        case COMMENT -> draft.perform(Wish.comment(ticket.id(), text));
        case ASSIGN -> assign(draft, ticket, action);
        case PRIORITIZE -> {
          // Lower ordinals are more pressing; what somebody has raised further stays raised.
          if (action.priority() != null && action.priority().compareTo(ticket.priority()) < 0) {
            draft.perform(
                Wish.of("ticketPrioritize")
                    .with("ticketId", ticket.id())
                    .with("priority", action.priority().name()));
          }
        }
        case RUN -> {
          // The event names it; the plugin that it is meant for has a reaction to that.
        }
      }
    }
  }

  private static void assign(Draft draft, Ticket ticket, Action action) {
    Wish wish = Wish.of("ticketAssign").with("ticketId", ticket.id());
    if (action.teamId() != null) {
      wish = wish.with("teamId", action.teamId()).with("assigneeId", action.assigneeId());
    } else {
      wish = wish.with("assigneeId", action.assigneeId());
    }
    if (!Objects.equals(ticket.assigneeId(), action.assigneeId())
        || action.teamId() != null && !action.teamId().equals(ticket.teamId())) {
      draft.perform(wish);
    }
  }

  private static @Nullable Rung rung(@Nullable SlaPolicy policy, StepKey key) {
    Promise promise = policy == null ? null : policy.promise(key.kind());
    Step step = ClockTimer.step(key);
    return promise == null || step == null ? null : promise.rung(step);
  }

  private static String text(Alarm alarm, SlaPolicy policy, StepKey key, Action action) {
    if (action.text() != null) {
      return action.text();
    }
    return alarm
        .surroundings()
        .texts()
        .text(
            null,
            "escalation",
            policy.name(),
            alarm.surroundings().texts().text(null, "kind." + key.kind().name()),
            String.valueOf(alarm.payload().get(AT)));
  }
}
