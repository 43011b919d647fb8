package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.ASSIGNMENTS;
import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;

import dev.trestle.plugins.calendars.CalendarRecords.Assignment;
import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.api.CalendarEvents;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says whose calendar one is, and puts calendars away. */
final class AssignDeciders {
  static final String AGENT = "AGENT";

  /** What calendars are assigned to; besides the layers of tickets, agents. */
  enum Subject {
    SITE,
    COMPANY,
    TEAM,
    QUEUE,
    STANDARD,
    AGENT
  }

  record AssignCalendar(Subject subject, @Nullable UUID subjectId, @Nullable UUID calendarId) {}

  record ArchiveCalendar(UUID calendarId, @Nullable Integer expectedVersion) {}

  private AssignDeciders() {}

  /** How a subject is named in records. */
  static String subject(String layer, @Nullable UUID id) {
    return id == null ? layer : layer + ":" + id;
  }

  static void assign(AssignCalendar wish, Draft draft) {
    Snapshot snapshot = draft.snapshot();
    if (!exists(wish, snapshot)) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          wish.subject() == Subject.STANDARD
              ? "The standard calendar is the whole desk's: leave out subjectId."
              : "There is no such subject. Give its id.",
          "input",
          "subjectId");
    }
    Calendar calendar = CalendarService.find(snapshot, wish.calendarId());
    if (wish.calendarId() != null && calendar == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such calendar.", "input", "calendarId");
    } else if (calendar != null && calendar.archived()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CALENDAR_ARCHIVED",
          "This calendar is archived. Restore it first.",
          "input",
          "calendarId");
    }
    if (draft.refused()) {
      return;
    }
    String subject = subject(wish.subject().name(), wish.subjectId());
    Assignment old = snapshot.records(ASSIGNMENTS).unique("subject", subject);
    UUID before = old == null ? null : old.calendarId();
    if (calendar == null) {
      if (old != null) {
        draft.remove(ASSIGNMENTS, old.id());
        assigned(draft, wish, old.id(), before);
      }
      return;
    }
    draft.result("calendar", calendar.id());
    if (calendar.id().equals(before)) {
      return;
    }
    Standard.makeStored(draft);
    UUID id = old == null ? draft.newId() : old.id();
    draft.put(ASSIGNMENTS, new Assignment(id, 0, subject, calendar.id()));
    assigned(draft, wish, id, before);
  }

  static void archive(ArchiveCalendar wish, Draft draft) {
    Calendar calendar = SaveCalendar.find(draft, wish.calendarId(), wish.expectedVersion());
    if (calendar == null) {
      return;
    }
    if (calendar.id().equals(CalendarService.standardId(draft.snapshot()))
        || draft.snapshot().records(ASSIGNMENTS).group("calendar", calendar.id()).size() > 0) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CALENDAR_IN_USE",
          "This calendar is somebody's, or the standard. Assign another one in its place first.",
          "input",
          "calendarId");
      return;
    }
    draft.relyOnGroup(ASSIGNMENTS, "calendar", calendar.id());
    away(draft, calendar, true, "CalendarArchived");
  }

  static void restore(ArchiveCalendar wish, Draft draft) {
    Calendar calendar = SaveCalendar.find(draft, wish.calendarId(), wish.expectedVersion());
    if (calendar != null) {
      away(draft, calendar, false, "CalendarRestored");
    }
  }

  private static void away(Draft draft, Calendar calendar, boolean away, String event) {
    if (calendar.archived() != away) {
      Standard.makeStored(draft);
      draft.put(CALENDARS, calendar.archived(away));
      draft.event(Happening.internal(event, CALENDARS, calendar.id(), null));
    }
    draft.result("calendar", calendar.id());
  }

  private static void assigned(
      Draft draft, AssignCalendar wish, UUID recordId, @Nullable UUID before) {
    draft.event(
        new Happening(
            CalendarEvents.ASSIGNED,
            ASSIGNMENTS,
            recordId,
            null,
            List.of(
                new Change("subject", null, text(wish.subjectId())),
                new Change("layer", null, wish.subject().name()),
                new Change("calendar", text(before), text(wish.calendarId()))),
            null,
            false));
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static boolean exists(AssignCalendar wish, Snapshot snapshot) {
    UUID id = wish.subjectId();
    return switch (wish.subject()) {
      case SITE -> snapshot.site(id) != null;
      case COMPANY -> snapshot.company(id) != null;
      case TEAM -> snapshot.team(id) != null;
      case QUEUE -> snapshot.queue(id) != null;
      case AGENT -> snapshot.agent(id) != null;
      case STANDARD -> id == null;
    };
  }
}
