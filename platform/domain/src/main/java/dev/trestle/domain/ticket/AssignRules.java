package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may hold a ticket. */
final class AssignRules {
  private AssignRules() {}

  static void refuseInactive(Draft draft, @Nullable Agent agent, String... path) {
    if (agent == null) {
      return;
    }
    // Whoever leaves hands over what they hold, so nothing may come to them meanwhile.
    draft.relyOn(Tables.AGENTS, agent);
    if (!agent.active()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "AGENT_INACTIVE",
          agent.name() + " no longer works here. Choose somebody else.",
          path);
    } else if (agent != null) {
      // Whoever leaves at this moment hands over only the tickets held so far.
      draft.relyOn(Tables.AGENTS, agent);
    }
  }

  static void team(Draft draft, @Nullable UUID id, String... path) {
    Team team = TicketWork.named(draft, Tables.TEAMS, id, path);
    if (team != null && team.archived()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "TEAM_ARCHIVED",
          "The team " + team.name() + " is archived. Choose another one.",
          path);
    }
  }
}
