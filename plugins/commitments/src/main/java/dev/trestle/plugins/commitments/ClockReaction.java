package dev.trestle.plugins.commitments;

import dev.trestle.plugins.sla.api.SlaEvents;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;

/** Follows what becomes of the clocks of the customer's agreement. */
final class ClockReaction implements Reaction {
  @Override
  public String name() {
    return "clocks";
  }

  @Override
  public Set<String> events() {
    return Set.of(SlaEvents.AT_RISK, SlaEvents.BREACHED);
  }

  @Override
  public void react(Occasion occasion) {
    DeskEvent event = occasion.event();
    Draft draft = occasion.draft();
    Ticket ticket = draft.snapshot().ticket(event.ticketId());
    String kind = SlaEvents.kind(event);
    if (ticket == null || kind == null || !Rules.CUSTOMER.equals(SlaEvents.agreement(event))) {
      return;
    }
    Keeper keeper = Keepers.of(draft, ticket);
    if (event.type().equals(SlaEvents.BREACHED)) {
      keeper.clockBreached(kind, SlaEvents.at(event));
    } else {
      keeper.clockAtRisk(kind, SlaEvents.at(event));
    }
    keeper.save();
  }
}
