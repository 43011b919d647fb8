package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;
import static dev.trestle.plugins.calendars.CalendarRecords.EDITIONS;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.CalendarEvents;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes calendars and changes their rules. */
final class SaveCalendar {
  static final int EDITIONS_MAX = 200;
  static final int CALENDARS_MAX = 1_000;
  private static final int NAME_MAX = 100;

  private SaveCalendar() {}

  static void decide(SaveInput wish, Draft draft) {
    Snapshot snapshot = draft.snapshot();
    boolean isNew = wish.calendarId() == null;
    if (isNew && snapshot.records(CALENDARS).all().size() >= CALENDARS_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CALENDARS_FULL",
          "A desk has at most " + CALENDARS_MAX + " calendars. Change one that is not used.");
    }
    Calendar old = isNew ? null : find(draft, wish.calendarId(), wish.expectedVersion());
    if (!isNew && old == null) {
      return;
    }
    UUID id = old == null ? draft.newId() : old.id();
    Faults faults = new Faults();
    String name = name(wish, old, faults);
    refuseTaken(draft, name, old);
    List<StoredEdition> editions =
        old == null ? List.of() : CalendarService.editions(snapshot, old);
    Instant from = old == null ? null : appliesFrom(wish, draft.now());
    StoredEdition next =
        new EditionRules(wish, editions.isEmpty() ? null : editions.getLast(), faults)
            .edition(draft.newId(), id, from, draft.now(), draft.viewer().name());
    faults.refuse(draft);
    if (draft.refused()) {
      return;
    }
    Calendar calendar =
        old == null
            ? new Calendar(id, 0, name, Calendar.key(name), false, draft.newId(), null, null, null)
            : old.named(name);
    Standard.makeStored(draft);
    if (old == null) {
      draft.put(CALENDARS, calendar);
    } else if (!old.name().equals(name)) {
      draft.put(CALENDARS, calendar);
      draft.event(Happening.internal("CalendarRenamed", CALENDARS, id, null));
    }
    adopt(draft, calendar, next);
    draft.result("calendar", id);
  }

  /** Puts an edition in the place of those that begin with it or later; nothing if all is so. */
  static void adopt(Draft draft, Calendar calendar, StoredEdition next) {
    List<StoredEdition> editions =
        draft
            .snapshot()
            .records(EDITIONS)
            .sortedWithin("ofCalendar", calendar.id())
            .first(EDITIONS_MAX);
    List<StoredEdition> gone =
        editions.stream().filter(edition -> edition.order() >= next.order()).toList();
    if (!editions.isEmpty() && gone.isEmpty() && editions.getLast().sameRules(next)) {
      return;
    }
    if (editions.size() - gone.size() >= EDITIONS_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CALENDAR_EDITIONS_FULL",
          "A calendar has at most "
              + EDITIONS_MAX
              + " editions. Give an earlier appliesFrom, which replaces those after it, or make a"
              + " new calendar.",
          "input",
          "appliesFrom");
      return;
    }
    gone.forEach(edition -> draft.remove(EDITIONS, edition.id()));
    draft.put(EDITIONS, next);
    draft.put(CALENDARS, calendar.stamped(draft.newId()));
    if (next.country() != null) {
      draft.setTimer(
          new TimerSetting(
              HolidayTimer.NAME,
              calendar.id().toString(),
              HolidayTimer.nextAfter(draft.now()),
              null));
    }
    changed(draft, calendar.id(), next.validFrom());
  }

  static void changed(Draft draft, UUID calendarId, @Nullable Instant from) {
    draft.event(
        new Happening(
            CalendarEvents.CHANGED,
            CALENDARS,
            calendarId,
            null,
            List.of(new Change("appliesFrom", null, from == null ? null : from.toString())),
            null,
            false));
  }

  static BusinessCalendar proposed(Snapshot snapshot, Arguments input) {
    SaveInput wish = SaveInput.of(input);
    Calendar old = CalendarService.find(snapshot, wish.calendarId());
    if (wish.calendarId() != null && old == null) {
      throw new FieldProblem(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such calendar.",
          "Take ids from the list calendars.");
    }
    Faults faults = new Faults();
    List<StoredEdition> editions =
        old == null ? List.of() : CalendarService.editions(snapshot, old);
    Instant from = old == null ? null : appliesFrom(wish, snapshot.at());
    StoredEdition next =
        new EditionRules(wish, editions.isEmpty() ? null : editions.getLast(), faults)
            .edition(Standard.ID, Standard.ID, from, snapshot.at(), "");
    faults.tell();
    List<StoredEdition> all = new ArrayList<>();
    editions.stream().filter(edition -> edition.order() < next.order()).forEach(all::add);
    all.add(next);
    return CalendarService.compile(all);
  }

  /** The calendar; null after a refusal. */
  static @Nullable Calendar find(Draft draft, @Nullable UUID id, @Nullable Integer expected) {
    Calendar calendar = CalendarService.find(draft.snapshot(), id);
    if (calendar == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such calendar.", "input", "calendarId");
      return null;
    }
    draft.expect(calendar, expected);
    return draft.refused() ? null : calendar;
  }

  /** From when an edit applies; null: since ever. */
  private static @Nullable Instant appliesFrom(SaveInput wish, Instant now) {
    Instant from = wish.appliesFrom() == null ? now : wish.appliesFrom();
    return from.toEpochMilli() <= BusinessCalendar.EARLIEST ? null : from;
  }

  /** The index refuses it too, but cannot say which field it was. */
  private static void refuseTaken(Draft draft, String name, @Nullable Calendar old) {
    Calendar other = draft.snapshot().records(CALENDARS).unique("name", Calendar.key(name));
    if (other != null && (old == null || !other.id().equals(old.id()))) {
      draft.refuse(
          ProblemType.CONFLICT,
          "CALENDAR_NAME_TAKEN",
          "Another calendar has this name. Choose another one.",
          "input",
          "name");
    }
  }

  private static String name(SaveInput wish, @Nullable Calendar old, Faults faults) {
    String name = wish.name() == null ? "" : wish.name().strip();
    if (wish.name() == null && old != null) {
      return old.name();
    }
    if (name.isEmpty() || name.length() > NAME_MAX) {
      faults.add(
          "CALENDAR_NAME",
          "Give the calendar a name of 1 to " + NAME_MAX + " characters.",
          "input",
          "name");
    }
    return name;
  }
}
