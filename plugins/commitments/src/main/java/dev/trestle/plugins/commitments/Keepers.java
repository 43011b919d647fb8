package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Delegation.DELEGATIONS;
import static dev.trestle.plugins.commitments.Promise.PROMISES;
import static dev.trestle.plugins.commitments.Standing.STANDINGS;

import dev.trestle.plugins.commitments.Moves.Move;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the keeper of a ticket, and carries it on by what is stored. */
final class Keepers {
  private static final int SAID_MAX = 50;

  private Keepers() {}

  static Rules rules(Additions additions) {
    return new Rules(additions.snapshot(), additions.surroundings());
  }

  /** Whether the desk keeps nothing of this plugin's: then no change of a ticket matters. */
  static boolean unused(Snapshot snapshot, Rules rules) {
    return rules.idle()
        && snapshot.records(STANDINGS).all().size() == 0
        && snapshot.records(PROMISES).all().size() == 0
        && snapshot.records(DELEGATIONS).all().size() == 0;
  }

  /** For a mutation: what fell due until now has happened. */
  static Keeper of(Draft draft, Ticket ticket) {
    Keeper keeper = new Keeper(draft, rules(draft), ticket);
    keeper.advance(draft.now());
    return keeper;
  }

  static Keeper of(Draft draft, Promise promise) {
    return of(draft, Objects.requireNonNull(draft.snapshot().ticket(promise.ticketId())));
  }

  /** For a mutation that changed what stands beside a ticket: its standing as it is then. */
  static void save(Draft draft, UUID ticketId) {
    of(draft, Objects.requireNonNull(draft.snapshot().ticket(ticketId))).save();
  }

  /**
   * Brings a ticket's standing up to the present by what the desk knows of it.
   *
   * @param hears whether what was said while nobody listened is taken up first, each at its own
   *     time
   */
  static void catchUp(Additions additions, Rules rules, @Nullable UUID ticketId, boolean hears) {
    Ticket ticket = additions.snapshot().ticket(ticketId);
    if (ticket == null) {
      return;
    }
    Keeper keeper = new Keeper(additions, rules, ticket);
    if (keeper.idle()) {
      return;
    }
    if (keeper.fresh() || hears && !keeper.upToDate()) {
      hear(additions, keeper, ticket);
      keeper.heard(0);
    }
    keeper.save();
  }

  /** Gives away what a ticket's promises are moved by. */
  static void give(Additions additions, Keeper keeper, UUID ticketId, List<Move> moves) {
    for (Move move : moves) {
      Ticket to = additions.snapshot().ticket(move.to());
      if (move.from().equals(ticketId) && to != null) {
        keeper.give(to, move.madeOn());
      }
    }
  }

  /** Takes up what was said on a ticket. */
  private static void hear(Additions additions, Keeper keeper, Ticket ticket) {
    List<Word> words = Word.among(additions.snapshot().said(ticket.id(), SAID_MAX));
    if (keeper.fresh()) {
      keeper.recall(words);
    } else {
      keeper.unheard(words).forEach(keeper::word);
    }
  }
}
