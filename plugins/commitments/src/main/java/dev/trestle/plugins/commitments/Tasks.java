package dev.trestle.plugins.commitments;

import static dev.trestle.plugins.commitments.CommitmentTask.TASKS;

import dev.trestle.plugins.commitments.CommitmentTask.Origin;
import dev.trestle.plugins.commitments.CommitmentTask.State;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.command.Draft.Change;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.desk.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The open tasks of tickets, and how they come and go. */
final class Tasks {
  static final int OPEN_MAX = 100;

  private Tasks() {}

  static List<CommitmentTask> open(Snapshot snapshot, UUID ticketId) {
    return snapshot.records(TASKS).group("open", ticketId).first(OPEN_MAX + OPEN_MAX);
  }

  static CommitmentTask opened(
      Additions additions,
      UUID ticketId,
      String text,
      @Nullable Instant dueAt,
      @Nullable UUID agentId,
      @Nullable UUID teamId,
      Origin origin,
      @Nullable UUID promiseId,
      @Nullable String by) {
    return new CommitmentTask(
        additions.newId(),
        0,
        ticketId,
        text,
        dueAt,
        agentId,
        teamId,
        origin,
        promiseId,
        State.OPEN,
        ticketId,
        agentId,
        additions.now(),
        by,
        null,
        null);
  }

  static void add(Additions additions, CommitmentTask task) {
    additions.put(TASKS, task);
    told(additions, "CommitmentTaskAdded", task, null);
  }

  static void end(Additions additions, CommitmentTask task, State end, @Nullable String reason) {
    additions.put(TASKS, task.ended(end, additions.now(), reason));
    told(
        additions,
        end == State.DONE ? "CommitmentTaskDone" : "CommitmentTaskDropped",
        task,
        reason);
  }

  /** What a task of the desk's own was for has been done. */
  static void end(Additions additions, UUID ticketId, Origin origin) {
    for (CommitmentTask task : open(additions.snapshot(), ticketId)) {
      if (task.origin() == origin) {
        end(additions, task, State.DONE, null);
      }
    }
  }

  /** A promise has another standing: what the desk asked for about it is over. */
  static void drop(Additions additions, UUID ticketId, UUID promiseId, String reason) {
    for (CommitmentTask task : open(additions.snapshot(), ticketId)) {
      if (promiseId.equals(task.promiseId()) && task.origin() != Origin.PERSON) {
        end(additions, task, State.DROPPED, reason);
      }
    }
  }

  private static void told(
      Additions additions, String type, CommitmentTask task, @Nullable String reason) {
    additions.event(
        new Happening(
            type,
            TASKS,
            task.id(),
            task.ticketId(),
            List.of(
                new Change("text", null, task.text()),
                new Change("origin", null, task.origin().name())),
            reason,
            false));
  }
}
