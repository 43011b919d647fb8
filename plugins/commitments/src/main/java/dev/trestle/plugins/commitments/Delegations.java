package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentTask.TASKS;
import static dev.trestle.plugins.commitments.Delegation.DELEGATIONS;

import dev.trestle.plugins.commitments.Delegation.State;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.command.Draft.TimerSetting;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Agent;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Team;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work that is handed on, and comes back on silence. */
final class Delegations {
  private static final int WAITING_MAX = 20;

  record Start(
      UUID ticketId,
      @Nullable UUID taskId,
      @Nullable UUID agentId,
      @Nullable UUID teamId,
      @Nullable Instant dueAt,
      @Nullable Duration after,
      @Nullable String text) {}

  record Withdraw(UUID delegationId, @Nullable Integer expectedVersion) {}

  private Delegations() {}

  static List<Delegation> waiting(Snapshot snapshot, UUID ticketId) {
    return snapshot.records(DELEGATIONS).group("waiting", ticketId).first(WAITING_MAX);
  }

  static void start(Start wish, Draft draft) {
    Ticket ticket = Asked.ticket(draft, wish.ticketId());
    Instant until = Asked.due(draft, wish.dueAt(), wish.after());
    String text = Asked.note(draft, wish.text(), "text");
    if ((wish.agentId() == null) == (wish.teamId() == null)) {
      Asked.invalid(
          draft, "DELEGATION_TO_WHOM", "Give exactly one of agentId and teamId.", "agentId");
    }
    Asked.agent(draft, wish.agentId(), "agentId");
    Asked.team(draft, wish.teamId(), "teamId");
    Agent from = draft.snapshot().agent(draft.viewer().id());
    if (from == null) {
      Asked.invalid(
          draft, "DELEGATION_FROM_NOBODY", "Only agents hand work on: it comes back.", "ticketId");
    }
    CommitmentTask task = wish.taskId() == null ? null : task(draft, wish.taskId(), ticket);
    if (ticket == null || from == null || until == null || draft.refused()) {
      return;
    }
    List<Delegation> waiting = waiting(draft.snapshot(), ticket.id());
    boolean twice =
        waiting.stream().anyMatch(other -> Objects.equals(other.taskId(), wish.taskId()));
    if (twice || waiting.size() >= WAITING_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "DELEGATION_WAITS",
          "This is with somebody already. Take it back first.",
          "input",
          wish.taskId() == null ? "ticketId" : "taskId");
      return;
    }
    Delegation delegation =
        new Delegation(
            draft.newId(),
            0,
            ticket.id(),
            wish.taskId(),
            from.id(),
            ticket.teamId(),
            wish.agentId(),
            wish.teamId(),
            text,
            until,
            State.WAITING,
            ticket.id(),
            draft.now(),
            null);
    if (task == null) {
      assign(
          draft, ticket, wish.agentId(), wish.agentId() == null ? wish.teamId() : ticket.teamId());
    } else {
      draft.put(TASKS, task.of(wish.agentId(), wish.teamId()));
    }
    draft.put(DELEGATIONS, delegation);
    draft.setTimer(
        new TimerSetting(DelegationTimer.NAME, delegation.id().toString(), until, ticket.id()));
    told(draft, "DelegationStarted", delegation, new Change("until", null, until.toString()));
    finish(draft, ticket.id(), delegation.id());
  }

  static void withdraw(Withdraw wish, Draft draft) {
    Delegation delegation = draft.snapshot().records(DELEGATIONS).get(wish.delegationId());
    if (delegation == null
        || draft.snapshot().ticket(delegation.ticketId(), draft.viewer()) == null) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such delegation.",
          "input",
          "delegationId");
      return;
    }
    draft.expect(delegation, wish.expectedVersion());
    if (!delegation.waiting()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "DELEGATION_ENDED",
          "This was taken up, returned or taken back already.",
          "input",
          "delegationId");
    }
    if (draft.refused()) {
      return;
    }
    comeBack(draft, delegation, State.WITHDRAWN);
    told(draft, "DelegationWithdrawn", delegation);
    finish(draft, delegation.ticketId(), delegation.id());
  }

  /** Gives the work back to whoever handed it on. */
  static void comeBack(Draft draft, Delegation delegation, State end) {
    draft.put(DELEGATIONS, delegation.ended(end, draft.now()));
    draft.cancelTimer(DelegationTimer.NAME, delegation.id().toString());
    CommitmentTask task = draft.snapshot().records(TASKS).get(delegation.taskId());
    Ticket ticket = draft.snapshot().ticket(delegation.ticketId());
    if (delegation.taskId() != null) {
      if (task != null && task.open()) {
        draft.put(TASKS, task.of(delegation.fromAgentId(), null));
      }
    } else if (ticket != null && ticket.open()) {
      Agent from = draft.snapshot().agent(delegation.fromAgentId());
      // Who left meanwhile gets nothing back: then it waits with the team it was taken from.
      UUID agentId = from != null && from.active() ? from.id() : null;
      assign(draft, ticket, agentId, delegation.fromTeamId());
    }
  }

  /** Somebody did something on a ticket: what waited for that is taken up. */
  static void acted(Additions additions, Ticket ticket, @Nullable UUID actorId, Instant at) {
    if (actorId == null) {
      return;
    }
    for (Delegation delegation : waiting(additions.snapshot(), ticket.id())) {
      boolean since = at.isAfter(delegation.startedAt());
      if (delegation.taskId() == null && since && to(additions.snapshot(), delegation, actorId)) {
        takenUp(additions, delegation);
      }
    }
  }

  static void takenUp(Additions additions, Delegation delegation) {
    additions.put(DELEGATIONS, delegation.ended(State.TAKEN_UP, additions.now()));
    additions.cancelTimer(DelegationTimer.NAME, delegation.id().toString());
    told(additions, "DelegationTakenUp", delegation);
  }

  /** The task that was handed on is at an end. */
  static void ended(Additions additions, CommitmentTask task) {
    for (Delegation delegation : waiting(additions.snapshot(), task.ticketId())) {
      if (task.id().equals(delegation.taskId())) {
        takenUp(additions, delegation);
      }
    }
  }

  private static boolean to(Snapshot snapshot, Delegation delegation, UUID actorId) {
    Team team = snapshot.team(delegation.toTeamId());
    return actorId.equals(delegation.toAgentId())
        || team != null && team.memberIds().contains(actorId);
  }

  private static void assign(
      Draft draft, Ticket ticket, @Nullable UUID agentId, @Nullable UUID teamId) {
    boolean same =
        Objects.equals(ticket.assigneeId(), agentId) && Objects.equals(ticket.teamId(), teamId);
    if (!same) {
      draft.perform(
          Wish.of("ticketAssign")
              .with("ticketId", ticket.id())
              .with("assigneeId", agentId)
              .with("teamId", teamId));
    }
  }

  private static @Nullable CommitmentTask task(Draft draft, UUID id, @Nullable Ticket ticket) {
    CommitmentTask task = draft.snapshot().records(TASKS).get(id);
    if (task == null || ticket == null || !task.ticketId().equals(ticket.id()) || !task.open()) {
      draft.refuse(
          ProblemType.NOT_FOUND,
          "NOT_FOUND",
          "There is no such open task on this ticket.",
          "input",
          "taskId");
      return null;
    }
    return task;
  }

  private static void finish(Draft draft, UUID ticketId, UUID delegationId) {
    if (!draft.refused()) {
      Keepers.save(draft, ticketId);
      draft.result("delegation", delegationId);
    }
  }

  static void told(Additions additions, String type, Delegation delegation, Change... changes) {
    additions.event(
        new Happening(
            type,
            DELEGATIONS,
            delegation.id(),
            delegation.ticketId(),
            List.of(changes),
            delegation.text(),
            false));
  }
}
