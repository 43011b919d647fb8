package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.event.Reaction;
import java.util.Set;
import java.util.UUID;

// docs: reaction
/** Nobody has to be told of late parcels of a ticket that is closed. */
final class ClosedReaction implements Reaction {
  @Override
  public String name() {
    return "closed";
  }

  @Override
  public Set<String> events() {
    return Set.of("TicketClosed");
  }

  @Override
  public void react(Occasion occasion) {
    UUID ticketId = occasion.event().ticketId();
    Draft draft = occasion.draft();
    if (ticketId != null) {
      for (Parcel parcel : draft.snapshot().records(PARCELS).group("ticket", ticketId)) {
        draft.cancelTimer(LateTimer.NAME, parcel.id().toString());
      }
    }
  }
}
// docs: end
