package dev.trestle.plugins.calendars.api;

import dev.trestle.sdk.desk.EventFacts.FieldChange;
import dev.trestle.sdk.event.DeskEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events after which business time has to be computed again. A plugin that reacts to them names
 * them in its manifest ({@code events}).
 */
public final class CalendarEvents {
  /** A calendar's rules changed; {@link #appliesFrom} says for which time. */
  public static final String CHANGED = "CalendarChanged";

  /**
   * Another calendar applies to a site, company, team, queue, agent or the whole desk from now on;
   * {@link #subjectId} says to which.
   */
  public static final String ASSIGNED = "CalendarAssigned";

  static final String APPLIES_FROM = "appliesFrom";
  static final String SUBJECT = "subject";

  private CalendarEvents() {}

  /** The first instant that may have become open or closed by a change; null: any. */
  public static @Nullable Instant appliesFrom(DeskEvent changed) {
    String from = after(changed, APPLIES_FROM);
    return from == null ? null : Instant.parse(from);
  }

  /** What a calendar was assigned to; null for the desk's standard. */
  public static @Nullable UUID subjectId(DeskEvent assigned) {
    String subject = after(assigned, SUBJECT);
    return subject == null ? null : UUID.fromString(subject);
  }

  private static @Nullable String after(DeskEvent event, String field) {
    for (FieldChange change : event.changes()) {
      if (change.field().equals(field)) {
        return change.after();
      }
    }
    return null;
  }
}
