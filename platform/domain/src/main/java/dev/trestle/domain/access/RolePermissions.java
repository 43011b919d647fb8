package dev.trestle.domain.access;

import dev.trestle.domain.record.Role;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What roles allow. */
public final class RolePermissions {
  private RolePermissions() {}

  /** What one role allows; the administrator's also what later releases have added. */
  public static Set<String> of(Role role) {
    Set<String> permissions = new TreeSet<>(role.permissions());
    if (role.key().equals(Permissions.ROLE_ADMINISTRATOR)) {
      permissions.addAll(Permissions.ALL);
    }
    return permissions;
  }

  /** What roles allow together; ids of roles that are gone count for nothing. */
  public static Set<String> of(State state, Collection<UUID> roleIds) {
    Set<String> permissions = new TreeSet<>();
    for (UUID id : roleIds) {
      Role role = state.get(Tables.ROLES, id);
      if (role != null) {
        permissions.addAll(of(role));
      }
    }
    return permissions;
  }

  /**
   * Every permission there is: the desk's own, and those that plugins brought. A plugin's are given
   * to the administrator's role when it is first enabled, so that role knows them.
   */
  public static Set<String> known(State state) {
    Set<String> permissions = new TreeSet<>(Permissions.ALL);
    Role administrator = state.table(Tables.ROLES).unique("key", Permissions.ROLE_ADMINISTRATOR);
    if (administrator != null) {
      permissions.addAll(administrator.permissions());
    }
    return permissions;
  }
}
