package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.api.BusinessCalendar;
import dev.trestle.plugins.calendars.api.SpecialDays.Effect;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the desk stores for the plugin. */
final class CalendarRecords {
  static final RecordType<Calendar> CALENDARS =
      RecordType.of("calendar", Calendar.class)
          .unique("name", "CALENDAR_NAME_TAKEN", "nameKey")
          .grouped("published", "token")
          .sorted("byName", "nameKey");

  static final RecordType<StoredEdition> EDITIONS =
      RecordType.of("edition", StoredEdition.class)
          .sortedWithin("ofCalendar", "calendarId", "order");

  static final RecordType<Assignment> ASSIGNMENTS =
      RecordType.of("assignment", Assignment.class)
          .unique("subject", "CALENDAR_ASSIGNED_MEANWHILE", "subject")
          .grouped("calendar", "calendarId");

  private CalendarRecords() {}

  /**
   * A calendar; its rules are in its editions.
   *
   * @param stamp another one with every change of the rules: what compiled calendars are kept under
   * @param token the hash of the secret in the address under which it is published; null: it is not
   * @param sealedToken that secret, sealed; null: it is not published
   * @param feed where exceptions are read from; null: nowhere
   */
  record Calendar(
      UUID id,
      int version,
      String name,
      String nameKey,
      boolean archived,
      UUID stamp,
      @Nullable String token,
      @Nullable String sealedToken,
      @Nullable Feed feed)
      implements DeskRecord {
    Calendar named(String newName) {
      return new Calendar(
          id, version, newName, key(newName), archived, stamp, token, sealedToken, feed);
    }

    Calendar stamped(UUID newStamp) {
      return new Calendar(id, version, name, nameKey, archived, newStamp, token, sealedToken, feed);
    }

    Calendar archived(boolean away) {
      return new Calendar(id, version, name, nameKey, away, stamp, token, sealedToken, feed);
    }

    Calendar published(@Nullable String newToken, @Nullable String newSealed) {
      return new Calendar(id, version, name, nameKey, archived, stamp, newToken, newSealed, feed);
    }

    Calendar fed(@Nullable Feed newFeed) {
      return new Calendar(id, version, name, nameKey, archived, stamp, token, sealedToken, newFeed);
    }

    static String key(String name) {
      return name.toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Where a calendar's exceptions are read from.
   *
   * @param url null when the text was handed in
   * @param readAt when it was last read with success; null: not yet
   * @param fault why it could not be read at the last attempt; null when it could
   */
  record Feed(@Nullable String url, @Nullable Instant readAt, @Nullable String fault) {}

  /**
   * The rules of a calendar from one instant on.
   *
   * @param order by the instant, for the index; at least 1, because 0 would stand for none
   * @param validFrom null: since ever
   * @param country whose holidays apply; null: none
   * @param holidays the computed ones, kept so that what was a holiday stays one
   * @param holidaysUntilYear the last year they were computed for
   * @param imported exceptions out of an iCalendar feed
   */
  record StoredEdition(
      UUID id,
      int version,
      UUID calendarId,
      long order,
      @Nullable Instant validFrom,
      Instant savedAt,
      String savedByName,
      String timeZone,
      List<Week> weeks,
      @Nullable String country,
      @Nullable String subdivision,
      List<Holiday> holidays,
      int holidaysUntilYear,
      List<Adjustment> adjustments,
      List<Exceptional> exceptions,
      List<Exceptional> imported,
      List<Closing> closings)
      implements DeskRecord {
    StoredEdition {
      weeks = List.copyOf(weeks);
      holidays = List.copyOf(holidays);
      adjustments = List.copyOf(adjustments);
      exceptions = List.copyOf(exceptions);
      imported = List.copyOf(imported);
      closings = List.copyOf(closings);
    }

    static long order(@Nullable Instant validFrom) {
      return validFrom == null ? 1 : validFrom.toEpochMilli() - BusinessCalendar.EARLIEST + 2;
    }

    /** The same rules from another time on, with other exceptions out of a feed. */
    StoredEdition imported(
        UUID newId,
        @Nullable Instant from,
        Instant now,
        String byName,
        List<Exceptional> newImported,
        List<Closing> newClosings) {
      return new StoredEdition(
          newId,
          0,
          calendarId,
          order(from),
          from,
          now,
          byName,
          timeZone,
          weeks,
          country,
          subdivision,
          holidays,
          holidaysUntilYear,
          adjustments,
          exceptions,
          newImported,
          newClosings);
    }

    /** Whether another edition has the same rules. */
    boolean sameRules(StoredEdition other) {
      return timeZone.equals(other.timeZone)
          && weeks.equals(other.weeks)
          && holidays.equals(other.holidays)
          && adjustments.equals(other.adjustments)
          && exceptions.equals(other.exceptions)
          && imported.equals(other.imported)
          && closings.equals(other.closings);
    }
  }

  record Week(
      @Nullable String name,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      List<Opening> hours) {
    Week {
      hours = List.copyOf(hours);
    }
  }

  /** A part of a weekday in seconds after its midnight. */
  record Opening(DayOfWeek day, int fromSecond, int untilSecond) {}

  record Holiday(LocalDate date, String name) {}

  /**
   * What the desk makes of a holiday.
   *
   * @param holiday its name as it was computed; empty when the date says which
   * @param date the one occurrence; null: every year
   * @param off whether it is worked on as usual
   * @param rename what it is called; null: as computed
   * @param halfDayFromSecond when the day closes, in seconds; 0: closed all day
   */
  record Adjustment(
      String holiday,
      @Nullable LocalDate date,
      boolean off,
      @Nullable String rename,
      int halfDayFromSecond) {}

  record Exceptional(
      String name,
      LocalDate from,
      LocalDate until,
      boolean yearly,
      Effect effect,
      List<Part> hours) {
    Exceptional {
      hours = List.copyOf(hours);
    }
  }

  /** A part of a day in seconds after its midnight. */
  record Part(int fromSecond, int untilSecond) {}

  /** A span of time that is closed. */
  record Closing(String name, Instant from, Instant until) {}

  /**
   * Whose calendar one is.
   *
   * @param subject the layer and the id, such as {@code SITE:…}
   */
  record Assignment(UUID id, int version, String subject, UUID calendarId) implements DeskRecord {}
}
