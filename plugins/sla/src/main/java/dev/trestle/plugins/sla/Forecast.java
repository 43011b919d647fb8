package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.TicketClocks.CLOCKS;

import dev.trestle.plugins.sla.clock.Agreement;
import dev.trestle.plugins.sla.clock.Clock;
import dev.trestle.plugins.sla.clock.ClockState;
import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Cycle;
import dev.trestle.plugins.sla.clock.Kind;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketSelection;
import dev.trestle.sdk.desk.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What will be late if nothing happens. */
final class Forecast {
  /** A clock that will be late. */
  record Breach(
      UUID ticketId, Agreement agreement, Kind kind, @Nullable SlaPolicy policy, Instant dueAt) {}

  /**
   * All of them.
   *
   * @param breaches by the time they are due
   */
  record Result(List<Breach> breaches) {
    int ticketCount() {
      Set<UUID> tickets = new HashSet<>();
      breaches.forEach(breach -> tickets.add(breach.ticketId()));
      return tickets.size();
    }
  }

  private final Snapshot snapshot;
  private final Viewer viewer;
  private final long now;
  private final long until;
  private final @Nullable TicketSelection selection;
  private final List<Breach> breaches = new ArrayList<>();

  Forecast(
      Snapshot snapshot,
      Viewer viewer,
      Instant now,
      Instant until,
      @Nullable Map<String, Object> filter) {
    this.snapshot = snapshot;
    this.viewer = viewer;
    this.now = now.toEpochMilli();
    this.until = until.toEpochMilli();
    this.selection = filter == null ? null : snapshot.tickets(filter);
  }

  /** By what is in force: only tickets that are due until then are looked at. */
  Result asItIs(Rulebook rules) {
    long changedAt = Recount.changedAt(snapshot);
    Recount recount = Recount.of(snapshot);
    if (recount != null && recount.finishedAt() == null) {
      // Lists do not follow the latest change yet, so every ticket has to be asked.
      return anew(rules, changedAt);
    }
    for (TicketClocks record : snapshot.records(CLOCKS).sorted("due")) {
      Instant due = record.dueAt();
      if (due == null || due.toEpochMilli() > until) {
        break;
      }
      look(rules, record, changedAt);
    }
    return done();
  }

  /**
   * By other rules: every live ticket is computed.
   *
   * @param changedAt when they begin to hold
   */
  Result anew(Rulebook rules, long changedAt) {
    for (TicketClocks record : snapshot.records(CLOCKS).group("live", true)) {
      look(rules, record, changedAt);
    }
    return done();
  }

  private Result done() {
    breaches.sort(Comparator.comparing(Breach::dueAt));
    return new Result(List.copyOf(breaches));
  }

  private void look(Rulebook rules, TicketClocks record, long changedAt) {
    Ticket ticket = snapshot.ticket(record.id(), viewer);
    if (ticket == null || selection != null && !selection.contains(ticket)) {
      return;
    }
    Course course = rules.caughtUp(record.path(), ticket, changedAt);
    for (Clock clock : rules.clocks(course, now)) {
      Cycle cycle = clock.current();
      if (cycle.state() == ClockState.RUNNING && cycle.exceededAt() <= until) {
        breaches.add(
            new Breach(
                ticket.id(),
                clock.agreement(),
                clock.kind(),
                rules.book().record(cycle.policyId()),
                Instant.ofEpochMilli(cycle.due())));
      }
    }
  }
}
