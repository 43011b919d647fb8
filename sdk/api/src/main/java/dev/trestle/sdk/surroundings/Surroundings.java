package dev.trestle.sdk.surroundings;

import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.settings.Settings;
import dev.trestle.sdk.text.Texts;
import java.time.Instant;
import java.util.Optional;

/** What a plugin finds around itself, besides the snapshot or draft it is handed. */
@Api
public interface Surroundings {
  /**
   * The present, for what is shown: how long something has taken so far. What is decided takes the
   * draft's time, which is the same however often it is asked.
   */
  Instant now();

  Settings settings();

  Texts texts();

  /** The desk's public schema, asked on the plugin's behalf. */
  Queries queries();

  /**
   * Makes secrets and keeps them sealed.
   *
   * @throws IllegalStateException without {@code secrets} in the manifest, or without consent
   */
  Secrets secrets();

  /**
   * The way outside; only for workers, channels, endpoints, slow fields and checks of mutations,
   * which may wait.
   *
   * @throws IllegalStateException where waiting is not allowed, or without consent
   */
  Network network();

  /**
   * Stores and reads files; there where {@link #network} is.
   *
   * @throws IllegalStateException where waiting is not allowed, without {@code files} in the
   *     manifest, or without consent
   */
  @Experimental(since = "0.1.0")
  Files files();

  /**
   * What another plugin offers under this interface.
   *
   * @param type from the {@code api} package of a plugin that the manifest declares
   */
  <T> Optional<T> service(Class<T> type);
}
