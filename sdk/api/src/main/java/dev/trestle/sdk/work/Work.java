package dev.trestle.sdk.work;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is handed. May be used by other threads that the worker started, as long as it has
 * not returned; {@link #pause} by several at once.
 */
@Api
@Experimental(since = "0.1.0")
public interface Work {
  /** The latest. */
  Snapshot snapshot();

  /** With the network and files, if the owner consented. */
  Surroundings surroundings();

  /** The desk's present. */
  Instant now();

  /**
   * Commits what the draft collects, on behalf of the plugin; returns when it is on disk.
   *
   * @param operationKey under which a repeated call changes nothing again; null for none
   * @return why not; empty when it was done. Problems of the type UNAVAILABLE pass by themselves
   */
  List<Problem> commit(@Nullable UUID operationKey, Consumer<Draft> changes);

  /**
   * Waits; comes back earlier when records of the plugin or its settings have changed, or when the
   * plugin is stopped.
   *
   * @param atMost on the desk's clock
   */
  void pause(Duration atMost) throws InterruptedException;

  /** Whether the plugin is being stopped, so that the worker should end. */
  boolean stopping();
}
