package dev.trestle.testkit;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.RolePermissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Who stands behind a request, with what the party's roles allow at that moment. */
final class Parties {
  /** The desk itself. */
  static final Viewer DESK =
      new Viewer(null, PrincipalKind.SYSTEM, "desk", null, List.of(), Permissions.ALL, null);

  private Parties() {}

  static Viewer viewer(State state, UUID id) {
    Agent agent = state.get(Tables.AGENTS, id);
    if (agent != null) {
      return viewer(state, id, PrincipalKind.AGENT, agent.name(), null, agent.roleIds());
    }
    Contact contact = Objects.requireNonNull(state.get(Tables.CONTACTS, id));
    List<UUID> roles =
        contact.roleIds().isEmpty()
            ? List.of(role(state, Permissions.ROLE_CONTACT).id())
            : contact.roleIds();
    return viewer(state, id, PrincipalKind.CONTACT, contact.name(), contact.companyId(), roles);
  }

  static Role role(State state, String key) {
    Role role = state.table(Tables.ROLES).unique("key", key);
    if (role == null) {
      throw new AssertionError("the desk has no role " + key);
    }
    return role;
  }

  private static Viewer viewer(
      State state,
      UUID id,
      PrincipalKind kind,
      String name,
      @org.jspecify.annotations.Nullable UUID companyId,
      List<UUID> roleIds) {
    List<String> keys =
        roleIds.stream()
            .map(role -> state.get(Tables.ROLES, role))
            .filter(Objects::nonNull)
            .map(Role::key)
            .toList();
    return new Viewer(id, kind, name, companyId, keys, RolePermissions.of(state, roleIds), null);
  }
}
