package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.record.TicketDraft;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passes on the open tickets of an agent who leaves. */
public final class HandOver {
  private HandOver() {}

  /** The open tickets an agent holds. */
  public static List<Ticket> openTickets(State state, UUID agentId) {
    var tickets = state.table(Tables.TICKETS);
    List<Ticket> open = new ArrayList<>();
    tickets
        .group("assignee", agentId)
        .forEach(slot -> {
          Ticket ticket = tickets.require(slot);
          if (ticket.open()) {
            open.add(ticket);
          }
        });
    return open;
  }

  /** Gives a ticket to somebody else, or back to its queue when there is nobody. */
  public static void to(Draft draft, Ticket ticket, @Nullable Agent taker, String reason) {
    TicketDraft changed = ticket.toDraft();
    changed.assigneeId = taker == null ? null : taker.id();
    changed.updatedAtMillis = Math.max(draft.now(), ticket.updatedAtMillis());
    Ticket after = changed.build();
    draft.put(Tables.TICKETS, after);
    draft.event(
        "TicketAssigned",
        Tables.TICKETS,
        ticket.id(),
        ticket.id(),
        TicketChanges.between(draft, ticket, after),
        reason,
        false);
  }
}
