package dev.trestle.plugins.sla;

import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.plugins.sla.clock.WorkingTime;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where the clocks get their calendars from.
 *
 * @param proposed what stands in the place of calendars, by their ids
 */
record TicketHours(Calendars calendars, Map<UUID, BusinessCalendar> proposed) {
  TicketHours(Calendars calendars) {
    this(calendars, Map.of());
  }

  /** As if calendars were saved now, each with an input of {@code calendarSave}. */
  TicketHours with(Snapshot snapshot, List<Arguments> inputs) {
    Map<UUID, BusinessCalendar> all = new HashMap<>(proposed);
    for (Arguments input : inputs) {
      UUID id = input.id("calendarId");
      if (id == null) {
        throw new FieldProblem(
            ProblemType.INVALID,
            "SLA_FORECAST_CALENDAR",
            "A forecast changes calendars that are there: name each by its calendarId.");
      }
      all.put(id, calendars.proposed(snapshot, input));
    }
    return new TicketHours(calendars, Map.copyOf(all));
  }

  static TicketHours of(Surroundings surroundings) {
    return new TicketHours(
        surroundings
            .service(Calendars.class)
            .orElseThrow(() -> new IllegalStateException("the plugin calendars offers none")));
  }

  /** The calendar that applies to a ticket as it is. */
  Ruling ruling(Snapshot snapshot, Ticket ticket) {
    Calendars.Ruling ruling = calendars.ruling(snapshot, ticket);
    BusinessCalendar changed = proposed.get(ruling.calendarId());
    return new Ruling(
        ruling.calendarId(), new Opening(changed == null ? ruling.calendar() : changed));
  }

  /** A calendar with its id. */
  record Ruling(UUID calendarId, WorkingTime time) {}

  /** The calendar of this id; one that is gone leaves every hour a working hour. */
  WorkingTime calendar(Snapshot snapshot, UUID calendarId) {
    BusinessCalendar changed = proposed.get(calendarId);
    BusinessCalendar calendar =
        changed == null ? calendars.calendar(snapshot, calendarId) : changed;
    return calendar == null ? WorkingTime.ALWAYS : new Opening(calendar);
  }

  boolean knows(Snapshot snapshot, UUID calendarId) {
    return calendars.calendar(snapshot, calendarId) != null;
  }

  /** A calendar as the clocks see it. */
  private record Opening(BusinessCalendar calendar) implements WorkingTime {
    @Override
    public long between(long from, long until) {
      return calendar.between(from, until);
    }

    @Override
    public long add(long from, long working) {
      return calendar.add(from, working);
    }

    @Override
    public List<Stretch> stretches(long from, long until) {
      return calendar.stretches(from, until).stream().map(Opening::stretch).toList();
    }

    private static Stretch stretch(dev.trestle.plugins.calendars.api.Stretch stretch) {
      return new Stretch(
          stretch.fromMillis(),
          stretch.untilMillis(),
          stretch.open(),
          stretch.open() ? null : stretch.reason().kind().name(),
          stretch.reason().name());
    }
  }
}
