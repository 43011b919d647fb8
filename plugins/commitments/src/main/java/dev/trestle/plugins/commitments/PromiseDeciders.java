package dev.trestle.plugins.commitments;

import dev.trestle.plugins.commitments.Promise.Deed;
import dev.trestle.plugins.commitments.Promise.State;
import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.desk.Contact;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with promises. */
final class PromiseDeciders {
  static final int OWED_MAX = 50;

  record Make(
      UUID ticketId,
      String what,
      @Nullable Instant dueAt,
      @Nullable Duration after,
      @Nullable UUID contactId,
      @Nullable UUID agentId,
      @Nullable UUID teamId,
      Channel channel,
      boolean shownToContact,
      boolean keptByResolution,
      Notices.@Nullable NoticeInput notice) {}

  record Keep(UUID promiseId, @Nullable String note, @Nullable Integer expectedVersion) {}

  record Renegotiate(
      UUID promiseId,
      @Nullable Instant dueAt,
      @Nullable Duration after,
      String reason,
      boolean told,
      Notices.@Nullable NoticeInput notice,
      @Nullable Integer expectedVersion) {}

  record Withdraw(UUID promiseId, String reason, @Nullable Integer expectedVersion) {}

  private PromiseDeciders() {}

  static void make(Make wish, Draft draft) {
    Ticket ticket = Asked.ticket(draft, wish.ticketId());
    String what = Asked.text(draft, wish.what(), Asked.TEXT_MAX, "what");
    Instant dueAt = Asked.due(draft, wish.dueAt(), wish.after());
    Asked.agent(draft, wish.agentId(), "agentId");
    Asked.team(draft, wish.teamId(), "teamId");
    if (ticket == null || dueAt == null) {
      return;
    }
    if (!ticket.open()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "PROMISE_TICKET_ENDED",
          "This ticket has ended. Reopen it before you promise something on it.",
          "input",
          "ticketId");
    }
    UUID contactId = wish.contactId() == null ? ticket.requesterId() : wish.contactId();
    Contact contact = draft.snapshot().contact(contactId);
    if (contactId != null && contact == null) {
      draft.refuse(
          ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such contact.", "input", "contactId");
    }
    Keeper keeper = Keepers.of(draft, ticket);
    if (keeper.owed() >= OWED_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "PROMISES_FULL",
          "A ticket has at most " + OWED_MAX + " promises to keep. Keep or withdraw one first.",
          "input",
          "ticketId");
    }
    if (draft.refused()) {
      return;
    }
    UUID agentId = wish.agentId();
    if (agentId == null && wish.teamId() == null) {
      agentId = draft.viewer().kind() == PrincipalKind.AGENT ? draft.viewer().id() : null;
    }
    UUID id = draft.newId();
    boolean told = wish.notice() == null;
    Step made = new Step(Deed.MADE, draft.now(), draft.viewer().name(), null, dueAt, null);
    Promise promise =
        new Promise(
            id,
            0,
            ticket.id(),
            null,
            what,
            dueAt,
            contactId,
            agentId,
            wish.teamId(),
            wish.channel(),
            wish.shownToContact(),
            wish.keptByResolution(),
            State.OPEN,
            dueAt,
            draft.now(),
            null,
            told ? draft.now() : null,
            null,
            null,
            List.of(),
            List.of(made));
    keeper.put(promise);
    keeper
        .tellings()
        .promise(
            "PromiseMade",
            promise,
            null,
            new Change("what", null, what),
            new Change("dueAt", null, dueAt.toString()));
    if (wish.notice() != null) {
      Notices.write(draft, keeper, ticket, promise, wish.notice());
    }
    finish(draft, keeper, id);
  }

  static void keep(Keep wish, Draft draft) {
    Promise asked = Asked.promise(draft, wish.promiseId(), wish.expectedVersion());
    String note = Asked.note(draft, wish.note(), "note");
    Keeper keeper = asked == null ? null : Keepers.of(draft, asked);
    Promise promise = keeper == null ? null : owed(draft, keeper, wish.promiseId());
    if (keeper == null || promise == null || draft.refused()) {
      return;
    }
    keeper.tellings().kept(keeper, promise, draft.now(), draft.viewer().name(), note);
    finish(draft, keeper, promise.id());
  }

  static void renegotiate(Renegotiate wish, Draft draft) {
    Promise asked = Asked.promise(draft, wish.promiseId(), wish.expectedVersion());
    Instant dueAt = Asked.due(draft, wish.dueAt(), wish.after());
    String reason = Asked.text(draft, wish.reason(), Asked.TEXT_MAX, "reason");
    Keeper keeper = asked == null ? null : Keepers.of(draft, asked);
    Promise before = keeper == null ? null : owed(draft, keeper, wish.promiseId());
    if (keeper == null || before == null || dueAt == null || draft.refused()) {
      return;
    }
    Ticket ticket = draft.snapshot().ticket(before.ticketId());
    if (before.history().size() >= Promise.STEPS_MAX || ticket == null) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "PROMISE_RENEGOTIATED_TOO_OFTEN",
          "This promise has been changed 200 times. Withdraw it and make a new one.",
          "input",
          "promiseId");
      return;
    }
    Notice notice =
        wish.told() ? Notice.TOLD : before.waiver() != null ? Notice.WAIVED : Notice.NONE;
    Step step =
        new Step(
            Deed.RENEGOTIATED, draft.now(), draft.viewer().name(), before.dueAt(), dueAt, reason);
    Promise promise = before.until(dueAt, notice, step);
    keeper.put(promise);
    Tasks.drop(draft, promise.ticketId(), promise.id(), "promise renegotiated");
    keeper
        .tellings()
        .promise(
            "PromiseRenegotiated",
            promise,
            reason,
            new Change("dueAt", before.dueAt().toString(), dueAt.toString()),
            new Change("told", null, String.valueOf(wish.told())));
    if (wish.notice() != null) {
      Notices.write(draft, keeper, ticket, promise, wish.notice());
    } else if (!wish.told()) {
      draft.warn(
          "PROMISE_CUSTOMER_NOT_TOLD",
          "The customer has not heard of the new time. Send a notice before the old one passes.",
          "input",
          "notice");
    }
    finish(draft, keeper, promise.id());
  }

  static void withdraw(Withdraw wish, Draft draft) {
    Promise asked = Asked.promise(draft, wish.promiseId(), wish.expectedVersion());
    String reason = Asked.text(draft, wish.reason(), Asked.TEXT_MAX, "reason");
    Keeper keeper = asked == null ? null : Keepers.of(draft, asked);
    Promise promise = keeper == null ? null : owed(draft, keeper, wish.promiseId());
    if (keeper == null || promise == null || draft.refused()) {
      return;
    }
    Step step =
        new Step(Deed.WITHDRAWN, draft.now(), draft.viewer().name(), promise.dueAt(), null, reason);
    keeper.put(promise.settled(State.WITHDRAWN, draft.now(), step));
    Tasks.drop(draft, promise.ticketId(), promise.id(), "promise withdrawn");
    keeper
        .tellings()
        .promise(
            "PromiseWithdrawn",
            promise,
            reason,
            new Change("what", null, promise.what()),
            new Change("dueAt", promise.dueAt().toString(), null));
    finish(draft, keeper, promise.id());
  }

  /** The promise as what fell due has left it; null after a refusal when it is settled. */
  private static @Nullable Promise owed(Draft draft, Keeper keeper, UUID id) {
    Promise promise = keeper.promise(id);
    if (promise == null || !promise.owed()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "PROMISE_SETTLED",
          "This promise was kept or withdrawn already. Make a new one.",
          "input",
          "promiseId");
      return null;
    }
    return promise;
  }

  private static void finish(Draft draft, Keeper keeper, UUID promiseId) {
    if (!draft.refused()) {
      keeper.save();
      draft.result("promise", promiseId);
    }
  }
}
