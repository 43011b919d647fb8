package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;

/**
 * A filter of tickets that is made once and asked of many tickets, one at a time: such as a rule
 * that is asked whenever a ticket changes. It holds no snapshot, so a plugin may keep it as long as
 * it runs. Used by any thread.
 */
@Api
public interface TicketCondition {
  /**
   * Whether a ticket passes, as it is in this snapshot.
   *
   * @throws dev.trestle.sdk.problem.ProblemException when the filter names what is not there any
   *     more, such as a custom field or a field of a plugin that is off
   */
  boolean holds(Snapshot snapshot, Ticket ticket);
}
