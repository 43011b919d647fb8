package dev.trestle.plugins.calendars.api;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.schema.Arguments;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The desk's calendars, for other plugins. A calendar that was answered stays as it is: ask again
 * after an event of {@link CalendarEvents}. Compiled calendars are kept, so asking is cheap.
 */
public interface Calendars {
  /** Which calendar applies to a ticket as it is, and why. */
  Applied which(Snapshot snapshot, Ticket ticket);

  /** The calendar that {@link #which} names, without the reasons: much quicker to ask for. */
  Ruling ruling(Snapshot snapshot, Ticket ticket);

  /** A calendar with its id. */
  record Ruling(UUID calendarId, BusinessCalendar calendar) {}

  /** The calendar of this id, archived ones too; null when there is none. */
  @Nullable BusinessCalendar calendar(Snapshot snapshot, UUID calendarId);

  /** The calendar of an agent, for questions about that agent; the standard one without any. */
  BusinessCalendar ofAgent(Snapshot snapshot, UUID agentId);

  /** The calendar that applies where no other does. */
  BusinessCalendar standard(Snapshot snapshot);

  /** Open all the time. */
  BusinessCalendar always();

  /**
   * The calendar as it would be after {@code calendarSave} with this input, for forecasts: nothing
   * is written.
   *
   * @param input of the type {@code CalendarSaveInput}
   * @throws dev.trestle.sdk.schema.FieldProblem when the input would be refused
   */
  BusinessCalendar proposed(Snapshot snapshot, Arguments input);
}
