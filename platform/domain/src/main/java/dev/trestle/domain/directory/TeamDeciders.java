package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.ArchiveTeam;
import dev.trestle.domain.command.DirectoryCommands.CreateTeam;
import dev.trestle.domain.command.DirectoryCommands.EditTeam;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on sets of agents. */
final class TeamDeciders {
  private TeamDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateTeam.class, TeamDeciders::create);
    deciders.add(EditTeam.class, TeamDeciders::edit);
    deciders.add(ArchiveTeam.class, TeamDeciders::archive);
  }

  private static void create(CreateTeam wish, Draft draft) {
    if (!draft.require(Permissions.TEAM_MANAGE)) {
      return;
    }
    Team team =
        new Team(
            DirectoryWork.newId(draft, Tables.TEAMS, wish.id()),
            1,
            InputRules.name(draft, wish.name()),
            members(draft, wish.memberIds(), List.of()),
            InputRules.externalKey(draft, wish.externalKey()),
            false,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "TeamCreated", Tables.TEAMS, team);
  }

  private static void edit(EditTeam wish, Draft draft) {
    Team team = find(draft, wish.teamId(), wish.expectedVersion());
    if (team == null) {
      return;
    }
    String name =
        wish.name().value() == null ? team.name() : InputRules.name(draft, wish.name().value());
    List<UUID> members =
        wish.memberIds().present()
            ? members(draft, wish.memberIds().value(), team.memberIds())
            : team.memberIds();
    DirectoryWork.save(
        draft, "TeamEdited", Tables.TEAMS, team, next(draft, team, name, members, team.archived()));
    QueueWatch.refuseUnwatched(draft, QueueWatch.watchedBy(draft, team), "input", "memberIds");
  }

  private static void archive(ArchiveTeam wish, Draft draft) {
    Team team = find(draft, wish.teamId(), wish.expectedVersion());
    if (team == null) {
      return;
    }
    if (team.archived()) {
      DirectoryWork.unchanged(draft, Tables.TEAMS, team);
      return;
    }
    refuseWithOpenTickets(draft, team);
    DirectoryWork.save(
        draft,
        "TeamArchived",
        Tables.TEAMS,
        team,
        next(draft, team, team.name(), team.memberIds(), true));
    QueueWatch.refuseUnwatched(draft, QueueWatch.watchedBy(draft, team), "input", "teamId");
    draft.relyOnMembers(Tables.QUEUES, "watcherTeam", team.id());
  }

  private static void refuseWithOpenTickets(Draft draft, Team team) {
    int open = openTickets(draft.state(), team.id());
    if (open == 0) {
      draft.relyOnFact("openInTeam", now -> openTickets(now, team.id()) == 0);
    } else {
      draft.problem(
          ProblemType.PRECONDITION,
          "TEAM_HAS_OPEN_TICKETS",
          "The team "
              + team.name()
              + " holds open tickets: "
              + open
              + ". Give them to others first.",
          "input",
          "teamId");
    }
  }

  private static int openTickets(State state, UUID teamId) {
    var tickets = state.table(Tables.TICKETS);
    int[] open = {0};
    tickets.group("team", teamId).forEach(slot -> open[0] += tickets.require(slot).open() ? 1 : 0);
    return open[0];
  }

  /** Puts a team with other members, as part of a change of an agent. */
  static void setMembers(Draft draft, Team team, List<UUID> members) {
    Team after = next(draft, team, team.name(), List.copyOf(members), team.archived());
    draft.put(Tables.TEAMS, after);
    draft.event(
        "TeamEdited",
        Tables.TEAMS,
        team.id(),
        null,
        RecordChanges.between(draft, Tables.TEAMS, team, after),
        null,
        false);
  }

  private static Team next(
      Draft draft, Team team, String name, List<UUID> members, boolean archived) {
    return new Team(
        team.id(),
        team.version() + 1,
        name,
        members,
        team.externalKey(),
        archived,
        team.createdAtMillis(),
        Math.max(draft.now(), team.updatedAtMillis()),
        team.extra());
  }

  private static @Nullable Team find(Draft draft, UUID id, @Nullable Integer expectedVersion) {
    return DirectoryWork.find(draft, Permissions.TEAM_MANAGE, Tables.TEAMS, id, expectedVersion);
  }

  private static List<UUID> members(Draft draft, @Nullable List<UUID> wished, List<UUID> before) {
    List<Agent> agents = DirectoryWork.namedAll(draft, Tables.AGENTS, wished, "memberIds");
    for (Agent agent : agents) {
      if (!before.contains(agent.id())) {
        refuseInactive(draft, agent, "input", "memberIds");
      }
    }
    return DirectoryWork.ids(agents);
  }

  /** Refuses somebody who left; whoever is taken in has to stay until the commit. */
  static void refuseInactive(Draft draft, Agent agent, String... path) {
    DirectoryWork.relyOn(draft, Tables.AGENTS, agent);
    if (!agent.active()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "AGENT_INACTIVE",
          agent.name() + " no longer works here. Choose somebody else.",
          path);
    }
  }
}
