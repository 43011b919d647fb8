package dev.trestle.host;

import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginStores;
import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the desk gives one plugin on its way. Asked at any time, by any thread. */
public interface Provisions {
  /** The desk's present. */
  Instant now();

  /** What administrators have set, as text by name, without secrets; as it is now. */
  Map<String, String> settings();

  /** A setting that is a secret, in the clear; empty when it is not set. */
  Optional<String> secretSetting(String name);

  /** The way outside; asked only where the owner consented and the call may wait. */
  Network network();

  /** The plugin's files; asked only where the owner consented and the call may wait. */
  Files files();

  Queries queries();

  /** Asked only where the owner consented. */
  Secrets secrets();

  /** The plugin's way to its records; made once, when all else about it is known. */
  PluginStores stores(
      PluginManifest manifest,
      PluginManifest.Asked consented,
      Contributions contributions,
      PluginCalls calls,
      Surroundings surroundings);
}
