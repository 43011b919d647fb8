package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.time.Instant;
import java.util.List;

/** The tickets of a snapshot that pass a filter. */
@Api
public interface TicketSelection {
  /** Whether this ticket, as it is in the snapshot, passes. */
  boolean contains(Ticket ticket);

  /** How many pass. */
  int count();

  /** The first of them, oldest first. */
  List<Ticket> first(int max);

  /**
   * The same of those that were created at this time or later: what goes through many tickets in
   * parts begins each part here, and none of them looks at the older ones again.
   */
  List<Ticket> first(int max, Instant createdFrom);
}
