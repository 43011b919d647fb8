package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Standing.STANDINGS;

import dev.trestle.plugins.commitments.Promise.Deed;
import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say of how a ticket will go on. */
final class OutlookDeciders {
  record Project(UUID ticketId, @Nullable Instant endsAt, @Nullable String reason) {}

  record Waive(
      UUID ticketId, @Nullable UUID promiseId, String reason, @Nullable Integer expectedVersion) {}

  record Chase(UUID ticketId, Channel channel) {}

  private OutlookDeciders() {}

  static void project(Project wish, Draft draft) {
    Ticket ticket = Asked.ticket(draft, wish.ticketId());
    String reason = Asked.note(draft, wish.reason(), "reason");
    if (wish.endsAt() != null) {
      Asked.due(draft, wish.endsAt(), null);
    }
    if (ticket == null || draft.refused()) {
      return;
    }
    Keeper keeper = Keepers.of(draft, ticket);
    Instant before = keeper.outlook().endsAt();
    keeper.outlook(keeper.outlook().ending(wish.endsAt(), wish.endsAt() == null ? null : reason));
    keeper
        .tellings()
        .event(
            "TicketProjected",
            STANDINGS,
            ticket.id(),
            reason,
            new Change(
                "endsAt",
                before == null ? null : before.toString(),
                wish.endsAt() == null ? null : wish.endsAt().toString()));
    finish(draft, keeper, ticket);
  }

  static void waive(Waive wish, Draft draft) {
    Ticket ticket = Asked.ticket(draft, wish.ticketId());
    String reason = Asked.text(draft, wish.reason(), Asked.TEXT_MAX, "reason");
    Promise asked =
        wish.promiseId() == null
            ? null
            : Asked.promise(draft, wish.promiseId(), wish.expectedVersion());
    if (asked != null && ticket != null && !asked.ticketId().equals(ticket.id())) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such promise on this ticket.",
          "input",
          "promiseId");
    }
    if (ticket == null || draft.refused()) {
      return;
    }
    Keeper keeper = Keepers.of(draft, ticket);
    if (asked == null) {
      keeper.outlook(keeper.outlook().waiving(reason));
      keeper.tellings().event("NoticeWaived", STANDINGS, ticket.id(), reason);
    } else {
      Promise promise = keeper.promise(asked.id());
      if (promise == null || !promise.open()) {
        draft.refuse(
            ProblemType.PRECONDITION,
            "NOTICE_TOO_LATE",
            "A notice is waived before the promised time passes, not after.",
            "input",
            "promiseId");
        return;
      }
      Step step =
          new Step(Deed.WAIVED, draft.now(), draft.viewer().name(), null, promise.dueAt(), reason);
      keeper.put(promise.waived(reason, step));
      keeper.tellings().promise("NoticeWaived", promise, reason);
      draft.result("promise", promise.id());
    }
    finish(draft, keeper, ticket);
  }

  static void chase(Chase wish, Draft draft) {
    Ticket ticket = Asked.ticket(draft, wish.ticketId());
    Keeper keeper = ticket == null ? null : Keepers.of(draft, ticket);
    if (ticket == null || keeper == null) {
      return;
    }
    if (!keeper.updateMissed()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "CHASE_WITHOUT_NEED",
          "No update is overdue on this ticket, so nobody had to ask for one.",
          "input",
          "ticketId");
      return;
    }
    keeper.chased(wish.channel().name(), draft.now());
    finish(draft, keeper, ticket);
  }

  private static void finish(Draft draft, Keeper keeper, Ticket ticket) {
    keeper.save();
    draft.result("ticket", ticket.id());
  }
}
