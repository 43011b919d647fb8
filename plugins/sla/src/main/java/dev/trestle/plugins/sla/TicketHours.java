package dev.trestle.plugins.sla;

import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.plugins.sla.clock.WorkingTime;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.List;
import java.util.UUID;

/** Where the clocks get their calendars from. */
record TicketHours(Calendars calendars) {
  static TicketHours of(Surroundings surroundings) {
    return new TicketHours(
        surroundings
            .service(Calendars.class)
            .orElseThrow(() -> new IllegalStateException("the plugin calendars offers none")));
  }

  /** The calendar that applies to a ticket as it is. */
  UUID which(Snapshot snapshot, Ticket ticket) {
    return calendars.which(snapshot, ticket).calendarId();
  }

  /** The calendar of this id; one that is gone leaves every hour a working hour. */
  WorkingTime calendar(Snapshot snapshot, UUID calendarId) {
    BusinessCalendar calendar = calendars.calendar(snapshot, calendarId);
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
