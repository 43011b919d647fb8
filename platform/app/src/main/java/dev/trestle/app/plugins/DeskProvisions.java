package dev.trestle.app.plugins;

import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginStores;
import dev.trestle.domain.plugin.records.OwnStores;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.host.Provisions;
import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the desk gives one plugin on its way. Settings are read from the latest snapshot, so that a
 * change of them needs no restart.
 */
final class DeskProvisions implements Provisions {
  private final String pluginId;
  private final Supplier<State> latest;
  private final InstantSource clock;
  private final SettingSecrets settingSecrets;
  private final Secrets secrets;
  private final Network network;
  private final PluginFiles files;
  private final Queries queries;
  private final DeskDoors doors;

  DeskProvisions(
      String pluginId,
      Supplier<State> latest,
      InstantSource clock,
      SettingSecrets settingSecrets,
      Secrets secrets,
      Network network,
      PluginFiles files,
      Queries queries,
      DeskDoors doors) {
    this.pluginId = pluginId;
    this.latest = latest;
    this.clock = clock;
    this.settingSecrets = settingSecrets;
    this.secrets = secrets;
    this.network = network;
    this.files = files;
    this.queries = queries;
    this.doors = doors;
  }

  private @Nullable PluginInstallation installation() {
    return latest.get().table(Tables.PLUGIN_INSTALLATIONS).unique("plugin", pluginId);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Map<String, String> settings() {
    PluginInstallation installed = installation();
    Map<String, String> texts = new LinkedHashMap<>();
    if (installed != null) {
      installed.settings().forEach((name, value) -> texts.put(name, value.toString()));
    }
    return texts;
  }

  @Override
  public Optional<String> secretSetting(String name) {
    PluginInstallation installed = installation();
    String sealed = installed == null ? null : installed.sealedSettings().get(name);
    return sealed == null ? Optional.empty() : settingSecrets.open(pluginId, name, sealed);
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Files files() {
    return files;
  }

  @Override
  public Queries queries() {
    return queries;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public PluginStores stores(
      PluginManifest manifest,
      PluginManifest.Asked consented,
      Contributions contributions,
      PluginCalls calls,
      Surroundings surroundings) {
    return new OwnStores(manifest.id(), consented, contributions, surroundings, doors, files);
  }
}
