package dev.trestle.graphql.plugin;

import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.settings.Settings;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Texts;
import java.time.Instant;
import java.util.Optional;

/** A plugin's surroundings without the way outside, for calls that compute and must not wait. */
record Indoors(Surroundings all) implements Surroundings {
  @Override
  public Instant now() {
    return all.now();
  }

  @Override
  public Settings settings() {
    return all.settings();
  }

  @Override
  public Texts texts() {
    return all.texts();
  }

  @Override
  public Queries queries() {
    return all.queries();
  }

  @Override
  public Secrets secrets() {
    return all.secrets();
  }

  @Override
  public Network network() {
    throw new IllegalStateException(
        "Only what may wait reaches the network: slow fields and checks of mutations.");
  }

  @Override
  public Files files() {
    throw new IllegalStateException(
        "Only what may wait reaches files: slow fields and checks of mutations.");
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return all.service(type);
  }
}
