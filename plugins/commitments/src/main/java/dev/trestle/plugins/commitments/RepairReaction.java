package dev.trestle.plugins.commitments;

import dev.trestle.sdk.event.Reaction;
import java.util.Set;

/**
 * Does what the companion could not, while the plugin was away or when it failed; finds nothing to
 * do where the companion was there.
 */
final class RepairReaction implements Reaction {
  private static final Set<String> EVENTS =
      Set.of(
          "CommentAdded",
          "TicketCreated",
          "TicketEdited",
          "TicketAssigned",
          "TicketPrioritized",
          "TicketMoved",
          "TicketStatusChanged",
          "TicketResolved",
          "TicketClosed",
          "TicketReopened",
          "TicketMerged",
          "TicketUnmerged");

  @Override
  public String name() {
    return "repair";
  }

  @Override
  public Set<String> events() {
    return EVENTS;
  }

  @Override
  public void react(Occasion occasion) {
    Keepers.catchUp(occasion.draft(), Keepers.rules(occasion.draft()), occasion.event().ticketId());
  }
}
