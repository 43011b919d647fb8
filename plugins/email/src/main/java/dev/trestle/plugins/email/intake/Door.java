package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The desk as whoever brings a message reaches it: a worker, or the call of an endpoint. */
public interface Door {
  /** The latest. */
  Snapshot snapshot();

  Surroundings surroundings();

  Instant now();

  /**
   * Changes the desk; when it returns, the changes are on disk.
   *
   * @param operationKey what makes repeating safe; null for none
   * @return why nothing was changed; empty when it was
   */
  List<Problem> commit(@Nullable UUID operationKey, Consumer<Draft> changes);

  /** Whether the desk stops what takes too long behind this door. */
  boolean isBounded();
}
