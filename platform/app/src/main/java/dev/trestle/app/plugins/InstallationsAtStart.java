package dev.trestle.app.plugins;

import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.PluginTrust;
import dev.trestle.domain.state.State;
import dev.trestle.host.PluginPackage;
import dev.trestle.host.archive.PluginRefused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what should run when a desk starts. */
final class InstallationsAtStart {
  private final PluginGround ground;
  private final PluginJars jars;

  InstallationsAtStart(PluginGround ground, PluginJars jars) {
    this.ground = ground;
    this.jars = jars;
  }

  /** What was installed, and what this release brings besides. */
  List<PluginInstallation> of(State state, @Nullable PluginPackage developed) {
    List<PluginInstallation> installed = new ArrayList<>();
    if (developed != null) {
      installed.add(developed(Installations.find(state, developed.id()), developed));
    }
    for (PluginInstallation each : Installations.all(state)) {
      if (developed == null || !developed.id().equals(each.pluginId())) {
        installed.add(each.trust() == PluginTrust.BUNDLED ? renewed(each) : each);
      }
    }
    for (String id : ground.bundled().jars().keySet()) {
      if (installed.stream().noneMatch(each -> each.pluginId().equals(id))) {
        installed.add(brought(id));
      }
    }
    return installed;
  }

  /** The installation of what somebody works on, which nobody needs to consent to. */
  private PluginInstallation developed(
      @Nullable PluginInstallation known, PluginPackage developed) {
    boolean same =
        known != null
            && known.enabled()
            && known.removedAtMillis() == 0
            && known.pluginVersion().equals(developed.manifest().version());
    if (known != null && same) {
      return known;
    }
    InstallationEdit edit =
        known == null
            ? InstallationEdit.fresh(developed.id(), null)
            : InstallationEdit.of(known).removed(false);
    return edit.manifest(developed.manifest())
        .trust(PluginTrust.UNSIGNED, null)
        .consented(developed.manifest().asked())
        .enabled(true)
        .at(ground.clock().millis(), ground.ids().next());
  }

  /** A plugin that comes with the desk is upgraded with the desk. */
  private PluginInstallation renewed(PluginInstallation installed) {
    if (!jars.comesWithDesk(installed.pluginId()) || installed.removedAtMillis() != 0) {
      return installed;
    }
    PluginManifest manifest = manifest(installed.pluginId());
    return manifest == null || manifest.version().equals(installed.pluginVersion())
        ? installed
        : InstallationEdit.of(installed)
            .manifest(manifest)
            .consented(manifest.asked())
            .at(ground.clock().millis(), installed.id());
  }

  /** A plugin that comes with the desk and is not known to it yet. */
  private PluginInstallation brought(String id) {
    InstallationEdit edit =
        InstallationEdit.fresh(id, null).trust(PluginTrust.BUNDLED, null).enabled(true);
    PluginManifest manifest = manifest(id);
    if (manifest == null) {
      edit.unknown();
    } else {
      edit.manifest(manifest).consented(manifest.asked());
    }
    return edit.at(ground.clock().millis(), ground.ids().next());
  }

  /** Null when the desk refuses its own plugin, whose reasons are shown when it is to run. */
  private @Nullable PluginManifest manifest(String id) {
    try {
      return jars.ofDesk(id).manifest();
    } catch (PluginRefused refused) {
      return null;
    }
  }
}
