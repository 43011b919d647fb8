package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.ASSIGNMENTS;
import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;
import static dev.trestle.plugins.calendars.CalendarRecords.EDITIONS;

import dev.trestle.plugins.calendars.CalendarRecords.Assignment;
import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.plugins.calendars.api.Applied;
import dev.trestle.plugins.calendars.api.Applied.Looked;
import dev.trestle.plugins.calendars.api.Applied.Outcome;
import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.plugins.calendars.api.Edition;
import dev.trestle.plugins.calendars.api.Hours;
import dev.trestle.plugins.calendars.api.Layer;
import dev.trestle.plugins.calendars.api.WeeklyHours;
import dev.trestle.sdk.desk.Company;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.Site;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.record.Records;
import dev.trestle.sdk.schema.Arguments;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds calendars, and keeps them compiled. */
final class CalendarService implements Calendars {
  private static final int KEPT_MAX = 1_000;

  private static final BusinessCalendar ALWAYS =
      BusinessCalendar.of(
          Edition.of(
              ZoneOffset.UTC,
              List.of(WeeklyHours.every(Arrays.asList(DayOfWeek.values()), Hours.of(0, 24))),
              List.of()));

  private final Map<UUID, Compiled> compiled = new ConcurrentHashMap<>();

  private record Compiled(UUID stamp, BusinessCalendar calendar) {}

  @Override
  public Applied which(Snapshot snapshot, Ticket ticket) {
    List<Looked> looked = new ArrayList<>(Layer.values().length);
    for (Layer layer : Layer.values()) {
      UUID subjectId = subject(layer, ticket);
      if (layer != Layer.STANDARD && subjectId == null) {
        looked.add(new Looked(layer, null, null, null, Outcome.TICKET_HAS_NONE));
        continue;
      }
      UUID assigned = assigned(snapshot, layer.name(), subjectId);
      if (layer == Layer.STANDARD && assigned == null) {
        assigned = Standard.ID;
      }
      String name = subjectId == null ? null : name(snapshot, layer, subjectId);
      if (assigned == null) {
        looked.add(new Looked(layer, subjectId, name, null, Outcome.NOTHING_ASSIGNED));
        continue;
      }
      looked.add(new Looked(layer, subjectId, name, assigned, Outcome.APPLIES));
      return new Applied(assigned, found(snapshot, assigned).name(), layer, looked);
    }
    throw new IllegalStateException("there is always a standard calendar");
  }

  @Override
  public Ruling ruling(Snapshot snapshot, Ticket ticket) {
    UUID id = ruling(snapshot.records(ASSIGNMENTS), ticket);
    return new Ruling(id, compiled(snapshot, found(snapshot, id)));
  }

  private static UUID ruling(Records<Assignment> assignments, Ticket ticket) {
    // Most desks have one calendar, and then nothing is assigned at all.
    if (assignments.all().size() > 0) {
      for (Layer layer : Layer.values()) {
        UUID subjectId = subject(layer, ticket);
        Assignment assignment =
            layer != Layer.STANDARD && subjectId == null
                ? null
                : assignments.unique("subject", AssignDeciders.subject(layer.name(), subjectId));
        if (assignment != null) {
          return assignment.calendarId();
        }
      }
    }
    return Standard.ID;
  }

  @Override
  public @Nullable BusinessCalendar calendar(Snapshot snapshot, UUID calendarId) {
    Calendar calendar = find(snapshot, calendarId);
    return calendar == null ? null : compiled(snapshot, calendar);
  }

  @Override
  public BusinessCalendar ofAgent(Snapshot snapshot, UUID agentId) {
    UUID assigned = assigned(snapshot, AssignDeciders.AGENT, agentId);
    return assigned == null ? standard(snapshot) : compiled(snapshot, found(snapshot, assigned));
  }

  @Override
  public BusinessCalendar standard(Snapshot snapshot) {
    return compiled(snapshot, found(snapshot, standardId(snapshot)));
  }

  @Override
  public BusinessCalendar always() {
    return ALWAYS;
  }

  @Override
  public BusinessCalendar proposed(Snapshot snapshot, Arguments input) {
    return SaveCalendar.proposed(snapshot, input);
  }

  /** The calendar of this id, the standard one also before it was ever changed. */
  static @Nullable Calendar find(Snapshot snapshot, @Nullable UUID id) {
    Calendar calendar = snapshot.records(CALENDARS).get(id);
    return calendar == null && Standard.ID.equals(id) ? Standard.CALENDAR : calendar;
  }

  static UUID standardId(Snapshot snapshot) {
    UUID assigned = assigned(snapshot, Layer.STANDARD.name(), null);
    return assigned == null ? Standard.ID : assigned;
  }

  /** The editions of a calendar, oldest first; at least one. */
  static List<StoredEdition> editions(Snapshot snapshot, Calendar calendar) {
    List<StoredEdition> stored =
        snapshot
            .records(EDITIONS)
            .sortedWithin("ofCalendar", calendar.id())
            .first(SaveCalendar.EDITIONS_MAX);
    return stored.isEmpty() ? List.of(Standard.EDITION) : stored;
  }

  static BusinessCalendar compile(List<StoredEdition> editions) {
    return BusinessCalendar.of(editions.stream().map(Compiler::edition).toList());
  }

  static @Nullable UUID assigned(Snapshot snapshot, String layer, @Nullable UUID subjectId) {
    Assignment assignment =
        snapshot.records(ASSIGNMENTS).unique("subject", AssignDeciders.subject(layer, subjectId));
    return assignment == null ? null : assignment.calendarId();
  }

  BusinessCalendar compiled(Snapshot snapshot, Calendar calendar) {
    Compiled kept = compiled.get(calendar.id());
    if (kept != null && kept.stamp().equals(calendar.stamp())) {
      return kept.calendar();
    }
    Compiled made = new Compiled(calendar.stamp(), compile(editions(snapshot, calendar)));
    if (compiled.size() >= KEPT_MAX) {
      compiled.clear();
    }
    compiled.put(calendar.id(), made);
    return made.calendar();
  }

  private static Calendar found(Snapshot snapshot, UUID id) {
    Calendar calendar = find(snapshot, id);
    if (calendar == null) {
      throw new IllegalStateException("the calendar " + id + " is assigned and does not exist");
    }
    return calendar;
  }

  private static @Nullable UUID subject(Layer layer, Ticket ticket) {
    return switch (layer) {
      case SITE -> ticket.siteId();
      case COMPANY -> ticket.companyId();
      case TEAM -> ticket.teamId();
      case QUEUE -> ticket.queueId();
      case STANDARD -> null;
    };
  }

  private static @Nullable String name(Snapshot snapshot, Layer layer, UUID id) {
    return switch (layer) {
      case SITE -> {
        Site site = snapshot.site(id);
        yield site == null ? null : site.name();
      }
      case COMPANY -> {
        Company company = snapshot.company(id);
        yield company == null ? null : company.name();
      }
      case TEAM -> {
        Team team = snapshot.team(id);
        yield team == null ? null : team.name();
      }
      case QUEUE -> {
        Queue queue = snapshot.queue(id);
        yield queue == null ? null : queue.name();
      }
      case STANDARD -> null;
    };
  }
}
