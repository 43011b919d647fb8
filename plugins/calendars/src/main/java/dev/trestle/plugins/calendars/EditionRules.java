package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.CalendarRecords.Adjustment;
import dev.trestle.plugins.calendars.CalendarRecords.Exceptional;
import dev.trestle.plugins.calendars.CalendarRecords.Holiday;
import dev.trestle.plugins.calendars.CalendarRecords.Opening;
import dev.trestle.plugins.calendars.CalendarRecords.Part;
import dev.trestle.plugins.calendars.CalendarRecords.StoredEdition;
import dev.trestle.plugins.calendars.CalendarRecords.Week;
import dev.trestle.plugins.calendars.SaveInput.AdjustmentInput;
import dev.trestle.plugins.calendars.SaveInput.ExceptionInput;
import dev.trestle.plugins.calendars.SaveInput.HolidaysInput;
import dev.trestle.plugins.calendars.SaveInput.OpeningInput;
import dev.trestle.plugins.calendars.SaveInput.PartInput;
import dev.trestle.plugins.calendars.SaveInput.WeekInput;
import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes an edition of what a client gave and of the edition before, and says what is wrong. */
final class EditionRules {
  private static final int WEEKS_MAX = 20;
  private static final int PARTS_MAX = 200;
  private static final int EXCEPTIONS_MAX = 1_000;
  private static final int ADJUSTMENTS_MAX = 200;
  private static final int NAME_MAX = 200;
  private static final int DAYS_MAX = 3_660;
  private static final int YEARS_AHEAD = 8;

  private final SaveInput wish;
  private final @Nullable StoredEdition before;
  private final Faults faults;

  EditionRules(SaveInput wish, @Nullable StoredEdition before, Faults faults) {
    this.wish = wish;
    this.before = before;
    this.faults = faults;
  }

  /** The edition; of no use when there are faults afterwards. */
  StoredEdition edition(
      UUID id, UUID calendarId, @Nullable Instant from, Instant now, String byName) {
    StoredEdition base = before == null ? Standard.EDITION : before;
    String country = base.country();
    String subdivision = base.subdivision();
    List<Holiday> holidays = base.holidays();
    List<Adjustment> adjustments = base.adjustments();
    int untilYear = base.holidaysUntilYear();
    HolidaysInput given = wish.holidays().value();
    if (wish.holidays().present()) {
      country = given == null ? null : given.country().strip().toUpperCase(java.util.Locale.ROOT);
      subdivision = given == null ? null : blankToNull(given.subdivision());
      untilYear = untilYear(now);
      holidays = holidays(country, subdivision, untilYear);
      adjustments = given == null ? List.of() : adjustments(given, holidays);
    }
    return new StoredEdition(
        id,
        0,
        calendarId,
        StoredEdition.order(from),
        from,
        now,
        byName,
        wish.timeZone() == null ? base.timeZone() : zone(wish.timeZone()),
        wish.weeks() == null ? base.weeks() : weeks(wish.weeks()),
        country,
        subdivision,
        holidays,
        untilYear,
        adjustments,
        wish.exceptions() == null ? base.exceptions() : exceptions(wish.exceptions()),
        base.imported(),
        base.closings());
  }

  /** Holidays are kept until the end of the eighth year from now, and computed on every year. */
  static int untilYear(Instant now) {
    return Math.min(now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD, HolidayTable.LAST_YEAR);
  }

  private List<Holiday> holidays(
      @Nullable String country, @Nullable String subdivision, int untilYear) {
    if (country == null) {
      return List.of();
    }
    HolidayTable table = HolidayTable.of(country);
    if (table == null) {
      faults.add(
          "CALENDAR_COUNTRY",
          "Nothing is known about the holidays of this country. The query"
              + " calendarHolidayRegions lists the countries.",
          "input",
          "holidays",
          "country");
      return List.of();
    }
    if (subdivision != null && !table.subdivisions().contains(subdivision)) {
      faults.add(
          "CALENDAR_SUBDIVISION",
          "Name one of " + String.join(", ", table.subdivisions()) + ", or none.",
          "input",
          "holidays",
          "subdivision");
      return List.of();
    }
    return table.holidays(subdivision, HolidayTable.FIRST_YEAR, untilYear);
  }

