package dev.trestle.plugins.commitments;

import dev.trestle.plugins.commitments.Moves.Move;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.CompanionContext;
import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps the standings in step with the tickets, in the same commit. */
final class StandingCompanion implements Companion {
  @Override
  public String name() {
    return "standings";
  }

  @Override
  public void accompany(CompanionContext context) {
    Additions additions = context.additions();
    Rules rules = Keepers.rules(additions);
    if (Keepers.unused(additions.snapshot(), rules)) {
      return;
    }
    Map<UUID, List<Said>> touched = new LinkedHashMap<>();
    List<Move> moves = Moves.of(context.tickets());
    // Who gives comes before who gets.
    moves.forEach(move -> touched.put(move.from(), new ArrayList<>()));
    moves.forEach(move -> touched.put(move.to(), new ArrayList<>()));
    for (TicketChange change : context.tickets()) {
      touched.putIfAbsent(change.after().id(), new ArrayList<>());
    }
    for (Said said : context.said()) {
      touched.computeIfAbsent(said.ticketId(), id -> new ArrayList<>()).add(said);
    }
    for (Map.Entry<UUID, List<Said>> touch : touched.entrySet()) {
      keep(context, rules, touch.getKey(), touch.getValue(), moves);
    }
  }

  private static void keep(
      CompanionContext context, Rules rules, UUID ticketId, List<Said> said, List<Move> moves) {
    Additions additions = context.additions();
    Snapshot snapshot = additions.snapshot();
    Ticket ticket = snapshot.ticket(ticketId);
    if (ticket == null) {
      return;
    }
    Delegations.acted(additions, ticket, context.viewer().id(), additions.now());
    Keeper keeper = new Keeper(additions, rules, ticket);
    if (keeper.idle()) {
      return;
    }
    List<Word> words = Word.among(said);
    if (keeper.fresh()) {
      keeper.recall(words);
    } else {
      words.forEach(keeper::word);
    }
    Keepers.give(additions, keeper, ticketId, moves);
    Ticket was = context.before().ticket(ticketId);
    keeper.heard(was == null ? 0 : was.version());
    keeper.save();
  }
}
