package dev.trestle.domain.directory;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Every ticket has an owner or stands in a queue somebody watches: the second half of that. */
final class QueueWatch {
  private QueueWatch() {}

  /** The queues an agent watches, alone or as a member of a team, as they stand before. */
  static List<UUID> watchedBy(Draft draft, Agent agent) {
    Table<Queue> queues = draft.state().table(Tables.QUEUES);
    Table<Team> teams = draft.state().table(Tables.TEAMS);
    Set<UUID> found = new LinkedHashSet<>();
    queues.group("watcherAgent", agent.id()).forEach(slot -> found.add(queues.require(slot).id()));
    teams
        .group("member", agent.id())
        .forEach(slot -> found.addAll(watchedBy(draft, teams.require(slot))));
    return List.copyOf(found);
  }

  static List<UUID> watchedBy(Draft draft, Team team) {
    Table<Queue> queues = draft.state().table(Tables.QUEUES);
    List<UUID> found = new ArrayList<>();
    queues.group("watcherTeam", team.id()).forEach(slot -> found.add(queues.require(slot).id()));
    return found;
  }

  /** Refuses to leave one of these queues, as the draft has it now, without anybody watching. */
  static void refuseUnwatched(Draft draft, Collection<UUID> queueIds, String... path) {
    for (UUID id : queueIds) {
      Queue queue = draft.find(Tables.QUEUES, id);
      if (queue != null
          && (!queue.archived() || openTickets(draft.state(), id) > 0)
          && !watched(draft, queue)) {
        draft.problem(
            ProblemType.PRECONDITION,
            "QUEUE_UNWATCHED",
            "Nobody would watch the queue "
                + queue.name()
                + " any more. Give it another active agent, or a team with one, first.",
            path);
      }
    }
  }

  /** Whether somebody who works here watches; whoever that is has to stay until the commit. */
  private static boolean watched(Draft draft, Queue queue) {
    for (UUID id : queue.watcherAgentIds()) {
      if (active(draft, id)) {
        return true;
      }
    }
    for (UUID id : queue.watcherTeamIds()) {
      Team team = draft.find(Tables.TEAMS, id);
      if (team == null || team.archived()) {
        continue;
      }
      for (UUID member : team.memberIds()) {
        if (active(draft, member)) {
          DirectoryWork.relyOn(draft, Tables.TEAMS, team);
          return true;
        }
      }
    }
    return false;
  }

  private static boolean active(Draft draft, UUID agentId) {
    Agent agent = draft.find(Tables.AGENTS, agentId);
    if (agent == null || !agent.active()) {
      return false;
    }
    DirectoryWork.relyOn(draft, Tables.AGENTS, agent);
    return true;
  }

  static int openTickets(State state, UUID queueId) {
    var open = state.table(Tables.TICKETS).sorted("openInQueue:priority,dueAt", queueId);
    return open == null ? 0 : open.size();
  }
}
