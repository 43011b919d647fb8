package dev.trestle.host;

import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.host.watch.PluginWatch;
import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.settings.Settings;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hands a plugin what it and its owner agreed on. */
record PluginSurroundings(
    PluginManifest.Asked consented,
    Settings settings,
    Texts texts,
    Provisions provisions,
    List<Service<?>> offered)
    implements Surroundings {
  @Override
  public Instant now() {
    return provisions.now();
  }

  @Override
  public Queries queries() {
    return provisions.queries();
  }

  @Override
  public Secrets secrets() {
    if (!consented.secrets()) {
      throw new IllegalStateException(
          "the plugin keeps no secrets: ask for them in the manifest, and the owner for consent");
    }
    return provisions.secrets();
  }

  @Override
  public Network network() {
    if (consented.network().isEmpty()) {
      throw new IllegalStateException(
          "the plugin has no network: ask for it in the manifest, and the owner for consent");
    }
    requireWaiting();
    return provisions.network();
  }

  @Override
  public Files files() {
    if (!consented.files()) {
      throw new IllegalStateException(
          "the plugin has no files: ask for them in the manifest, and the owner for consent");
    }
    requireWaiting();
    return provisions.files();
  }

  private static void requireWaiting() {
    if (!PluginWatch.mayWait()) {
      throw new IllegalStateException(
          "nothing may wait here: only workers, channels, endpoints, slow fields and checks of"
              + " mutations");
    }
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    for (Service<?> service : offered) {
      if (service.type() == type) {
        return Optional.of(type.cast(service.instance()));
      }
    }
    return Optional.empty();
  }
}
