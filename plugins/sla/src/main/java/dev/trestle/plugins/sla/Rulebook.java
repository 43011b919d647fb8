package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.TicketClocks.Passed;
import dev.trestle.plugins.sla.TicketClocks.SlaState;
import dev.trestle.plugins.sla.clock.Clock;
import dev.trestle.plugins.sla.clock.ClockState;
import dev.trestle.plugins.sla.clock.Clocks;
import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Cycle;
import dev.trestle.plugins.sla.clock.Step;
import dev.trestle.plugins.sla.clock.WorkingTime;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The policies and calendars of one snapshot, and what they make of courses. */
final class Rulebook {
  private final Snapshot snapshot;
  private final PolicyBook book;
  private final TicketHours hours;
  // The clocks tell calendars apart by identity, so each is asked for once.
  private final Map<UUID, WorkingTime> calendars = new HashMap<>();
  private @Nullable Long changedAt;

  Rulebook(Snapshot snapshot, PolicyBook book, TicketHours hours) {
    this.snapshot = snapshot;
    this.book = book;
    this.hours = hours;
  }

  /** What is in force in a snapshot. */
  static Rulebook of(Snapshot snapshot, Surroundings surroundings) {
    return new Rulebook(snapshot, PolicyBook.of(snapshot), TicketHours.of(surroundings));
  }

  PolicyBook book() {
    return book;
  }

  /** When policies or calendars changed last; the beginning of time when they never did. */
  long changedAt() {
    if (changedAt == null) {
      changedAt = Recount.changedAt(snapshot);
    }
    return changedAt;
  }

  /** A ticket's course up to now; null when the desk keeps none of it. */
  @Nullable Course course(Ticket ticket) {
    if (book.isEmpty()) {
      return null;
    }
    TicketClocks record = Keeping.of(snapshot, ticket.id());
    if (record != null) {
      return caughtUp(record.path(), ticket, changedAt());
    }
    return ticket.open() ? Courses.recalled(this, snapshot, ticket) : null;
  }

  List<Clock> clocks(Course course, long now) {
    return Clocks.of(
        course,
        book::policy,
        id -> calendars.computeIfAbsent(id, wanted -> hours.calendar(snapshot, wanted)),
        now);
  }

  /** How a ticket of the snapshot stands, as an entry of its course. */
  Course.State state(Ticket ticket, long at) {
    TicketHours.Ruling ruling = hours.ruling(snapshot, ticket);
    calendars.putIfAbsent(ruling.calendarId(), ruling.time());
    return new Course.State(
        at,
        ticket.statusCategory(),
        ticket.priority(),
        ticket.teamId(),
        ticket.assigneeId() != null,
        ruling.calendarId(),
        book.applying(snapshot, ticket));
  }

  /** The record of a course: what lists need, and when to look again. */
  TicketClocks record(
      UUID ticketId,
      int ticketVersion,
      Course course,
      List<String> acted,
      List<Passed> owed,
      long now) {
    List<Clock> clocks = clocks(course, now);
    long next = owed.isEmpty() ? WorkingTime.NEVER : now;
    long due = WorkingTime.NEVER;
    long usedUp = WorkingTime.NEVER;
    long atRisk = WorkingTime.NEVER;
    long breached = WorkingTime.NEVER;
    SlaState worst = null;
    boolean anyAtRisk = false;
    for (Clock clock : clocks) {
      for (Cycle cycle : clock.cycles()) {
        next = Math.min(next, nextOf(clock, cycle, acted));
      }
      Cycle cycle = clock.current();
      if (!cycle.state().over()) {
        due = Math.min(due, cycle.due());
        usedUp = Math.min(usedUp, cycle.usedUpAt());
        breached = Math.min(breached, cycle.breachedAt());
        if (cycle.state() != ClockState.BREACHED) {
          atRisk = Math.min(atRisk, cycle.atRiskAt());
        }
      }
      anyAtRisk |= cycle.atRisk();
      SlaState state = stateOf(cycle);
      worst = worst == null || state.compareTo(worst) < 0 ? state : worst;
    }
    Course.State last = lastState(course);
    return new TicketClocks(
        ticketId,
        0,
        ticketVersion,
        CourseCodec.encode(course),
        acted,
        owed,
        next == WorkingTime.NEVER ? null : Instant.ofEpochMilli(Math.max(next, now)),
        SlaViews.instant(due),
        SlaViews.instant(usedUp),
        SlaViews.instant(atRisk),
        SlaViews.instant(breached),
        worst,
        worst == SlaState.BREACHED,
        anyAtRisk,
        last.policyIds(),
        last.category().open());
  }

