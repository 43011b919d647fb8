package dev.trestle.plugins.calendars.api;

import java.time.LocalDate;
import java.util.List;

/**
 * Dates on which the usual week does not apply. An exception goes before a holiday, and of two of
 * one kind the later in the list.
 *
 * @param name what people call it, such as {@code Easter Monday}
 * @param from the first date
 * @param until the last date, the same for a single day; at most 3,660 days later
 * @param yearly whether it comes every year on these dates, from the year of {@code from} on; 29
 *     February then comes in leap years only
 * @param holiday whether it is a holiday; else an exception of the desk's own
 * @param effect what it does to the hours
 * @param hours what is open ({@code OPEN}) or closed ({@code CLOSED_DURING}) on each of the dates;
 *     empty for {@code CLOSED}
 */
public record SpecialDays(
    String name,
    LocalDate from,
    LocalDate until,
    boolean yearly,
    boolean holiday,
    Effect effect,
    List<Hours> hours) {
  private static final int DAYS_MAX = 3_660;

  /** What special days do to the hours of the usual week. */
  public enum Effect {
    /** Nothing opens on these dates, and what opened the day before closes at their midnight. */
    CLOSED,
    /** Only the given hours are open, in place of the usual ones. */
    OPEN,
    /** Closed during the given hours; the rest of the date is as usual. A half day, for example. */
    CLOSED_DURING
  }

  public SpecialDays {
    hours = List.copyOf(hours);
    if (until.isBefore(from) || until.toEpochDay() - from.toEpochDay() > DAYS_MAX) {
      throw new IllegalArgumentException("special days end 0 to 3,660 days after they begin");
    }
    if (yearly && !until.isBefore(from.plusYears(1))) {
      throw new IllegalArgumentException("what comes every year is shorter than a year");
    }
    if ((effect == Effect.CLOSED) != hours.isEmpty()) {
      throw new IllegalArgumentException("hours belong to OPEN and CLOSED_DURING");
    }
  }

  /** A holiday on which all is closed. */
  public static SpecialDays holiday(String name, LocalDate date) {
    return new SpecialDays(name, date, date, false, true, Effect.CLOSED, List.of());
  }

  /** An exception of one's own on which all is closed. */
  public static SpecialDays closed(String name, LocalDate date) {
    return new SpecialDays(name, date, date, false, false, Effect.CLOSED, List.of());
  }

  /** A date with hours of its own. */
  public static SpecialDays open(String name, LocalDate date, Hours... hours) {
    return new SpecialDays(name, date, date, false, false, Effect.OPEN, List.of(hours));
  }
}
