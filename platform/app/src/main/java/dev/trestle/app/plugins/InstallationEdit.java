package dev.trestle.app.plugins;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.record.PluginInstallation.Consent;
import dev.trestle.domain.record.PluginTrust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record of a plugin's installation in the making. Used by one thread. */
final class InstallationEdit {
  private final @Nullable PluginInstallation before;
  private final String pluginId;
  private String version = "";
  private String name = "";
  private String vendor = "";
  private @Nullable String jarSha256;
  private long jarBytes;
  private PluginTrust trust = PluginTrust.BUNDLED;
  private @Nullable String keyId;
  private boolean enabled;
  private Consent consented = Consent.NOTHING;
  private Map<String, Object> settings = Map.of();
  private Map<String, String> sealedSettings = Map.of();
  private boolean removed;

  private InstallationEdit(String pluginId, @Nullable PluginInstallation before) {
    this.pluginId = pluginId;
    this.before = before;
  }

  /** Starts from nothing, or from the installation that was removed. */
  static InstallationEdit fresh(String pluginId, @Nullable PluginInstallation removed) {
    return new InstallationEdit(pluginId, removed);
  }

  static InstallationEdit of(PluginInstallation before) {
    InstallationEdit edit = new InstallationEdit(before.pluginId(), before);
    edit.version = before.pluginVersion();
    edit.name = before.name();
    edit.vendor = before.vendor();
    edit.jarSha256 = before.jarSha256();
    edit.jarBytes = before.jarBytes();
    edit.trust = before.trust();
    edit.keyId = before.keyId();
    edit.enabled = before.enabled();
    edit.consented = before.consented();
    edit.settings = before.settings();
    edit.sealedSettings = before.sealedSettings();
    edit.removed = before.removedAtMillis() != 0;
    return edit;
  }

  InstallationEdit manifest(PluginManifest manifest) {
    version = manifest.version();
    name = manifest.name();
    vendor = manifest.vendor();
    return this;
  }

  /** As long as nothing can be read of the plugin but its id. */
  InstallationEdit unknown() {
    version = "0.0.0";
    name = pluginId;
    return this;
  }

  InstallationEdit jar(@Nullable String sha256, long bytes) {
    jarSha256 = sha256;
    jarBytes = bytes;
    return this;
  }

  InstallationEdit trust(PluginTrust reason, @Nullable String signedBy) {
    trust = reason;
    keyId = signedBy;
    return this;
  }

  InstallationEdit enabled(boolean wanted) {
    enabled = wanted;
    return this;
  }

  InstallationEdit consented(Asked asked) {
    consented =
        new Consent(
            asked.reads(),
            asked.writes(),
            asked.events(),
            asked.network(),
            asked.secrets(),
            asked.abilities(),
            asked.files());
    return this;
  }

  InstallationEdit removed(boolean away) {
    removed = away;
    return this;
  }

  /** Sets or unsets a setting that is no secret. */
  InstallationEdit setting(String setting, @Nullable String value) {
    Map<String, Object> changed = new LinkedHashMap<>(settings);
    if (value == null) {
      changed.remove(setting);
    } else {
      changed.put(setting, value);
    }
    settings = changed;
    return this;
  }

  /** Sets or unsets a secret setting. */
  InstallationEdit secret(String setting, @Nullable String sealed) {
    Map<String, String> changed = new LinkedHashMap<>(sealedSettings);
    if (sealed == null) {
      changed.remove(setting);
    } else {
      changed.put(setting, sealed);
    }
    sealedSettings = changed;
    return this;
  }

  /**
   * The record.
   *
   * @param newId taken when there was none before
   */
  PluginInstallation at(long nowMillis, UUID newId) {
    PluginInstallation old = before;
    long removedAt = old == null || old.removedAtMillis() == 0 ? nowMillis : old.removedAtMillis();
    return new PluginInstallation(
        old == null ? newId : old.id(),
        old == null ? 1 : old.version() + 1,
        pluginId,
        version,
        name,
        vendor,
        jarSha256,
        jarBytes,
        trust,
        keyId,
        enabled,
        consented,
        settings,
        sealedSettings,
        old == null ? nowMillis : old.installedAtMillis(),
        nowMillis,
        removed ? removedAt : 0,
        Document.empty());
  }

  /** What it is let have of what it asks for now. */
  static Asked consented(PluginInstallation installed, Asked asked) {
    Consent given = installed.consented();
    return new Asked(
        both(asked.reads(), given.reads()),
        both(asked.writes(), given.writes()),
        both(asked.events(), given.events()),
        both(asked.network(), given.network()),
        asked.secrets() && given.secrets(),
        asked.files() && given.files(),
        both(asked.abilities(), given.abilities()));
  }

  private static List<String> both(List<String> asked, List<String> given) {
    return asked.stream().filter(given::contains).toList();
  }

  /** The same installation with these settings. */
  static PluginInstallation withSettings(
      PluginInstallation of, Map<String, Object> settings, Map<String, String> sealed) {
    return new PluginInstallation(
        of.id(),
        of.version(),
        of.pluginId(),
        of.pluginVersion(),
        of.name(),
        of.vendor(),
        of.jarSha256(),
        of.jarBytes(),
        of.trust(),
        of.keyId(),
        of.enabled(),
        of.consented(),
        settings,
        sealed,
        of.installedAtMillis(),
        of.updatedAtMillis(),
        of.removedAtMillis(),
        of.extra());
  }
}
