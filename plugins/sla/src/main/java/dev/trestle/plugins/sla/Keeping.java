package dev.trestle.plugins.sla;

import static dev.trestle.plugins.sla.TicketClocks.CLOCKS;

import dev.trestle.plugins.sla.TicketClocks.Passed;
import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Course.Entry;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the records of tickets in a commit; each is its own timer. */
final class Keeping {
  private final Additions additions;
  private final Rulebook rules;
  private final long now;

  Keeping(Additions additions) {
    this(additions, Rulebook.of(additions.snapshot(), additions.surroundings()));
  }

  /** With what is in force in the snapshot of these additions. */
  Keeping(Additions additions, Rulebook rules) {
    this.additions = additions;
    this.rules = rules;
    this.now = additions.now().toEpochMilli();
  }

  Rulebook rules() {
    return rules;
  }

  long now() {
    return now;
  }

  /** Begins a ticket's record; what should have been told of the time before is passed over. */
  void begin(Ticket ticket, Course course) {
    List<Passed> before = new ArrayList<>();
    if (course.createdAtMillis() < now) {
      before.addAll(rules.passed(course, List.of(), now));
      before.removeIf(step -> step.at().toEpochMilli() == now);
    }
    put(null, ticket, course, Rulebook.together(List.of(), before), List.of());
  }

  /**
   * Carries a record on.
   *
   * @param before the desk before the command, whose rules hold for what was due until now
   * @param was the ticket before the command; null when the command did not change it
   * @param marks what was absorbed or released
   * @param words what was said
   */
  void follow(
      TicketClocks record,
      Ticket ticket,
      @Nullable Ticket was,
      List<Entry> marks,
      List<Entry> words,
      Rulebook before) {
    Course course = record.path();
    List<String> acted = record.acted();
    List<Passed> owed = record.owed();
    if (record.nextAt() != null && record.nextAt().toEpochMilli() <= now) {
      // Their instants have come: they act, whatever this command makes of the clocks.
      List<Passed> due = before.passed(course, acted, now);
      acted = Rulebook.together(acted, due);
      owed = new ArrayList<>(owed);
      owed.addAll(due);
    }
    course = before.caughtUp(course, was == null ? ticket : was, rules.changedAt());
    List<Entry> entries = new ArrayList<>(course.entries());
    long at = Math.max(now, entries.getLast().atMillis());
    boolean taken = was != null && was.mergedIntoId() != null && ticket.mergedIntoId() == null;
    if (was != null && was.mergedIntoId() == null && ticket.mergedIntoId() != null) {
      entries.add(new Course.Mark(at, Course.Merging.MERGED, 0));
    }
    entries.addAll(marks);
    Course.State state = rules.state(ticket, at);
    if (!Courses.same(state, Rulebook.lastState(course))) {
      entries.add(state);
    }
    entries.addAll(words);
    if (taken) {
      entries.add(new Course.Mark(at, Course.Merging.TAKEN_BACK, 0));
    }
    put(record, ticket, new Course(entries), acted, owed);
  }

  /**
   * Takes up what a ticket's record missed while the plugin was away, each at its own time as far
   * as the ticket tells.
   *
   * @return the record as it is then
   */
  TicketClocks mend(TicketClocks record, Ticket ticket) {
    if (record.ticketVersion() >= ticket.version()) {
      return record;
    }
    Course course = record.path();
    List<Entry> entries = new ArrayList<>(course.entries());
    entries.addAll(Courses.missed(additions.snapshot(), ticket, course));
    long changed = Math.min(now, ticket.updatedAtMillis());
    boolean merged = ticket.mergedIntoId() != null;
    if (merged != Courses.merged(course)) {
      Course.Merging what = merged ? Course.Merging.MERGED : Course.Merging.TAKEN_BACK;
      long at = Math.max(changed, course.entries().getLast().atMillis());
      entries.add(new Course.Mark(at, what, 0));
    }
    Course.State state =
        rules.state(ticket, Math.max(changed, course.entries().getLast().atMillis()));
    if (!Courses.same(state, Rulebook.lastState(course))) {
      entries.add(state);
    }
    entries.sort(Comparator.comparingLong(Entry::atMillis));
    put(record, ticket, new Course(entries), record.acted(), record.owed());
    return Objects.requireNonNull(of(additions.snapshot(), ticket.id()));
  }

  /** Takes up at its own time what was absorbed or released while the plugin was away. */
  void learn(TicketClocks kept, Ticket ticket, Course.Mark mark) {
    TicketClocks record = mend(kept, ticket);
    List<Entry> entries = new ArrayList<>(record.path().entries());
    int place = 1;
    while (place < entries.size() && entries.get(place).atMillis() < mark.atMillis()) {
      place++;
    }
    entries.add(place, mark);
    put(record, ticket, new Course(entries), record.acted(), record.owed());
  }

  /** Brings a record in line with the policies and calendars there are; true when it changed. */
  boolean catchUp(TicketClocks kept, Ticket ticket) {
    TicketClocks record = mend(kept, ticket);
    Course course = rules.caughtUp(record.path(), ticket, rules.changedAt());
    return put(record, ticket, course, record.acted(), record.owed());
  }

  /** Puts a record as it is after these steps have acted. */
  void acted(TicketClocks record, Ticket ticket, List<Passed> steps) {
    put(record, ticket, record.path(), Rulebook.together(record.acted(), steps), List.of());
  }

  private boolean put(
      @Nullable TicketClocks old,
      Ticket ticket,
      Course course,
      List<String> acted,
      List<Passed> owed) {
    TicketClocks next = rules.record(ticket.id(), ticket.version(), course, acted, owed, now);
    if (old != null && old.says(next)) {
      return false;
    }
    additions.put(CLOCKS, next);
    return true;
  }

  static @Nullable TicketClocks of(Snapshot snapshot, UUID ticketId) {
    return snapshot.records(CLOCKS).get(ticketId);
  }
}
