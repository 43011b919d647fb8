package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Door;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The desk as a worker reaches it. */
record WorkDoor(Work work) implements Door {
  @Override
  public Snapshot snapshot() {
    return work.snapshot();
  }

  @Override
  public Surroundings surroundings() {
    return work.surroundings();
  }

  @Override
  public Instant now() {
    return work.now();
  }

  @Override
  public List<Problem> commit(@Nullable UUID operationKey, Consumer<Draft> changes) {
    return work.commit(operationKey, changes);
  }

  @Override
  public boolean isBounded() {
    return false;
  }
}
