package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Agreement;
import dev.trestle.plugins.sla.clock.Clock;
import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Cycle;
import dev.trestle.plugins.sla.clock.Interval;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.plugins.sla.clock.Why;
import dev.trestle.plugins.sla.clock.WorkingTime;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people see of clocks. */
final class SlaViews {
  private SlaViews() {}

  /** A ticket's clocks that the viewer may see. */
  record TicketSla(List<ClockView> clocks) {
    @Nullable Instant nextDueAt() {
      return clocks.stream()
          .map(ClockView::run)
          .filter(run -> !run.cycle().state().over())
          .map(RunView::dueAt)
          .filter(java.util.Objects::nonNull)
          .min(Comparator.naturalOrder())
          .orElse(null);
    }

    boolean breached() {
      return clocks.stream()
          .anyMatch(
              clock -> Rulebook.stateOf(clock.run().cycle()) == TicketClocks.SlaState.BREACHED);
    }

    boolean atRisk() {
      return clocks.stream().anyMatch(clock -> clock.run().cycle().atRisk());
    }
  }

  /** A clock, and how much of it the viewer may see. */
  record ClockView(Clock clock, @Nullable SlaPolicy policy, boolean staff) {
    RunView run() {
      return new RunView(clock.current(), staff);
    }

    List<RunView> runs() {
      return staff
          ? clock.cycles().stream().map(cycle -> new RunView(cycle, true)).toList()
          : List.of();
    }
  }

  /** One cycle of a clock. */
  record RunView(Cycle cycle, boolean staff) {
    Duration target() {
      return Duration.ofMillis(cycle.span());
    }

    @Nullable Duration used() {
      return staff ? Duration.ofMillis(cycle.used()) : null;
    }

    @Nullable Duration remaining() {
      return staff ? Duration.ofMillis(cycle.remaining()) : null;
    }

    Instant startedAt() {
      return Instant.ofEpochMilli(cycle.begin());
    }

    @Nullable Instant endedAt() {
      return cycle.open() ? null : Instant.ofEpochMilli(cycle.until());
    }

    @Nullable Instant dueAt() {
      return instant(cycle.due());
    }

    @Nullable Instant atRiskAt() {
      return staff ? instant(cycle.atRiskAt()) : null;
    }

    @Nullable Instant breachedAt() {
      return instant(cycle.breachedAt());
    }

    List<StepView> steps() {
      List<StepView> steps = new ArrayList<>();
      if (staff) {
        for (Step step : cycle.target().steps()) {
          steps.add(new StepView(step, instant(cycle.instantOf(step))));
        }
      }
      return steps;
    }

    List<Interval> because() {
      return staff ? cycle.because() : List.of();
    }
  }

  /** A step of a cycle. */
  record StepView(Step step, @Nullable Instant at) {}

  static @Nullable Instant instant(long millis) {
    return millis == WorkingTime.NEVER ? null : Instant.ofEpochMilli(millis);
  }

  /** One word for why an interval counts or does not. */
  static String reason(Interval interval) {
    if (interval.counted()) {
      return "COUNTED";
    }
    return interval.why() == Why.COUNTS ? String.valueOf(interval.closed()) : interval.why().name();
  }

  /** The clocks of a ticket, computed now; null when the desk keeps none for it. */
  static @Nullable TicketSla of(
      Snapshot snapshot, Ticket ticket, boolean staff, Surroundings surroundings) {
    PolicyBook book = PolicyBook.of(snapshot);
    if (book.isEmpty()) {
      return null;
    }
    Rulebook rules = new Rulebook(snapshot, book, TicketHours.of(surroundings));
    Course course = rules.course(ticket);
    if (course == null) {
      return null;
    }
    List<ClockView> views = new ArrayList<>();
    for (Clock clock : rules.clocks(course, surroundings.now().toEpochMilli())) {
      SlaPolicy policy = book.record(clock.current().policyId());
      if (staff || shown(clock, policy)) {
        views.add(new ClockView(clock, policy, staff));
      }
    }
    return new TicketSla(views);
  }

  /** Whether the people outside whom a clock is for may see it. */
  static boolean shown(Clock clock, @Nullable SlaPolicy policy) {
    return policy != null && policy.shownToRequester() && clock.agreement() == Agreement.CUSTOMER;
  }
}
