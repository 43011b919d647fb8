package dev.trestle.app.api;

import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.settings.Settings;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Texts;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Surroundings with a network behind which there is nothing, and without anything else. */
final class BareSurroundings implements Surroundings {
  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public Settings settings() {
    throw new IllegalStateException("the plugin on trial has no settings");
  }

  @Override
  public Texts texts() {
    throw new IllegalStateException("the plugin on trial has no texts");
  }

  @Override
  public Queries queries() {
    throw new IllegalStateException("the plugin on trial asks nothing");
  }

  @Override
  public Secrets secrets() {
    throw new IllegalStateException("the plugin on trial keeps no secrets");
  }

  @Override
  public Network network() {
    return new Network() {
      @Override
      public WebAnswer send(WebRequest request) throws IOException {
        throw new IOException("nobody is there");
      }

      @Override
      public void judge(URI address) throws IOException {
        throw new IOException("nobody is there");
      }
    };
  }

  @Override
  public Files files() {
    throw new IllegalStateException("the plugin on trial has no files");
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return Optional.empty();
  }
}
