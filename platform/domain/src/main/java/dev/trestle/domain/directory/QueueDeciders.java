package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.ArchiveQueue;
import dev.trestle.domain.command.DirectoryCommands.CreateQueue;
import dev.trestle.domain.command.DirectoryCommands.EditQueue;
import dev.trestle.domain.command.DirectoryCommands.MakeQueueDefault;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.event.Event.Change;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.DeskSettings;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.StatusTransition;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on the places where tickets wait. */
final class QueueDeciders {
  private QueueDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateQueue.class, QueueDeciders::create);
    deciders.add(EditQueue.class, QueueDeciders::edit);
    deciders.add(ArchiveQueue.class, QueueDeciders::archive);
    deciders.add(MakeQueueDefault.class, QueueDeciders::makeDefault);
  }

  private static void create(CreateQueue wish, Draft draft) {
    if (!draft.require(Permissions.QUEUE_MANAGE)) {
      return;
    }
    List<QueueStatus> statuses = QueueStatuses.of(draft, wish.statuses());
    List<StatusTransition> steps = QueueStatuses.steps(draft, wish.transitions());
    QueueStatuses.refuseLooseSteps(draft, statuses, steps);
    Queue queue =
        new Queue(
            DirectoryWork.newId(draft, Tables.QUEUES, wish.id()),
            1,
            InputRules.name(draft, wish.name()),
            statuses,
            steps,
            teams(draft, wish.watcherTeamIds(), List.of()),
            wish.watcherAgentIds() == null && wish.watcherTeamIds() == null
                ? viewerAlone(draft)
                : agents(draft, wish.watcherAgentIds(), List.of()),
            InputRules.externalKey(draft, wish.externalKey()),
            false,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "QueueCreated", Tables.QUEUES, queue);
    QueueWatch.refuseUnwatched(draft, List.of(queue.id()), "input", "watcherAgentIds");
  }

  /** Whoever makes a queue watches it, until somebody else is named. */
  private static List<UUID> viewerAlone(Draft draft) {
    UUID id = draft.viewer().id();
    return id != null && draft.viewer().kind() == PrincipalKind.AGENT ? List.of(id) : List.of();
  }

  private static void makeDefault(MakeQueueDefault wish, Draft draft) {
    Queue queue = find(draft, wish.queueId(), null);
    if (queue == null) {
      return;
    }
    if (queue.archived()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "QUEUE_ARCHIVED",
          "The queue " + queue.name() + " is archived. Choose another one.",
          "input",
          "queueId");
      return;
    }
    draft.result(Tables.QUEUES.name(), queue.id());
    List<DeskSettings> found = new ArrayList<>();
    draft.state().table(Tables.SETTINGS).forEach(found::add);
    DeskSettings settings = found.getFirst();
    if (settings.defaultQueueId().equals(queue.id())) {
      return;
    }
    draft.relyOn(Tables.QUEUES, queue);
    draft.put(
        Tables.SETTINGS,
        new DeskSettings(
            settings.id(),
            settings.version() + 1,
            settings.name(),
            queue.id(),
            settings.values(),
            settings.createdAtMillis(),
            draft.now(),
            settings.extra()));
    draft.event(
        "DefaultQueueChanged",
        Tables.QUEUES,
        queue.id(),
        null,
        List.of(
            new Change(
                "defaultQueue",
                settings.defaultQueueId().toString(),
                queue.id().toString(),
                null,
                queue.name())),
        null,
        false);
  }

  private static void edit(EditQueue wish, Draft draft) {
    Queue queue = find(draft, wish.queueId(), wish.expectedVersion());
    if (queue == null) {
      return;
    }
    List<QueueStatus> statuses = queue.statuses();
    if (wish.statuses().value() != null) {
      statuses = QueueStatuses.of(draft, wish.statuses().value());
      QueueStatuses.refuseRemovingUsed(draft, queue, statuses);
    }
    List<StatusTransition> steps =
        wish.transitions().present()
            ? QueueStatuses.steps(draft, wish.transitions().value())
            : queue.transitions();
    QueueStatuses.refuseLooseSteps(draft, statuses, steps);
    Queue after =
        new Queue(
            queue.id(),
            queue.version() + 1,
            wish.name().value() == null
                ? queue.name()
                : InputRules.name(draft, wish.name().value()),
            statuses,
            steps,
            wish.watcherTeamIds().present()
                ? teams(draft, wish.watcherTeamIds().value(), queue.watcherTeamIds())
                : queue.watcherTeamIds(),
            wish.watcherAgentIds().present()
                ? agents(draft, wish.watcherAgentIds().value(), queue.watcherAgentIds())
                : queue.watcherAgentIds(),
            queue.externalKey(),
            queue.archived(),
            queue.createdAtMillis(),
            Math.max(draft.now(), queue.updatedAtMillis()),
            queue.extra());
    DirectoryWork.save(draft, "QueueEdited", Tables.QUEUES, queue, after);
    if (wish.watcherTeamIds().present() || wish.watcherAgentIds().present()) {
      QueueWatch.refuseUnwatched(draft, List.of(queue.id()), "input", "watcherAgentIds");
    }
  }

  private static void archive(ArchiveQueue wish, Draft draft) {
    Queue queue = find(draft, wish.queueId(), wish.expectedVersion());
    if (queue == null) {
      return;
    }
    if (queue.archived()) {
      DirectoryWork.unchanged(draft, Tables.QUEUES, queue);
      return;
    }
    refuseDefault(draft, queue);
    int open = QueueWatch.openTickets(draft.state(), queue.id());
    if (open == 0) {
      draft.relyOnFact("openInQueue", now -> QueueWatch.openTickets(now, queue.id()) == 0);
    } else {
      draft.problem(
          ProblemType.PRECONDITION,
          "QUEUE_HAS_OPEN_TICKETS",
          "Open tickets stand in the queue "
              + queue.name()
              + ": "
              + open
              + ". Move or close them first.",
          "input",
          "queueId");
    }
    Queue after =
        new Queue(
            queue.id(),
            queue.version() + 1,
            queue.name(),
            queue.statuses(),
            queue.transitions(),
            queue.watcherTeamIds(),
            queue.watcherAgentIds(),
            queue.externalKey(),
            true,
            queue.createdAtMillis(),
            Math.max(draft.now(), queue.updatedAtMillis()),
            queue.extra());
    DirectoryWork.save(draft, "QueueArchived", Tables.QUEUES, queue, after);
  }

  private static void refuseDefault(Draft draft, Queue queue) {
    draft
        .state()
        .table(Tables.SETTINGS)
        .forEach((DeskSettings settings) -> {
          if (settings.defaultQueueId().equals(queue.id())) {
            draft.problem(
                ProblemType.PRECONDITION,
                "QUEUE_IS_DEFAULT",
                "Tickets without a queue go to "
                    + queue.name()
                    + ". Make another queue the default first.",
                "input",
                "queueId");
          }
        });
  }

  private static @Nullable Queue find(Draft draft, UUID id, @Nullable Integer expectedVersion) {
    return DirectoryWork.find(draft, Permissions.QUEUE_MANAGE, Tables.QUEUES, id, expectedVersion);
  }

  private static List<UUID> teams(Draft draft, @Nullable List<UUID> wished, List<UUID> before) {
    List<Team> teams = DirectoryWork.namedAll(draft, Tables.TEAMS, wished, "watcherTeamIds");
    for (Team team : teams) {
      if (team.archived() && !before.contains(team.id())) {
        draft.problem(
            ProblemType.PRECONDITION,
            "TEAM_ARCHIVED",
            "The team " + team.name() + " is archived. Choose another one.",
            "input",
            "watcherTeamIds");
      }
      DirectoryWork.relyOn(draft, Tables.TEAMS, team);
    }
    return DirectoryWork.ids(teams);
  }

  private static List<UUID> agents(Draft draft, @Nullable List<UUID> wished, List<UUID> before) {
    List<Agent> agents = DirectoryWork.namedAll(draft, Tables.AGENTS, wished, "watcherAgentIds");
    for (Agent agent : agents) {
      if (!before.contains(agent.id())) {
        TeamDeciders.refuseInactive(draft, agent, "input", "watcherAgentIds");
      }
    }
    return DirectoryWork.ids(agents);
  }
}