  private String zone(String name) {
    try {
      return ZoneId.of(name).getId();
    } catch (DateTimeException unknown) {
      faults.add(
          "CALENDAR_TIME_ZONE",
          "Name a zone of the time zone database, such as Europe/Berlin.",
          "input",
          "timeZone");
      return "UTC";
    }
  }

  private List<Week> weeks(List<WeekInput> given) {
    if (given.size() > WEEKS_MAX) {
      faults.add(
          "CALENDAR_WEEKS", "A calendar has at most " + WEEKS_MAX + " weeks.", "input", "weeks");
      return List.of();
    }
    List<Week> weeks = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      WeekInput week = given.get(i);
      String[] path = {"input", "weeks", String.valueOf(i)};
      if (week.from() != null && week.until() != null && week.until().isBefore(week.from())) {
        faults.add(
            "CALENDAR_DATES", "The last date is not before the first.", Faults.path(path, "until"));
      }
      String name = week.name() == null ? null : name(week.name(), Faults.path(path, "name"));
      weeks.add(new Week(name, week.from(), week.until(), openings(week.hours(), path)));
    }
    return weeks;
  }

  private List<Opening> openings(List<OpeningInput> given, String[] path) {
    List<Opening> openings = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      OpeningInput hours = given.get(i);
      Part part = part(hours.from(), hours.until(), Faults.path(path, "hours", i));
      if (hours.days().isEmpty()) {
        faults.add(
            "CALENDAR_DAYS_MISSING",
            "Name the days of the week that have these hours.",
            Faults.path(path, "hours", i, "days"));
      }
      for (DayOfWeek day : hours.days()) {
        openings.add(new Opening(day, part.fromSecond(), part.untilSecond()));
      }
    }
    if (openings.size() > PARTS_MAX) {
      faults.add(
          "CALENDAR_HOURS",
          "A week has at most " + PARTS_MAX + " parts.",
          Faults.path(path, "hours"));
    }
    return openings;
  }

  /** A part of a day: an end that is not behind the begin is on the next day. */
  private Part part(String fromText, String untilText, String[] path) {
    OptionalInt from = WallTimes.seconds(fromText);
    OptionalInt until = WallTimes.seconds(untilText);
    if (from.isEmpty() || from.getAsInt() == WallTimes.DAY) {
      faults.add("CALENDAR_TIME", "Give a time from 00:00 to 23:59.", Faults.path(path, "from"));
    }
    if (until.isEmpty()) {
      faults.add("CALENDAR_TIME", "Give a time from 00:00 to 24:00.", Faults.path(path, "until"));
    }
    if (from.isEmpty() || until.isEmpty() || from.getAsInt() == WallTimes.DAY) {
      return new Part(0, WallTimes.DAY);
    }
    if (from.getAsInt() == until.getAsInt()) {
      faults.add(
          "CALENDAR_HOURS_EMPTY",
          "The end is the begin. For a whole day give 00:00 to 24:00.",
          Faults.path(path, "until"));
      return new Part(0, WallTimes.DAY);
    }
    int end = until.getAsInt();
    return new Part(from.getAsInt(), end > from.getAsInt() ? end : end + WallTimes.DAY);
  }

  private List<Adjustment> adjustments(HolidaysInput input, List<Holiday> holidays) {
    List<AdjustmentInput> given = input.adjustments() == null ? List.of() : input.adjustments();
    String[] all = {"input", "holidays", "adjustments"};
    if (given.size() > ADJUSTMENTS_MAX) {
      faults.add(
          "CALENDAR_ADJUSTMENTS", "At most " + ADJUSTMENTS_MAX + " holidays are adjusted.", all);
      return List.of();
    }
    List<Adjustment> adjustments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      AdjustmentInput each = given.get(i);
      String[] path = Faults.path(all, i);
      if ((each.holiday() == null) == (each.date() == null)) {
        faults.add(
            "CALENDAR_ADJUSTMENT",
            "Say which holiday: by its name for every year, or by its date for one.",
            path);
      } else {
        known(each, holidays, path);
      }
      int halfDay = 0;
      if (each.halfDayFrom() != null) {
        halfDay = WallTimes.seconds(each.halfDayFrom()).orElse(0);
        if (halfDay == 0 || halfDay == WallTimes.DAY) {
          faults.add(
              "CALENDAR_TIME",
              "Give the time at which the half day closes, such as 12:00.",
              Faults.path(path, "halfDayFrom"));
        }
      }
      adjustments.add(
          new Adjustment(
              each.holiday() == null ? "" : each.holiday().strip(),
              each.date(),
              Boolean.TRUE.equals(each.off()),
              each.rename() == null ? null : name(each.rename(), Faults.path(path, "rename")),
              halfDay));
    }
    return adjustments;
  }

  /** A name that is only nearly right would change nothing, and nobody would notice. */
  private void known(AdjustmentInput given, List<Holiday> holidays, String[] path) {
    String name = given.holiday() == null ? "" : given.holiday().strip();
    boolean known =
        holidays.isEmpty()
            || holidays.stream()
                .anyMatch(day -> day.name().equals(name) || day.date().equals(given.date()));
    if (!known) {
      faults.add(
          "CALENDAR_HOLIDAY_UNKNOWN",
          "There is no such holiday here. The query calendarHolidays tells their names and dates.",
          Faults.path(path, given.date() == null ? "holiday" : "date"));
    }
  }

  private List<Exceptional> exceptions(List<ExceptionInput> given) {
    if (given.size() > EXCEPTIONS_MAX) {
      faults.add(
          "CALENDAR_EXCEPTIONS",
          "A calendar has at most "
              + EXCEPTIONS_MAX
              + " exceptions. Leave out old ones: editions"
              + " that were valid before keep theirs.",
          "input",
          "exceptions");
      return List.of();
    }
    List<Exceptional> exceptions = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      exceptions.add(exception(given.get(i), Faults.path(new String[] {"input", "exceptions"}, i)));
    }
    return exceptions;
  }

  private Exceptional exception(ExceptionInput given, String[] path) {
    LocalDate until = given.until() == null ? given.from() : given.until();
    boolean yearly = Boolean.TRUE.equals(given.yearly());
    long days = until.toEpochDay() - given.from().toEpochDay();
    if (days < 0 || days > DAYS_MAX || (yearly && !until.isBefore(given.from().plusYears(1)))) {
      faults.add(
          "CALENDAR_DATES",
          "The last date is not before the first, and at most ten years later; less than a year"
              + " where it comes every year.",
          Faults.path(path, "until"));
      until = given.from();
    }
    List<PartInput> parts = given.hours() == null ? List.of() : given.hours();
    if ((given.effect() == Effect.CLOSED) != parts.isEmpty() || parts.size() > PARTS_MAX) {
      faults.add(
          "CALENDAR_EXCEPTION_HOURS",
          "Give hours with OPEN and CLOSED_DURING, and none with CLOSED.",
          Faults.path(path, "hours"));
    }
    List<Part> hours = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      hours.add(part(parts.get(i).from(), parts.get(i).until(), Faults.path(path, "hours", i)));
    }
    return new Exceptional(
        name(given.name(), Faults.path(path, "name")),
        given.from(),
        until,
        yearly,
        given.effect(),
        hours);
  }

  private String name(String given, String[] path) {
    String name = given.strip();
    if (name.isEmpty() || name.length() > NAME_MAX) {
      faults.add("CALENDAR_TEXT", "Give a name of 1 to " + NAME_MAX + " characters.", path);
    }
    return name;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip().toUpperCase(java.util.Locale.ROOT);
  }
}
