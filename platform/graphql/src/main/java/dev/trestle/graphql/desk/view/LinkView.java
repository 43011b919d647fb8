package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.TicketLink;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A relation between tickets, told from one of them.
 *
 * @param outward whether it is told from its first ticket
 * @param other the ticket at the other end
 */
public record LinkView(TicketLink it, boolean outward, TicketView other) {

  /** The link as it looks from this ticket; null when the other end is hidden or gone. */
  static @Nullable LinkView from(UUID ticketId, TicketLink link, Scope scope) {
    boolean outward = link.fromTicketId().equals(ticketId);
    TicketView other = scope.ticket(outward ? link.toTicketId() : link.fromTicketId());
    return other == null ? null : new LinkView(link, outward, other);
  }
}
