package dev.trestle.domain.ticket;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Queue;
import dev.trestle.domain.record.QueueStatus;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.record.TicketDraft;
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
    }
  }

  /**
   * Takes a ticket that is opened again from an agent who left, or a team that was archived, since
   * it was closed: nobody would look after it there, in its queue somebody does.
   */
  static void releaseFromThoseWhoLeft(Draft draft, TicketDraft ticket) {
    Agent agent = draft.find(Tables.AGENTS, ticket.assigneeId);
    if (agent != null) {
      draft.relyOn(Tables.AGENTS, agent);
      ticket.assigneeId = agent.active() ? agent.id() : null;
    }
    Team team = draft.find(Tables.TEAMS, ticket.teamId);
    if (team != null) {
      draft.relyOn(Tables.TEAMS, team);
      ticket.teamId = team.archived() ? null : team.id();
    }
  }

  /**
   * Takes a ticket that is opened again out of a queue that was archived since it was closed:
   * nobody need watch that one any more. It goes to where tickets without a queue go, which is
   * never archived, and to the status there that means the same.
   */
  static void leaveArchivedQueue(Draft draft, TicketDraft ticket) {
    Queue queue = draft.find(Tables.QUEUES, ticket.queueId);
    if (queue == null || !queue.archived()) {
      return;
    }
    Queue to = draft.find(Tables.QUEUES, CreateTicketDecider.defaultQueue(draft));
    if (to == null || to.archived()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "QUEUE_ARCHIVED",
          "The queue " + queue.name() + " is archived. Move the ticket to another one first.",
          "input",
          "ticketId");
      return;
    }
    draft.relyOn(Tables.QUEUES, to);
    QueueStatus status = TicketWork.nearest(to, ticket.status, ticket.statusCategory);
    ticket.queueId = to.id();
    ticket.status = status.key();
    ticket.statusCategory = status.category();
  }

  static void team(Draft draft, @Nullable UUID id, String... path) {
    Team team = TicketWork.named(draft, Tables.TEAMS, id, path);
    if (team == null) {
      return;
    }
    // A team is archived only while it holds nothing open.
    draft.relyOn(Tables.TEAMS, team);
    if (team.archived()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "TEAM_ARCHIVED",
          "The team " + team.name() + " is archived. Choose another one.",
          path);
    }
  }
}
