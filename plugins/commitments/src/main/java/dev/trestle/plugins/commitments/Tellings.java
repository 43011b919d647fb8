package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.Outcome.OUTCOMES;
import static dev.trestle.plugins.commitments.Promise.PROMISES;
import static dev.trestle.plugins.commitments.Standing.STANDINGS;

import dev.trestle.plugins.commitments.CommitmentTask.Origin;
import dev.trestle.plugins.commitments.Outcome.Kind;
import dev.trestle.plugins.commitments.Promise.Deed;
import dev.trestle.plugins.commitments.Promise.Step;
import dev.trestle.plugins.commitments.Standing.Risk;
import dev.trestle.plugins.commitments.Standing.Silence;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.text.LocalTimes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes of a ticket's promises and silences: events, tasks, and what reports count. */
final class Tellings {
  private final Additions additions;
  private final Ticket ticket;
  private final @Nullable Policy policy;

  Tellings(Additions additions, Ticket ticket, @Nullable Policy policy) {
    this.additions = additions;
    this.ticket = ticket;
    this.policy = policy;
  }

  @Nullable Policy policy() {
    return policy;
  }

  void event(String type, RecordType<?> of, UUID id, @Nullable String reason, Change... changes) {
    additions.event(new Happening(type, of, id, ticket.id(), List.of(changes), reason, false));
  }

  void promise(String type, Promise promise, @Nullable String reason, Change... changes) {
    event(type, PROMISES, promise.id(), reason, changes);
  }

  void count(
      Kind kind, String subject, Instant at, @Nullable Promise promise, @Nullable Notice notice) {
    Outcome outcome = Outcome.of(additions.newId(), kind, subject, at, ticket, promise, notice);
    if (additions.snapshot().records(OUTCOMES).unique("key", outcome.key()) == null) {
      additions.put(OUTCOMES, outcome);
    }
  }

  /** Told on the ticket where it is owed from now on. */
  void moved(Promise promise, Ticket to) {
    additions.event(
        new Happening(
            "PromiseMoved",
            PROMISES,
            promise.id(),
            to.id(),
            List.of(new Change("ticket", ticket.number(), to.number())),
            promise.what(),
            false));
  }

  /** A promised time has passed. */
  void breached(Promise promise, Instant at, Notice notice) {
    count(Kind.PROMISE_BREACHED, promise.id().toString(), at, promise, notice);
    promise(
        "PromiseBreached",
        promise,
        promise.waiver(),
        new Change("what", null, promise.what()),
        new Change("at", null, at.toString()),
        new Change("notice", null, notice.name()));
  }

  /** No later time was promised: somebody has to see to it. */
  void brokenNow(Promise promise) {
    Tasks.drop(additions, ticket.id(), promise.id(), "promise broken");
    task(Origin.PROMISE_BROKEN, promise, promise.what(), promise.dueAt());
  }

  void kept(
      Keeper keeper, Promise promise, Instant at, @Nullable String by, @Nullable String note) {
    boolean late = promise.state() == Promise.State.BROKEN;
    Step step = new Step(Deed.KEPT, at, by, null, promise.dueAt(), note);
    keeper.put(promise.settled(late ? Promise.State.KEPT_LATE : Promise.State.KEPT, at, step));
    Tasks.drop(additions, ticket.id(), promise.id(), "promise kept");
    if (!late) {
      count(Kind.PROMISE_KEPT, promise.id().toString(), at, promise, null);
    }
    promise(
        "PromiseKept",
        promise,
        note,
        new Change("what", null, promise.what()),
        new Change("dueAt", promise.dueAt().toString(), null));
  }

  void updateMissed(Instant due) {
    count(Kind.UPDATE_MISSED, ticket.id().toString(), due, null, null);
    event("UpdateMissed", STANDINGS, ticket.id(), null, new Change("at", null, due.toString()));
    task(Origin.UPDATE_MISSED, null, ticket.number(), due);
  }

  void chased(String how, Instant at, int times) {
    // By its number, because two may ask at the same instant.
    count(Kind.CHASE, String.valueOf(times), at, null, null);
    event(
        "TicketChased",
        STANDINGS,
        ticket.id(),
        null,
        new Change("at", null, at.toString()),
        new Change("by", null, how),
        new Change("times", null, String.valueOf(times)));
  }

  void fellSilent(Silence silence) {
    event(
        "TicketFellSilent",
        STANDINGS,
        ticket.id(),
        null,
        new Change("why", null, silence.reason().name()),
        new Change("since", null, silence.from().toString()),
        new Change("at", null, silence.dueAt().toString()));
    task(Origin.SILENCE, null, ticket.number(), silence.dueAt());
  }

  void silenceEnded() {
    Tasks.end(additions, ticket.id(), Origin.SILENCE);
    event("TicketSilenceEnded", STANDINGS, ticket.id(), null);
  }

  void done(Origin origin) {
    Tasks.end(additions, ticket.id(), origin);
  }

  void atRisk(Risk risk, @Nullable Promise promise) {
    Instant dueAt = risk.dueAt();
    String subject = promise == null ? String.valueOf(risk.target()) : promise.what();
    event(
        "TicketAtRisk",
        STANDINGS,
        ticket.id(),
        null,
        new Change("why", null, risk.reason().name()),
        new Change("what", null, subject),
        new Change("dueAt", null, dueAt == null ? null : dueAt.toString()),
        new Change("at", null, risk.since().toString()));
    task(promise == null ? Origin.CLOCK_AT_RISK : Origin.PROMISE_AT_RISK, promise, subject, dueAt);
  }

  private void task(
      Origin origin, @Nullable Promise promise, String subject, @Nullable Instant at) {
    UUID promiseId = promise == null ? null : promise.id();
    for (CommitmentTask open : Tasks.open(additions.snapshot(), ticket.id())) {
      if (open.origin() == origin && Objects.equals(open.promiseId(), promiseId)) {
        return;
      }
    }
    UUID agentId = promise == null ? null : promise.agentId();
    UUID teamId = promise == null ? null : promise.teamId();
    if (agentId == null && teamId == null) {
      agentId = ticket.assigneeId();
      teamId = ticket.teamId();
    }
    boolean raised =
        origin == Origin.UPDATE_MISSED
            || origin == Origin.SILENCE
            || origin == Origin.PROMISE_BROKEN
            || agentId == null && teamId == null;
    if (raised
        && policy != null
        && (policy.escalateToAgentId() != null || policy.escalateToTeamId() != null)) {
      agentId = policy.escalateToAgentId();
      teamId = policy.escalateToTeamId();
    }
    Agent agent = additions.snapshot().agent(agentId);
    String text =
        additions
            .surroundings()
            .texts()
            .text(
                agent == null ? null : agent.locale(),
                "task." + origin.name(),
                subject,
                at == null ? "" : LocalTimes.text(at, agent));
    Tasks.add(
        additions,
        Tasks.opened(additions, ticket.id(), text, at, agentId, teamId, origin, promiseId, null));
  }
}
