package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Promise.PROMISES;

import dev.trestle.plugins.commitments.Moves.Move;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.DeskEvent;
import dev.trestle.sdk.event.Reaction;
import java.util.List;
import java.util.Set;

/**
 * Does what the companion could not, while the plugin was away or when it failed; finds nothing to
 * do where the companion was there.
 */
final class RepairReaction implements Reaction {
  private static final Set<String> EVENTS =
      Set.of(
          DeskEvent.COMMENT_ADDED,
          DeskEvent.NOTE_ADDED,
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
          "TicketUnmerged",
          Moves.ABSORBED,
          Moves.RELEASED);

  @Override
  public String name() {
    return "repair";
  }

  @Override
  public Set<String> events() {
    return EVENTS;
  }

  @Override
  public boolean repairs() {
    return true;
  }

  @Override
  public void react(Occasion occasion) {
    DeskEvent event = occasion.event();
    Draft draft = occasion.draft();
    if (Keepers.unused(draft.snapshot(), Keepers.rules(draft))) {
      return;
    }
    Ticket ticket = draft.snapshot().ticket(event.ticketId());
    Move move = Moves.of(event, draft);
    if (move != null) {
      Ticket from = draft.snapshot().ticket(move.from());
      if (from != null && owes(draft, move)) {
        Keeper keeper = new Keeper(draft, Keepers.rules(draft), from);
        Keepers.give(draft, keeper, from.id(), List.of(move));
        keeper.save();
        Keepers.catchUp(draft, Keepers.rules(draft), move.to(), false);
      }
    }
    if (ticket != null) {
      Delegations.acted(draft, ticket, event.actorId(), event.at());
      Standing standing = Keeper.of(draft.snapshot(), ticket.id());
      if (standing != null && standing.heardVersion() >= ticket.version()) {
        return;
      }
      boolean said = event.type().equals(DeskEvent.COMMENT_ADDED);
      Keepers.catchUp(draft, Keepers.rules(draft), ticket.id(), said);
    }
  }

  /** Whether anything was left behind. */
  private static boolean owes(Draft draft, Move move) {
    for (Promise promise : draft.snapshot().records(PROMISES).group("ticket", move.from())) {
      if (promise.owed() && promise.madeOn().equals(move.madeOn())) {
        return true;
      }
    }
    return false;
  }
}
