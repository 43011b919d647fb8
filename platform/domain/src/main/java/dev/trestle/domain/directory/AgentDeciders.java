package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.DeactivateAgent;
import dev.trestle.domain.command.DirectoryCommands.EditAgent;
import dev.trestle.domain.command.DirectoryCommands.ReactivateAgent;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.Team;
import dev.trestle.domain.state.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on people on the staff. */
final class AgentDeciders {
  private static final String DEFAULT_ROLE = "technician";

  private AgentDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateAgent.class, AgentDeciders::create);
    deciders.add(EditAgent.class, AgentDeciders::edit);
    deciders.add(DeactivateAgent.class, AgentDeparture::deactivate);
    deciders.add(ReactivateAgent.class, AgentDeciders::reactivate);
  }

  private static void create(CreateAgent wish, Draft draft) {
    if (!draft.require(Permissions.AGENT_MANAGE)) {
      return;
    }
    Agent agent =
        new Agent(
            DirectoryWork.newId(draft, Tables.AGENTS, wish.id()),
            1,
            InputRules.name(draft, wish.name()),
            InputRules.email(draft, wish.email()),
            InputRules.phone(draft, wish.phone()),
            InputRules.locale(draft, wish.locale()),
            InputRules.timeZone(draft, wish.timeZone()),
            RoleGrants.granted(
                draft, wish.roleIds() == null ? usualRole(draft) : wish.roleIds(), List.of()),
            true,
            InputRules.externalKey(draft, wish.externalKey()),
            draft.now(),
            draft.now(),
            Document.empty());
    List<Team> teams = DirectoryWork.namedAll(draft, Tables.TEAMS, wish.teamIds(), "teamIds");
    if (!teams.isEmpty()) {
      draft.require(Permissions.TEAM_MANAGE);
    }
    DirectoryWork.create(draft, "AgentCreated", Tables.AGENTS, agent);
    for (Team team : teams) {
      List<UUID> members = new ArrayList<>(team.memberIds());
      members.add(agent.id());
      TeamDeciders.setMembers(draft, team, members);
    }
  }

  private static List<UUID> usualRole(Draft draft) {
    Role role = draft.state().table(Tables.ROLES).unique("key", DEFAULT_ROLE);
    return role == null ? List.of() : List.of(role.id());
  }

  private static void edit(EditAgent wish, Draft draft) {
    Agent agent = find(draft, wish.agentId(), wish.expectedVersion());
    if (agent == null) {
      return;
    }
    String email =
        wish.email().present() ? InputRules.email(draft, wish.email().value()) : agent.email();
    List<UUID> roleIds = agent.roleIds();
    if (wish.roleIds().value() != null) {
      roleIds = RoleGrants.granted(draft, wish.roleIds().value(), agent.roleIds());
      refuseLosingLast(draft, agent, roleIds);
    }
    boolean emailMoved = !Objects.equals(email, agent.email());
    if (emailMoved || !roleIds.equals(agent.roleIds())) {
      RoleGrants.refuseOverSuperior(
          draft, agent.roleIds(), "input", emailMoved ? "email" : "roleIds");
    }
    AccessEnd.followEmail(draft, agent.id(), agent.email(), email);
    Agent after =
        new Agent(
            agent.id(),
            agent.version() + 1,
            wish.name().value() == null
                ? agent.name()
                : InputRules.name(draft, wish.name().value()),
            email,
            wish.phone().present() ? InputRules.phone(draft, wish.phone().value()) : agent.phone(),
            wish.locale().present()
                ? InputRules.locale(draft, wish.locale().value())
                : agent.locale(),
            wish.timeZone().present()
                ? InputRules.timeZone(draft, wish.timeZone().value())
                : agent.timeZone(),
            roleIds,
            agent.active(),
            agent.externalKey(),
            agent.createdAtMillis(),
            Math.max(draft.now(), agent.updatedAtMillis()),
            agent.extra());
    DirectoryWork.save(draft, "AgentEdited", Tables.AGENTS, agent, after);
  }

  private static void refuseLosingLast(Draft draft, Agent agent, List<UUID> roleIds) {
    Role administrator =
        draft.state().table(Tables.ROLES).unique("key", Permissions.ROLE_ADMINISTRATOR);
    if (administrator != null && !roleIds.contains(administrator.id())) {
      RoleGrants.refuseLastAdministrator(draft, agent, "input", "roleIds");
    }
  }

  /** The person works here again; to sign in takes a new one-time password. */
  private static void reactivate(ReactivateAgent wish, Draft draft) {
    Agent agent = find(draft, wish.agentId(), wish.expectedVersion());
    if (agent == null) {
      return;
    }
    if (!agent.active()) {
      RoleGrants.refuseOverSuperior(draft, agent.roleIds(), "input", "agentId");
    }
    DirectoryWork.save(
        draft, "AgentReactivated", Tables.AGENTS, agent, withActive(draft, agent, true));
  }

  static Agent withActive(Draft draft, Agent agent, boolean active) {
    return new Agent(
        agent.id(),
        agent.version() + 1,
        agent.name(),
        agent.email(),
        agent.phone(),
        agent.locale(),
        agent.timeZone(),
        agent.roleIds(),
        active,
        agent.externalKey(),
        agent.createdAtMillis(),
        Math.max(draft.now(), agent.updatedAtMillis()),
        agent.extra());
  }

  static @Nullable Agent find(Draft draft, UUID id, @Nullable Integer expectedVersion) {
    return DirectoryWork.find(draft, Permissions.AGENT_MANAGE, Tables.AGENTS, id, expectedVersion);
  }
}
