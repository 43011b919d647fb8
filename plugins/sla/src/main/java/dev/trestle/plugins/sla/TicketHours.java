package dev.trestle.plugins.sla;

import dev.trestle.plugins.sla.clock.WorkingTime;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the clocks get their calendars from. */
interface TicketHours {
  /** Every hour is a working hour, for every ticket. */
  TicketHours ALWAYS =
      new TicketHours() {
        @Override
        public @Nullable UUID which(Snapshot snapshot, Ticket ticket) {
          return null;
        }

        @Override
        public WorkingTime calendar(Snapshot snapshot, UUID calendarId) {
          return WorkingTime.ALWAYS;
        }

        @Override
        public boolean knows(Snapshot snapshot, UUID calendarId) {
          return false;
        }
      };

  /** The calendar that applies to a ticket as it is; null: every hour is a working hour. */
  @Nullable UUID which(Snapshot snapshot, Ticket ticket);

  /** The calendar of this id; one that is gone is always open. */
  WorkingTime calendar(Snapshot snapshot, UUID calendarId);

  boolean knows(Snapshot snapshot, UUID calendarId);
}
