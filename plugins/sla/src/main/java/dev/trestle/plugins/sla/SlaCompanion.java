package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.Course;
import dev.trestle.plugins.sla.clock.Course.Entry;
import dev.trestle.plugins.sla.clock.Course.Mark;
import dev.trestle.plugins.sla.clock.Course.Merging;
import dev.trestle.plugins.sla.clock.Course.Word;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.CompanionContext;
import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the clocks in step with the tickets, in the same commit. */
final class SlaCompanion implements Companion {
  private static final String IMPORT = "ImportTickets";

  @Override
  public String name() {
    return "clocks";
  }

  /** What a command does to one ticket. */
  private static final class Touch {
    @Nullable Ticket was;
    boolean created;
    final List<Entry> marks = new ArrayList<>();
    final List<Word> words = new ArrayList<>();
    final List<EventFacts> events = new ArrayList<>();
  }

  @Override
  public void accompany(CompanionContext context) {
    Snapshot after = context.additions().snapshot();
    PolicyBook book = PolicyBook.of(after);
    if (book.isEmpty()) {
      return;
    }
    TicketHours hours = TicketHours.of(context.additions().surroundings());
    Keeping keeping = new Keeping(context.additions(), new Rulebook(after, book, hours));
    Map<UUID, Touch> touched = touched(context, keeping.now());
    touched.forEach((id, touch) -> keep(context, keeping, id, touch));
  }

  private static Map<UUID, Touch> touched(CompanionContext context, long now) {
    Map<UUID, Touch> touched = new LinkedHashMap<>();
    for (TicketChange change : context.tickets()) {
      Ticket after = change.after();
      Ticket was = change.before();
      Touch touch = touched.computeIfAbsent(after.id(), id -> new Touch());
      touch.was = was;
      touch.created = was == null;
      UUID into = after.mergedIntoId();
      UUID from = was == null ? null : was.mergedIntoId();
      if (was != null && !Objects.equals(into, from)) {
        mark(touched, into, new Mark(now, Merging.ABSORBED, after.createdAtMillis()));
        mark(touched, from, new Mark(now, Merging.RELEASED, after.createdAtMillis()));
      }
    }
    for (Said said : context.said()) {
      Word word = Courses.word(said);
      if (word != null) {
        touched.computeIfAbsent(said.ticketId(), id -> new Touch()).words.add(word);
      }
    }
    if (context.command().equals(IMPORT)) {
      for (EventFacts event : context.events()) {
        Touch touch = event.ticketId() == null ? null : touched.get(event.ticketId());
        if (touch != null && !event.changes().isEmpty()) {
          touch.events.add(event);
        }
      }
    }
    return touched;
  }

  private static void mark(Map<UUID, Touch> touched, @Nullable UUID ticketId, Mark mark) {
    if (ticketId != null) {
      touched.computeIfAbsent(ticketId, id -> new Touch()).marks.add(mark);
    }
  }

  private static void keep(CompanionContext context, Keeping keeping, UUID id, Touch touch) {
    Snapshot after = context.additions().snapshot();
    Ticket ticket = after.ticket(id);
    if (ticket == null) {
      return;
    }
    TicketClocks record = Keeping.of(after, id);
    if (record != null) {
      if (touch.was != null) {
        record = keeping.mend(record, touch.was);
      }
      Rulebook before = Rulebook.of(context.before(), context.additions().surroundings());
      keeping.follow(record, ticket, touch.was, touch.marks, List.copyOf(touch.words), before);
    } else if (touch.created && context.command().equals(IMPORT)) {
      keeping.begin(
          ticket,
          Courses.imported(
              keeping.rules(), after, ticket, touch.events, touch.words, keeping.now()));
    } else if (touch.created) {
      // What is said in the creation is the request itself.
      keeping.begin(ticket, Courses.created(keeping.rules(), ticket, keeping.now()));
    } else if (ticket.open()) {
      Course course = Courses.recalled(keeping.rules(), after, ticket);
      keeping.begin(ticket, course);
    }
  }
}
