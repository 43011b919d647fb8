package dev.trestle.plugins.sla.api;

import dev.trestle.plugins.calendars.api.Calendars;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.time.Instant;
import java.util.List;

/**
 * The clocks of tickets, for other plugins. A plugin that asks requires {@code sla}, or the
 * capability {@code sla.clocks}, and {@code calendars}. Asking computes the clocks from what the
 * ticket went through: some ten microseconds, safe for any thread.
 *
 * <p>Whoever wants to hear when a clock gets at risk or late reacts to {@link SlaEvents}: they tell
 * the true instant, once, also after the desk was down.
 */
public interface SlaClocks {
  /**
   * All clocks of a ticket as they stand at a time, by agreement and kind, whoever may see them.
   *
   * @param calendars the service of the plugin {@code calendars}
   * @param now the draft's time, or what {@code surroundings().now()} tells
   * @return empty while the desk has no policy, when none applies, and for tickets that had ended
   *     before the first policy was made
   */
  List<PromisedClock> of(Snapshot snapshot, Ticket ticket, Calendars calendars, Instant now);

  /**
   * Whether any clock of a ticket is at risk, whichever agreement's, as lists have it: as of the
   * ticket's last change or the last instant of its clocks. Nothing is computed.
   */
  boolean atRisk(Snapshot snapshot, Ticket ticket);
}
