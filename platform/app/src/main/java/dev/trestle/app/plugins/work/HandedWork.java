package dev.trestle.app.plugins.work;

import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one worker of a plugin is handed. */
final class HandedWork implements Work {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final StandingWork worker;
  private final String command;
  private final AtomicInteger indoors = new AtomicInteger();

  /** What each thread was handed last, so that a change since then ends its pause. */
  private final ThreadLocal<State> seen;

  HandedWork(StandingWork worker, String name) {
    this.worker = worker;
    this.command = worker.plugin.id() + "." + name;
    this.seen = ThreadLocal.withInitial(worker.desk::snapshot);
  }

  /** Whether some thread is in the desk's own code, whatever it looks like from outside. */
  boolean indoors() {
    return indoors.get() > 0;
  }

  @Override
  public Snapshot snapshot() {
    State state = worker.desk.snapshot();
    seen.set(state);
    return worker.plugin.stores().snapshot(state);
  }

  @Override
  public Surroundings surroundings() {
    return worker.plugin.surroundings();
  }

  @Override
  public Instant now() {
    return worker.clock.instant();
  }

  @Override
  public List<Problem> commit(@Nullable UUID operationKey, Consumer<Draft> changes) {
    worker.worksOn();
    indoors.incrementAndGet();
    try {
      return worker
          .plugin
          .calls()
          .sheltered(() ->
              worker
                  .desk
                  .execute(
                      new PluginCommand(
                          command, 0, draft -> changes.accept(worker.plugin.stores().draft(draft))),
                      new Envelope(
                          PluginParty.acting(worker.plugin),
                          PluginParty.key(worker.plugin, operationKey),
                          0,
                          false,
                          null))
                  .problems());
    } finally {
      indoors.decrementAndGet();
    }
  }

  @Override
  public void pause(Duration atMost) throws InterruptedException {
    worker.worksOn();
    indoors.incrementAndGet();
    try {
      waitForChange(atMost);
    } finally {
      indoors.decrementAndGet();
    }
  }

  private void waitForChange(Duration atMost) throws InterruptedException {
    long until = worker.clock.millis() + atMost.toMillis();
    State from = seen.get();
    State latest = worker.desk.snapshot();
    while (!stopping()
        && worker.clock.millis() < until
        && !worker.plugin.stores().changed(from, latest)) {
      if (Thread.currentThread() == worker.thread()) {
        worker.restIdly(new Worker.Idle(latest.sequence(), until - 1), LOOK);
      } else {
        worker.rest(LOOK);
      }
      latest = worker.desk.snapshot();
    }
    seen.set(latest);
  }

  @Override
  public boolean stopping() {
    return worker.stopping();
  }
}
