package dev.trestle.app.plugins;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.TableDefinitions;
import dev.trestle.domain.plugin.work.Cursors;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.Role;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.plugin.Permission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the desk writes down of its plugins. */
final class Installations {
  private Installations() {}

  static @Nullable PluginInstallation find(State state, String pluginId) {
    return state.table(Tables.PLUGIN_INSTALLATIONS).unique("plugin", pluginId);
  }

  /** All of them, the removed ones included, in no particular order. */
  static List<PluginInstallation> all(State state) {
    List<PluginInstallation> all = new ArrayList<>();
    state.table(Tables.PLUGIN_INSTALLATIONS).forEach(all::add);
    return all;
  }

  /** Puts an installation, and tells of it. */
  static void save(Draft draft, String event, PluginInstallation installed) {
    draft.put(Tables.PLUGIN_INSTALLATIONS, installed);
    draft.event(
        event,
        Tables.PLUGIN_INSTALLATIONS,
        installed.id(),
        null,
        List.of(),
        installed.pluginId() + " " + installed.pluginVersion(),
        false);
    draft.result("plugin", installed.id());
  }

  /**
   * Prepares the desk for a plugin that is going to run: its tables, the permissions that roles
   * hold from the start, its own roles, and the places where its reactions begin. What is there
   * already stays as it is.
   */
  static void prepare(Draft draft, ActivePlugin plugin) {
    TableDefinitions.define(
        draft, plugin.id(), plugin.contributions().records(), plugin.contributions().ticketLists());
    grant(draft, plugin.contributions().permissions());
    plugin.contributions().roles().forEach(role -> make(draft, role));
    for (Reaction reaction : plugin.contributions().reactions()) {
      Cursors.begin(draft, plugin.id(), reaction.name());
    }
  }

  /** A permission that the administrator's role holds has been given out before. */
  private static void grant(Draft draft, List<Permission> permissions) {
    Role administrator = role(draft, Permissions.ROLE_ADMINISTRATOR);
    if (administrator == null) {
      return;
    }
    for (Permission permission : permissions) {
      if (!administrator.permissions().contains(permission.name())) {
        Set<String> keys = new LinkedHashSet<>(permission.startingRoles());
        keys.add(Permissions.ROLE_ADMINISTRATOR);
        keys.forEach(key -> add(draft, key, permission.name()));
      }
    }
  }

  private static void add(Draft draft, String roleKey, String permission) {
    Role role = role(draft, roleKey);
    if (role == null || role.permissions().contains(permission)) {
      return;
    }
    Set<String> permissions = new TreeSet<>(role.permissions());
    permissions.add(permission);
    draft.put(
        Tables.ROLES,
        new Role(
            role.id(),
            role.version() + 1,
            role.key(),
            role.name(),
            role.description(),
            List.copyOf(permissions),
            role.builtIn(),
            role.createdAtMillis(),
            Math.max(draft.now(), role.updatedAtMillis()),
            role.extra()));
  }

  private static void make(Draft draft, dev.trestle.sdk.plugin.Role wanted) {
    if (role(draft, wanted.key()) != null) {
      return;
    }
    draft.put(
        Tables.ROLES,
        new Role(
            draft.newId(),
            1,
            wanted.key(),
            wanted.name(),
            wanted.description(),
            wanted.permissions(),
            false,
            draft.now(),
            draft.now(),
            Document.empty()));
  }

  private static @Nullable Role role(Draft draft, String key) {
    return draft.after().table(Tables.ROLES).unique("key", key);
  }
}
