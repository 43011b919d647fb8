package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import dev.trestle.sdk.desk.TicketPriority;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the clocks know of a ticket: dated entries in the order of their times, the first of them
 * the state it was created in. Entries of one commit stand in the order: marks of merging, state,
 * words, marks of taking back.
 */
public record Course(List<Entry> entries) {
  public Course {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || !(entries.getFirst() instanceof State)) {
      throw new IllegalArgumentException("a course begins with a state");
    }
  }

  public long createdAtMillis() {
    return entries.getFirst().atMillis();
  }

  /** One entry. Times are milliseconds since 1970 in UTC. */
  public sealed interface Entry {
    long atMillis();
  }

  /**
   * From that time on, until the next state entry.
   *
   * @param assigned whether somebody has the ticket
   * @param calendarId the ticket's calendar; null: every hour is a working hour
   * @param policyIds of the policies that apply, at most one of each agreement
   */
  public record State(
      long atMillis,
      StatusCategory category,
      TicketPriority priority,
      @Nullable UUID teamId,
      boolean assigned,
      @Nullable UUID calendarId,
      List<UUID> policyIds)
      implements Entry {
    public State {
      policyIds = List.copyOf(policyIds);
    }
  }

  /**
   * Something was said in public.
   *
   * @param inbound by the requester or another contact; else by staff
   */
  public record Word(long atMillis, boolean inbound) implements Entry {}

  /**
   * A merge, or its taking back.
   *
   * @param otherCreatedAtMillis when the absorbed ticket was created; 0 for a ticket's own merging
   */
  public record Mark(long atMillis, Merging merging, long otherCreatedAtMillis) implements Entry {}

  /** What a mark tells. */
  public enum Merging {
    /** The ticket was merged into another. */
    MERGED,
    /** That was taken back. */
    TAKEN_BACK,
    /** The ticket absorbed another. */
    ABSORBED,
    /** That was taken back. */
    RELEASED
  }
}