  static SlaState stateOf(Cycle cycle) {
    return switch (cycle.state()) {
      case BREACHED -> SlaState.BREACHED;
      case RUNNING -> cycle.atRisk() ? SlaState.AT_RISK : SlaState.RUNNING;
      case PAUSED -> cycle.atRisk() ? SlaState.AT_RISK : SlaState.PAUSED;
      case MET, MISSED, CANCELLED -> SlaState.OVER;
    };
  }

  static Course.State lastState(Course course) {
    List<Course.Entry> entries = course.entries();
    for (int i = entries.size() - 1; i > 0; i--) {
      if (entries.get(i) instanceof Course.State state) {
        return state;
      }
    }
    return (Course.State) entries.getFirst();
  }

  private static long nextOf(Clock clock, Cycle cycle, List<String> acted) {
    long next = WorkingTime.NEVER;
    for (Reach reach : reaches(clock, cycle)) {
      if (reach.at() < next && (acted.isEmpty() || !acted.contains(reach.key().toString()))) {
        next = reach.at();
      }
    }
    return next;
  }

  private record Reach(StepKey key, long at) {}

  private static List<Reach> reaches(Clock clock, Cycle cycle) {
    List<Reach> reaches = new ArrayList<>();
    ClockState state = cycle.state();
    if (state == ClockState.CANCELLED) {
      return reaches;
    }
    reach(reaches, clock, cycle, StepKey.Point.AT_RISK, 0, cycle.atRiskAt());
    long breach =
        switch (state) {
          case RUNNING -> cycle.exceededAt();
          case BREACHED, MISSED -> cycle.breachedAt();
          case PAUSED, MET, CANCELLED -> WorkingTime.NEVER;
        };
    reach(reaches, clock, cycle, StepKey.Point.BREACH, 0, breach);
    for (Step step : cycle.target().steps()) {
      StepKey.Point point =
          switch (step.basis()) {
            case AT_SHARE -> StepKey.Point.AT_SHARE;
            case BEFORE -> StepKey.Point.BEFORE;
            case AFTER -> StepKey.Point.AFTER;
          };
      reach(reaches, clock, cycle, point, step.value(), cycle.instantOf(step));
    }
    return reaches;
  }

  private static void reach(
      List<Reach> reaches, Clock clock, Cycle cycle, StepKey.Point point, long value, long at) {
    if (at != WorkingTime.NEVER) {
      StepKey key = new StepKey(clock.agreement(), clock.kind(), cycle.number(), point, value);
      reaches.add(new Reach(key, at));
    }
  }

  /** The steps whose instant has come and that have not acted yet, in the order of the instants. */
  List<Passed> passed(Course course, List<String> acted, long now) {
    List<Passed> passed = new ArrayList<>();
    for (Clock clock : clocks(course, now)) {
      for (Cycle cycle : clock.cycles()) {
        for (Reach reach : reaches(clock, cycle)) {
          String key = reach.key().toString();
          if (reach.at() <= now && !acted.contains(key)) {
            passed.add(
                new Passed(key, Instant.ofEpochMilli(reach.at()), cycle.policyId(), cycle.span()));
          }
        }
      }
    }
    passed.sort(Comparator.comparing(Passed::at));
    return passed;
  }

  static List<String> together(List<String> acted, List<Passed> more) {
    List<String> all = new ArrayList<>(acted);
    for (Passed passed : more) {
      if (!all.contains(passed.step())) {
        all.add(passed.step());
      }
    }
    return all;
  }

  /**
   * The course with the entry that a change of policies or calendars makes, of which nobody has
   * told it yet.
   *
   * @param ticket as it was up to now; null when it is not known
   * @param changedAt when policies or calendars changed last
   */
  Course caughtUp(Course course, @Nullable Ticket ticket, long changedAt) {
    Course.State last = lastState(course);
    long end = course.entries().getLast().atMillis();
    if (ticket == null || !last.category().open() || changedAt <= last.atMillis()) {
      return course;
    }
    Course.State now = state(ticket, Math.max(end, changedAt));
    boolean same =
        java.util.Objects.equals(now.calendarId(), last.calendarId())
            && now.policyIds().equals(last.policyIds());
    if (same) {
      return course;
    }
    List<Course.Entry> entries = new ArrayList<>(course.entries());
    // What else is new about the ticket is told by its own entry.
    entries.add(
        new Course.State(
            now.atMillis(),
            last.category(),
            last.priority(),
            last.teamId(),
            last.assigned(),
            now.calendarId(),
            now.policyIds()));
    return new Course(entries);
  }
}
