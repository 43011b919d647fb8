package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentTask.TASKS;

import dev.trestle.plugins.commitments.CommitmentTask.Origin;
import dev.trestle.plugins.commitments.CommitmentTask.State;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with tasks. */
final class TaskDeciders {
  record Add(
      UUID ticketId,
      String text,
      @Nullable Instant dueAt,
      @Nullable Duration after,
      @Nullable UUID agentId,
      @Nullable UUID teamId) {}

  record Done(UUID taskId, @Nullable Integer expectedVersion) {}

  record Drop(UUID taskId, String reason, @Nullable Integer expectedVersion) {}

  private TaskDeciders() {}

  static void add(Add wish, Draft draft) {
    Ticket ticket = Asked.ticket(draft, wish.ticketId());
    String text = Asked.text(draft, wish.text(), Asked.TEXT_MAX, "text");
    Instant dueAt =
        wish.dueAt() == null && wish.after() == null
            ? null
            : Asked.due(draft, wish.dueAt(), wish.after());
    Asked.agent(draft, wish.agentId(), "agentId");
    Asked.team(draft, wish.teamId(), "teamId");
    if (ticket == null) {
      return;
    }
    if (Tasks.open(draft.snapshot(), ticket.id()).size() >= Tasks.OPEN_MAX) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "COMMITMENT_TASKS_FULL",
          "A ticket has at most " + Tasks.OPEN_MAX + " open tasks. End one first.",
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
    CommitmentTask task =
        Tasks.opened(
            draft,
            ticket.id(),
            text,
            dueAt,
            agentId,
            wish.teamId(),
            Origin.PERSON,
            null,
            draft.viewer().name());
    Tasks.add(draft, task);
    finish(draft, task);
  }

  static void done(Done wish, Draft draft) {
    CommitmentTask task = open(draft, wish.taskId(), wish.expectedVersion());
    if (task != null) {
      end(draft, task, State.DONE, null);
    }
  }

  static void drop(Drop wish, Draft draft) {
    CommitmentTask task = open(draft, wish.taskId(), wish.expectedVersion());
    String reason = Asked.text(draft, wish.reason(), Asked.TEXT_MAX, "reason");
    if (task != null && !draft.refused()) {
      end(draft, task, State.DROPPED, reason);
    }
  }

  private static void end(Draft draft, CommitmentTask task, State end, @Nullable String reason) {
    Tasks.end(draft, task, end, reason);
    Delegations.ended(draft, task);
    finish(draft, task);
  }

  private static @Nullable CommitmentTask open(Draft draft, UUID id, @Nullable Integer expected) {
    CommitmentTask task = draft.snapshot().records(TASKS).get(id);
    if (task == null || draft.snapshot().ticket(task.ticketId(), draft.viewer()) == null) {
      draft.refuse(ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such task.", "input", "taskId");
      return null;
    }
    draft.expect(task, expected);
    if (!task.open()) {
      draft.refuse(
          ProblemType.PRECONDITION,
          "COMMITMENT_TASK_ENDED",
          "This task was done or dropped already.",
          "input",
          "taskId");
    }
    return draft.refused() ? null : task;
  }

  private static void finish(Draft draft, CommitmentTask task) {
    Keepers.save(draft, task.ticketId());
    draft.result("task", task.id());
  }
}
