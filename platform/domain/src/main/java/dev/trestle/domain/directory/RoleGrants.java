package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.RolePermissions;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Nobody gives away more than they hold, and a desk never loses its last administrator. */
public final class RoleGrants {
  /** What outsiders may do by nature does not make them anybody's superior. */
  private static final Set<String> OUTSIDERS =
      Permissions.STARTING_ROLES.stream()
          .filter(
              role -> role.key().equals(Permissions.ROLE_CONTACT) || role.key().equals("partner"))
          .flatMap(role -> role.permissions().stream())
          .collect(Collectors.toUnmodifiableSet());

  private RoleGrants() {}

  /** The roles an input names, checked against what the viewer holds; those held before stay. */
  static List<UUID> granted(Draft draft, @Nullable List<UUID> wished, List<UUID> before) {
    List<Role> roles = DirectoryWork.namedAll(draft, Tables.ROLES, wished, "roleIds");
    for (Role role : roles) {
      if (!before.contains(role.id())) {
        refuseExceeding(draft, RolePermissions.of(role), "input", "roleIds");
      }
      // A role that is removed meanwhile would leave its holder with an id of nothing.
      DirectoryWork.relyOn(draft, Tables.ROLES, role);
    }
    return DirectoryWork.ids(roles);
  }

  /** Refuses to hand out permissions beyond the viewer's own. */
  public static void refuseExceeding(Draft draft, Collection<String> permissions, String... path) {
    Set<String> beyond = new TreeSet<>(permissions);
    beyond.removeAll(draft.viewer().permissions());
    if (!beyond.isEmpty()) {
      draft.problem(
          ProblemType.FORBIDDEN,
          "ROLE_EXCEEDS_OWN",
          "Only those who hold these permissions themselves may do this: "
              + String.join(", ", beyond)
              + ".",
          path);
    }
  }

  /**
   * Refuses to touch the access of somebody who may do more than the viewer: whoever could, would
   * soon be that person.
   */
  public static void refuseOverSuperior(Draft draft, List<UUID> rolesOfOther, String... path) {
    Set<String> beyond = RolePermissions.of(draft.state(), rolesOfOther);
    beyond.removeAll(OUTSIDERS);
    refuseExceeding(draft, beyond, path);
  }

  /** Refuses to take the role from the last active administrator. */
  static void refuseLastAdministrator(Draft draft, Agent leaving, String... path) {
    Role administrator =
        draft.state().table(Tables.ROLES).unique("key", Permissions.ROLE_ADMINISTRATOR);
    if (administrator == null
        || !leaving.active()
        || !leaving.roleIds().contains(administrator.id())) {
      return;
    }
    var agents = draft.state().table(Tables.AGENTS);
    for (int slot : agents.group("role", administrator.id()).toArray()) {
      Agent other = agents.require(slot);
      if (other.active() && !other.id().equals(leaving.id())) {
        // Two administrators who remove each other at the same moment must not both succeed.
        draft.relyOn(Tables.AGENTS, other);
        return;
      }
    }
    draft.problem(
        ProblemType.PRECONDITION,
        "LAST_ADMINISTRATOR",
        leaving.name() + " is the last active administrator. Make somebody else one first.",
        path);
  }
}
