package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.RolePermissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.CreateRole;
import dev.trestle.domain.command.DirectoryCommands.EditRole;
import dev.trestle.domain.command.DirectoryCommands.RemoveRole;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TextRules;
import dev.trestle.sdk.problem.ProblemType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on roles: named sets of permissions. */
final class RoleDeciders {
  private static final int DESCRIPTION_MAX = 1_000;
  private static final int PERMISSIONS_MAX = 500;

  private RoleDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateRole.class, RoleDeciders::create);
    deciders.add(EditRole.class, RoleDeciders::edit);
    deciders.add(RemoveRole.class, RoleDeciders::remove);
  }

  private static void create(CreateRole wish, Draft draft) {
    if (!draft.require(Permissions.ROLE_MANAGE)) {
      return;
    }
    List<String> permissions = permissions(draft, wish.permissions());
    RoleGrants.refuseExceeding(draft, permissions, "input", "permissions");
    Role role =
        new Role(
            DirectoryWork.newId(draft, Tables.ROLES, wish.id()),
            1,
            InputRules.key(draft, wish.key(), "input", "key"),
            InputRules.name(draft, wish.name()),
            description(draft, wish.description()),
            permissions,
            false,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "RoleCreated", Tables.ROLES, role);
  }

  private static void edit(EditRole wish, Draft draft) {
    Role role = find(draft, wish.roleId(), wish.expectedVersion());
    if (role == null) {
      return;
    }
    List<String> wished = wish.permissions().value();
    List<String> permissions = wished == null ? role.permissions() : permissions(draft, wished);
    List<String> added = new ArrayList<>(permissions);
    added.removeAll(role.permissions());
    RoleGrants.refuseExceeding(draft, added, "input", "permissions");
    if (role.key().equals(Permissions.ROLE_ADMINISTRATOR) && wished != null) {
      refuseWeakening(draft, permissions);
    }
    Role after =
        new Role(
            role.id(),
            role.version() + 1,
            role.key(),
            wish.name().value() == null ? role.name() : InputRules.name(draft, wish.name().value()),
            wish.description().present()
                ? description(draft, wish.description().value())
                : role.description(),
            permissions,
            role.builtIn(),
            role.createdAtMillis(),
            Math.max(draft.now(), role.updatedAtMillis()),
            role.extra());
    DirectoryWork.save(draft, "RoleEdited", Tables.ROLES, role, after);
  }

  private static void refuseWeakening(Draft draft, List<String> permissions) {
    if (!permissions.containsAll(RolePermissions.known(draft.state()))) {
      draft.problem(
          ProblemType.PRECONDITION,
          "ADMINISTRATOR_KEEPS_ALL",
          "The administrator's role keeps every permission. Make another role for less.",
          "input",
          "permissions");
    }
  }

  private static void remove(RemoveRole wish, Draft draft) {
    Role role = find(draft, wish.roleId(), wish.expectedVersion());
    if (role == null) {
      return;
    }
    if (role.builtIn()) {
      draft.problem(
          ProblemType.PRECONDITION,
          "ROLE_BUILT_IN",
          "The desk needs the role " + role.name() + "; it can be changed but not removed.",
          "input",
          "roleId");
    }
    int holders = holders(draft.state(), role);
    if (holders == 0) {
      draft.relyOnFact("roleUnheld", now -> holders(now, role) == 0);
    } else {
      draft.problem(
          ProblemType.PRECONDITION,
          "ROLE_IN_USE",
          "The role " + role.name() + " is held " + holders + " times. Take it away there first.",
          "input",
          "roleId");
    }
    draft.remove(Tables.ROLES, role);
    draft.event("RoleRemoved", Tables.ROLES, role.id(), null, List.of(), role.name(), false);
    draft.result(Tables.ROLES.name(), role.id());
  }

  private static int holders(State state, Role role) {
    int[] count = {state.table(Tables.AGENTS).group("role", role.id()).cardinality()};
    // Rare enough to look through everybody instead of keeping an index for it.
    state
        .table(Tables.CONTACTS)
        .forEach(contact -> count[0] += contact.roleIds().contains(role.id()) ? 1 : 0);
    state
        .table(Tables.SERVICE_USERS)
        .forEach(user -> count[0] += user.roleIds().contains(role.id()) ? 1 : 0);
    return count[0];
  }

  private static @Nullable Role find(Draft draft, UUID id, @Nullable Integer expectedVersion) {
    return DirectoryWork.find(draft, Permissions.ROLE_MANAGE, Tables.ROLES, id, expectedVersion);
  }

  private static @Nullable String description(Draft draft, @Nullable String description) {
    return TextRules.optional(draft, description, DESCRIPTION_MAX, "input", "description");
  }

  private static List<String> permissions(Draft draft, List<String> wished) {
    if (wished.size() > PERMISSIONS_MAX) {
      draft.invalid(
          "TOO_MANY",
          "At most " + PERMISSIONS_MAX + " permissions can be named.",
          "input",
          "permissions");
      return List.of();
    }
    for (int i = 0; i < wished.size(); i++) {
      refuseUnknown(draft, wished.get(i), "input", "permissions", String.valueOf(i));
    }
    return List.copyOf(new TreeSet<>(wished));
  }

  /** Refuses a permission nobody knows, and names the one that was probably meant. */
  static void refuseUnknown(Draft draft, String permission, String... path) {
    if (!RolePermissions.known(draft.state()).contains(permission)) {
      String shown = permission.length() > 100 ? permission.substring(0, 100) : permission;
      draft.invalid(
          "PERMISSION_UNKNOWN",
          "There is no permission \"" + shown + "\". The nearest is " + nearest(shown) + ".",
          path);
    }
  }

  static String nearest(String permission) {
    return Permissions.ALL.stream()
        .min(Comparator.comparingInt(known -> distance(permission, known)))
        .orElseThrow();
  }

  /** The number of single-letter edits from one text to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
