package dev.trestle.plugins.sla;

import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.plugins.sla.api.PromisedClock;
import dev.trestle.plugins.sla.api.SlaClocks;
import dev.trestle.plugins.sla.clock.Clock;
import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Cycle;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells other plugins of the clocks. */
final class ClockService implements SlaClocks {
  @Override
  public List<PromisedClock> of(
      Snapshot snapshot, Ticket ticket, Calendars calendars, Instant now) {
    Rulebook rules = new Rulebook(snapshot, PolicyBook.of(snapshot), new TicketHours(calendars));
    List<PromisedClock> clocks = new ArrayList<>();
    Course course = rules.course(ticket);
    if (course != null) {
      for (Clock clock : rules.clocks(course, now.toEpochMilli())) {
        SlaPolicy policy = rules.book().record(clock.current().policyId());
        if (policy != null) {
          clocks.add(promised(clock, policy));
        }
      }
    }
    return List.copyOf(clocks);
  }

  @Override
  public boolean atRisk(Snapshot snapshot, Ticket ticket) {
    TicketClocks record = Keeping.of(snapshot, ticket.id());
    return record != null && record.atRisk();
  }

  private static PromisedClock promised(Clock clock, SlaPolicy policy) {
    Cycle cycle = clock.current();
    return new PromisedClock(
        clock.agreement().name(),
        clock.kind().name(),
        cycle.state().name(),
        cycle.policyId(),
        policy.name(),
        SlaViews.shown(clock, policy),
        cycle.number(),
        Instant.ofEpochMilli(cycle.begin()),
        Duration.ofMillis(cycle.span()),
        Duration.ofMillis(cycle.used()),
        cycle.atRisk(),
        SlaViews.instant(cycle.atRiskAt()),
        SlaViews.instant(cycle.due()),
        SlaViews.instant(cycle.projected()),
        SlaViews.instant(cycle.breachedAt()),
        cycle.open() ? null : Instant.ofEpochMilli(cycle.until()));
  }
}
