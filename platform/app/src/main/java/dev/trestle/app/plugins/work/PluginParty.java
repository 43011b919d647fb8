package dev.trestle.app.plugins.work;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.plugin.Permission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The party as which a plugin acts on its own account. */
public final class PluginParty {
  private PluginParty() {}

  /**
   * The plugin when it changes something: what it may do at all stands in its manifest, so no
   * permission stands in its way.
   */
  public static Viewer acting(ActivePlugin plugin) {
    Set<String> permissions = new TreeSet<>(Permissions.ALL);
    plugin.contributions().permissions().stream().map(Permission::name).forEach(permissions::add);
    return new Viewer(
        null, PrincipalKind.SYSTEM, plugin.manifest().name(), null, List.of(), permissions, null);
  }

  /**
   * An operation key of a plugin's as the desk knows it: plugins share the desk's receipts, so
   * one's keys must not be another's.
   */
  public static @Nullable UUID key(ActivePlugin plugin, @Nullable UUID key) {
    return key == null
        ? null
        : UUID.nameUUIDFromBytes((plugin.id() + " " + key).getBytes(StandardCharsets.UTF_8));
  }
}
