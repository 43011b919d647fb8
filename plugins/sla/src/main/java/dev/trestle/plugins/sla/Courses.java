package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Course.Entry;
import dev.trestle.plugins.sla.clock.Course.State;
import dev.trestle.plugins.sla.clock.Course.Word;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How courses begin. */
final class Courses {
  private static final int SAID_MAX = 100;

  private Courses() {}

  /** The word that a message is; null when it is none. */
  static @Nullable Word word(Said said) {
    if (said.kind() != MessageKind.COMMENT) {
      return null;
    }
    if (said.direction() == MessageDirection.INBOUND) {
      return new Word(said.createdAtMillis(), true);
    }
    // What plugins write has no author; what was imported has none of this desk.
    boolean staff = said.authorId() != null || said.channel().equals("import");
    return said.direction() == MessageDirection.OUTBOUND && staff
        ? new Word(said.createdAtMillis(), false)
        : null;
  }

  /** Of a ticket that is created now. */
  static Course created(Rulebook rules, Ticket ticket, long now) {
    List<Entry> entries = new ArrayList<>();
    entries.add(rules.state(ticket, now));
    request(entries, ticket, now);
    return new Course(entries);
  }

  private static void request(List<Entry> entries, Ticket ticket, long at) {
    if (ticket.requesterId() != null) {
      entries.add(new Word(at, true));
    }
  }

  /** Of a ticket that comes with its history. */
  static Course imported(
      Rulebook rules,
      Snapshot snapshot,
      Ticket ticket,
      List<? extends EventFacts> events,
      List<Word> words,
      long now) {
    State end = rules.state(ticket, now);
    List<Entry> entries = new ArrayList<>();
    State last = null;
    for (EventFacts event : events) {
      State next = stepped(snapshot, ticket, end, last, event);
      if (last == null || !next.equals(at(last, next.atMillis()))) {
        entries.add(next);
      }
      last = next;
    }
    if (last == null) {
      entries.add(at(end, Math.min(now, ticket.createdAtMillis())));
    }
    request(entries, ticket, entries.getFirst().atMillis());
    entries.addAll(words);
    // Stable, so that a step's state stays before what was said in it.
    entries.sort(Comparator.comparingLong(Entry::atMillis));
    State seen = Rulebook.lastState(new Course(entries));
    if (!at(end, seen.atMillis()).equals(seen)) {
      entries.add(at(end, entries.getLast().atMillis()));
    }
    return new Course(entries);
  }

  private static State at(State state, long time) {
    return new State(
        time,
        state.category(),
        state.priority(),
        state.teamId(),
        state.assigned(),
        state.calendarId(),
        state.policyIds());
  }

  private static State stepped(
      Snapshot snapshot, Ticket ticket, State end, @Nullable State before, EventFacts event) {
    StatusCategory category = before == null ? StatusCategory.NEW : before.category();
    TicketPriority priority = before == null ? end.priority() : before.priority();
    UUID team = before == null ? null : before.teamId();
    boolean assigned = before != null && before.assigned();
    for (EventFacts.FieldChange change : event.changes()) {
      String after = change.after();
      switch (change.field()) {
        case "status" -> category = category(snapshot, ticket, after, category);
        case "priority" -> priority = after == null ? priority : TicketPriority.valueOf(after);
        case "team" -> team = after == null ? null : UUID.fromString(after);
        case "assignee" -> assigned = after != null;
        default -> {
          // Nothing else is part of a course; what conditions ask for is asked of the ticket's end.
        }
      }
    }
    return new State(
        event.at().toEpochMilli(),
        category,
        priority,
        team,
        assigned,
        end.calendarId(),
        end.policyIds());
  }

  private static StatusCategory category(
      Snapshot snapshot, Ticket ticket, @Nullable String key, StatusCategory otherwise) {
    Queue queue = snapshot.queue(ticket.queueId());
    if (queue != null) {
      for (Queue.Status status : queue.statuses()) {
        if (status.key().equals(key)) {
          return status.category();
        }
      }
    }
    return otherwise;
  }

  /**
   * Of a ticket whose course nobody kept: as if it had been as it is since its creation, but for
   * its end and what was said.
   */
  static Course recalled(Rulebook rules, Snapshot snapshot, Ticket ticket) {
    State now = rules.state(ticket, ticket.createdAtMillis());
    List<Entry> entries = new ArrayList<>();
    boolean ended = !ticket.open();
    entries.add(
        new State(
            now.atMillis(),
            ended ? StatusCategory.OPEN : now.category(),
            now.priority(),
            now.teamId(),
            now.assigned(),
            now.calendarId(),
            now.policyIds()));
    request(entries, ticket, now.atMillis());
    for (Said said : snapshot.said(ticket.id(), SAID_MAX)) {
      Word word = word(said);
      if (word != null && said.createdAtMillis() > now.atMillis()) {
        entries.add(word);
      }
    }
    if (ended) {
      long end =
          ticket.resolvedAtMillis() == 0 ? ticket.closedAtMillis() : ticket.resolvedAtMillis();
      entries.add(at(now, Math.max(end, now.atMillis())));
      entries.sort(Comparator.comparingLong(Entry::atMillis));
    }
    return new Course(entries);
  }

  /** What was said on a ticket behind the end of its course. */
  static List<Entry> missed(Snapshot snapshot, Ticket ticket, Course course) {
    List<Entry> missed = new ArrayList<>();
    for (Said said : snapshot.said(ticket.id(), SAID_MAX)) {
      Word word = word(said);
      if (word != null && word.atMillis() > course.entries().getLast().atMillis()) {
        missed.add(word);
      }
    }
    return missed;
  }

  /** Whether a course ends merged into another ticket. */
  static boolean merged(Course course) {
    boolean merged = false;
    for (Entry entry : course.entries()) {
      if (entry instanceof Course.Mark mark) {
        merged =
            switch (mark.merging()) {
              case MERGED -> true;
              case TAKEN_BACK -> false;
              case ABSORBED, RELEASED -> merged;
            };
      }
    }
    return merged;
  }

  /** Whether two entries say the same but for their times. */
  static boolean same(State one, State other) {
    return Objects.equals(at(one, 0), at(other, 0));
  }
}
