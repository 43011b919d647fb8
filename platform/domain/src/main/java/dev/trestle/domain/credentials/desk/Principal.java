package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.RolePermissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.record.ServiceUser;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A party that can stand behind a request.
 *
 * @param record the agent, contact or service user as the snapshot has it
 * @param active whether the party still works here, or with the desk
 */
record Principal(
    Stored record,
    PrincipalKind kind,
    String name,
    @Nullable String email,
    @Nullable UUID companyId,
    List<UUID> roleIds,
    boolean active) {

  /** The party with this id; null when there is none. */
  static @Nullable Principal find(State state, UUID id) {
    Agent agent = state.get(Tables.AGENTS, id);
    if (agent != null) {
      return of(agent);
    }
    Contact contact = state.get(Tables.CONTACTS, id);
    if (contact != null) {
      return of(state, contact);
    }
    ServiceUser user = state.get(Tables.SERVICE_USERS, id);
    return user == null
        ? null
        : new Principal(
            user, PrincipalKind.SERVICE, user.name(), null, null, user.roleIds(), user.active());
  }

  /** The person with this address: somebody on the staff before somebody outside. */
  static @Nullable Principal byEmail(State state, String email) {
    Agent agent = state.table(Tables.AGENTS).unique("email", email);
    if (agent != null) {
      return of(agent);
    }
    Contact contact = state.table(Tables.CONTACTS).unique("email", email);
    return contact == null ? null : of(state, contact);
  }

  private static Principal of(Agent agent) {
    return new Principal(
        agent,
        PrincipalKind.AGENT,
        agent.name(),
        agent.email(),
        null,
        agent.roleIds(),
        agent.active());
  }

  private static Principal of(State state, Contact contact) {
    return new Principal(
        contact,
        PrincipalKind.CONTACT,
        contact.name(),
        contact.email(),
        contact.companyId(),
        contact.roleIds().isEmpty() ? usualRole(state) : contact.roleIds(),
        !contact.archived());
  }

  private static List<UUID> usualRole(State state) {
    Role role = state.table(Tables.ROLES).unique("key", Permissions.ROLE_CONTACT);
    return role == null ? List.of() : List.of(role.id());
  }

  UUID id() {
    return record.id();
  }

  Set<String> permissions(State state) {
    return RolePermissions.of(state, roleIds);
  }

  List<String> roleKeys(State state) {
    List<String> keys = new ArrayList<>();
    for (UUID id : roleIds) {
      Role role = state.get(Tables.ROLES, id);
      if (role != null) {
        keys.add(role.key());
      }
    }
    return keys;
  }

  /** The party as the author of a change of its own credentials, allowed nothing else. */
  Viewer author() {
    return new Viewer(id(), kind, name, companyId, List.of(), Set.of(), null);
  }
}
