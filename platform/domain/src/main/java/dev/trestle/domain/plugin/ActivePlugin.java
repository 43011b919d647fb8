package dev.trestle.domain.plugin;

import dev.trestle.sdk.surroundings.Surroundings;

/**
 * A plugin that runs.
 *
 * @param consented what the owner let it have of what it asked for
 * @param calls the only way to call what it contributed
 * @param surroundings what its code finds around itself
 * @param stores typed access to its own records
 */
public record ActivePlugin(
    PluginManifest manifest,
    PluginManifest.Asked consented,
    Contributions contributions,
    PluginCalls calls,
    Surroundings surroundings,
    PluginStores stores) {
  public String id() {
    return manifest.id();
  }
}
