package dev.trestle.domain.directory;

import dev.trestle.domain.command.DirectoryCommands.DeactivateAgent;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.HandOver;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on an agent who leaves: access ends, tickets and watches go to others. */
final class AgentDeparture {
  private static final int TICKETS_MAX = 500;

  private AgentDeparture() {}

  static void deactivate(DeactivateAgent wish, Draft draft) {
    Agent agent = AgentDeciders.find(draft, wish.agentId(), wish.expectedVersion());
    if (agent == null) {
      return;
    }
    if (!agent.active()) {
      DirectoryWork.unchanged(draft, Tables.AGENTS, agent);
      return;
    }
    RoleGrants.refuseOverSuperior(draft, agent.roleIds(), "input", "agentId");
    RoleGrants.refuseLastAdministrator(draft, agent, "input", "agentId");
    Agent taker = taker(draft, agent, wish.handOverToAgentId());
    handOver(draft, agent, taker);
    DirectoryWork.save(
        draft,
        "AgentDeactivated",
        Tables.AGENTS,
        agent,
        AgentDeciders.withActive(draft, agent, false));
    draft.relyOnMembers(Tables.TEAMS, "member", agent.id());
    draft.relyOnMembers(Tables.QUEUES, "watcherAgent", agent.id());
    List<UUID> queues = QueueWatch.watchedBy(draft, agent);
    for (Team team : teamsOf(draft, agent)) {
      List<UUID> members = new ArrayList<>(team.memberIds());
      members.remove(agent.id());
      TeamDeciders.setMembers(draft, team, members);
    }
    AccessEnd.of(draft, agent.id());
    QueueWatch.refuseUnwatched(draft, queues, "input", "agentId");
  }

  private static @Nullable Agent taker(Draft draft, Agent leaving, @Nullable UUID takerId) {
    Agent taker = DirectoryWork.named(draft, Tables.AGENTS, takerId, "input", "handOverToAgentId");
    if (taker == null) {
      return null;
    }
    if (taker.id().equals(leaving.id())) {
      draft.invalid(
          "HAND_OVER_TO_ITSELF",
          "Choose somebody else to take the tickets.",
          "input",
          "handOverToAgentId");
    } else if (!taker.active()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "AGENT_INACTIVE",
          taker.name() + " no longer works here. Choose somebody else.",
          "input",
          "handOverToAgentId");
    } else {
      draft.relyOn(Tables.AGENTS, taker);
    }
    return taker;
  }

  private static void handOver(Draft draft, Agent agent, @Nullable Agent taker) {
    List<Ticket> tickets = HandOver.openTickets(draft.state(), agent.id());
    // A ticket that comes to the agent at this moment has to be handed over as well.
    List<UUID> ids = DirectoryWork.ids(tickets);
    draft.relyOnFact(
        "heldByAgent", now -> DirectoryWork.ids(HandOver.openTickets(now, agent.id())).equals(ids));
    if (tickets.size() > TICKETS_MAX) {
      draft.problem(
          ProblemType.PRECONDITION,
          "TOO_MANY_OPEN_TICKETS",
          agent.name()
              + " holds "
              + tickets.size()
              + " open tickets; at most "
              + TICKETS_MAX
              + " are handed over at once. Hand some over by ticketAssign first.",
          "input",
          "agentId");
      return;
    }
    for (Ticket ticket : tickets) {
      HandOver.to(draft, ticket, taker, agent.name() + " left.");
    }
  }

  private static List<Team> teamsOf(Draft draft, Agent agent) {
    var teams = draft.state().table(Tables.TEAMS);
    List<Team> found = new ArrayList<>();
    teams.group("member", agent.id()).forEach(slot -> found.add(teams.require(slot)));
    return found;
  }
}
