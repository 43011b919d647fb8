package dev.trestle.plugins.calendars;

import static dev.trestle.plugins.calendars.CalendarRecords.CALENDARS;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.plugins.calendars.CalendarRecords.Holiday;
import dev.trestle.plugins.calendars.api.Applied;
import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.Stretch;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.Records;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Page;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The plugin's queries. */
final class CalendarQueries {
  private static final Duration SPAN_MAX = Duration.ofDays(400);

  private final CalendarService service;

  CalendarQueries(CalendarService service) {
    this.service = service;
  }

  RootFields roots() {
    return new RootFields()
        .query("calendars", CalendarQueries::calendars)
        .guarded(CalendarsPlugin.READ)
        .query(
            "calendar",
            (arguments, context) ->
                CalendarService.find(context.get(Snapshot.class), arguments.id("id")))
        .guarded(CalendarsPlugin.READ)
        .query("whichCalendar", this::which)
        .guarded(CalendarsPlugin.READ)
        .query("calendarHours", this::hours)
        .guarded(CalendarsPlugin.READ)
        .query("businessTimeAdd", this::add)
        .guarded(CalendarsPlugin.READ)
        .query("businessTimeBetween", this::between)
        .guarded(CalendarsPlugin.READ)
        .query("calendarHolidays", CalendarQueries::holidays)
        .guarded(CalendarsPlugin.READ)
        .query("calendarHolidayRegions", (arguments, context) -> Region.all())
        .guarded(CalendarsPlugin.READ);
  }

  private static Object calendars(Arguments arguments, RequestContext context) {
    Records<Calendar> records = context.get(Snapshot.class).records(CALENDARS);
    // Also where there are none yet, so that arguments that do not fit are refused.
    Page<Calendar> page = records.sorted("byName").page(arguments);
    return page.totalCount() == 0 ? new OnlyStandard() : page;
  }

  private @Nullable Applied which(Arguments arguments, RequestContext context) {
    Snapshot snapshot = context.get(Snapshot.class);
    Ticket ticket = snapshot.ticket(arguments.id("ticketId"), context.get(Viewer.class));
    return ticket == null ? null : service.which(snapshot, ticket);
  }

  private @Nullable List<Stretch> hours(Arguments arguments, RequestContext context) {
    BusinessCalendar calendar = calendar(arguments, context);
    Instant from = instant(arguments, "from");
    Instant until = instant(arguments, "until");
    if (Duration.between(from, until).compareTo(SPAN_MAX) > 0) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "CALENDAR_SPAN",
          "At most 400 days are shown at once.",
          "Ask for less, and again from where the answer ends.");
    }
    if (calendar == null) {
      return null;
    }
    return arguments.isTrue("openOnly")
        ? calendar.intervals(from.toEpochMilli(), until.toEpochMilli())
        : calendar.stretches(from.toEpochMilli(), until.toEpochMilli());
  }

  private @Nullable Instant add(Arguments arguments, RequestContext context) {
    BusinessCalendar calendar = calendar(arguments, context);
    Duration span = Objects.requireNonNull(arguments.duration("span"));
    return calendar == null ? null : calendar.add(instant(arguments, "from"), span).orElse(null);
  }

  private @Nullable Duration between(Arguments arguments, RequestContext context) {
    BusinessCalendar calendar = calendar(arguments, context);
    return calendar == null
        ? null
        : calendar.between(instant(arguments, "from"), instant(arguments, "until"));
  }

  private static @Nullable List<Holiday> holidays(Arguments arguments, RequestContext context) {
    HolidayTable table =
        HolidayTable.of(arguments.requireString("country").toUpperCase(Locale.ROOT));
    int year = arguments.integerOr("year", HolidayTable.FIRST_YEAR);
    String subdivision = arguments.string("subdivision");
    return table == null
        ? null
        : table.holidays(
            subdivision == null ? null : subdivision.toUpperCase(Locale.ROOT), year, year);
  }

  /** The calendar that an argument names, else the standard one; null when there is none. */
  private @Nullable BusinessCalendar calendar(Arguments arguments, RequestContext context) {
    Snapshot snapshot = context.get(Snapshot.class);
    return arguments.id("calendarId") == null
        ? service.standard(snapshot)
        : service.calendar(snapshot, Objects.requireNonNull(arguments.id("calendarId")));
  }

  private static Instant instant(Arguments arguments, String name) {
    return Objects.requireNonNull(arguments.instant(name));
  }

  /** A country that has holidays, and its parts. */
  record Region(String country) {
    static List<Region> all() {
      return HolidayTable.countries().stream().map(Region::new).toList();
    }

    String name() {
      return Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
    }

    List<String> subdivisions() {
      HolidayTable table = HolidayTable.of(country);
      return table == null ? List.of() : List.copyOf(table.subdivisions());
    }
  }
}
