package dev.trestle.app.plugins.work;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.domain.record.PluginFault;
import dev.trestle.domain.record.PluginFaultKind;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.schema.FieldProblem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one worker of a plugin, and begins it again when it comes back. The call into the plugin has
 * no limit; when the plugin stops it is asked to end, and stopped when it does not.
 */
final class StandingWork extends Worker {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);
  private static final int ASKED_MAX = 100;
  private static final long FIRST_WAIT_MILLIS = 1_000;
  private static final long LONGEST_WAIT_MILLIS = TimeUnit.MINUTES.toMillis(5);

  /** Whoever worked for so long does not fail in a row. */
  private static final long STEADY_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private static final int SHOWN_FROM = 3;
  private static final int REASON_MAX = 2_000;

  private final dev.trestle.sdk.work.Worker worker;
  private final String what;
  private final HandedWork handed;

  /** How often in a row it came back soon. */
  private int soon;

  private int failures;
  private long beganMillis;
  private boolean shown;
  private volatile boolean working;
  private volatile boolean atOnce;

  StandingWork(
      Desk desk, InstantSource clock, ActivePlugin plugin, dev.trestle.sdk.work.Worker worker) {
    super(desk, clock, plugin, "worker " + worker.name());
    this.worker = worker;
    this.what = "worker " + worker.name();
    this.handed = new HandedWork(this, worker.name());
    this.shown = fault(desk.snapshot()) != null;
  }

  boolean is(String pluginId, String name) {
    return plugin.id().equals(pluginId) && worker.name().equals(name);
  }

  /** Ends the wait for its next turn. */
  void beginAgain() {
    atOnce = true;
    ring();
  }

  @Override
  void work() throws InterruptedException {
    if (plugin.calls().quarantined()) {
      restIdly(looking(), LOOK);
      return;
    }
    beganMillis = clock.millis();
    atOnce = false;
    String failure = run();
    if (stopping()) {
      return;
    }
    // From the end of the turn on, however long it takes to show how it ended.
    long endedMillis = clock.millis();
    soon = steady() ? 0 : soon + 1;
    if (failure == null || steady()) {
      failures = 0;
      mend();
    }
    if (failure != null && ++failures >= SHOWN_FROM) {
      show(failure);
    }
    waitForNextTurn(endedMillis);
  }

  /** Why it failed; null when it came back in good order. */
  private @Nullable String run() {
    working = true;
    try {
      plugin.calls().callEndless(what, () -> worker.run(handed));
      return null;
    } catch (PluginFailure failed) {
      return failed.told();
    } catch (ProblemException | FieldProblem spoken) {
      return String.valueOf(spoken.getMessage());
    } finally {
      working = false;
    }
  }

  private void waitForNextTurn(long endedMillis) throws InterruptedException {
    long wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.clamp(soon - 1L, 0, 16));
    long until = endedMillis + wait;
    while (!stopping() && !atOnce && clock.millis() < until) {
      restIdly(new Idle(Long.MAX_VALUE, until - 1), LOOK);
    }
  }

  private @Nullable PluginFault fault(State state) {
    Table<PluginFault> faults = state.table(Tables.PLUGIN_FAULTS);
    PluginFault[] found = {null};
    faults
        .group("plugin", plugin.id())
        .forEach(slot -> {
          PluginFault each = faults.require(slot);
          if (each.kind() == PluginFaultKind.WORKER && each.handler().equals(worker.name())) {
            found[0] = each;
          }
        });
    return found[0];
  }

  private void show(String failure) {
    String reason = failure.length() <= REASON_MAX ? failure : failure.substring(0, REASON_MAX);
    shown =
        execute(
                new PluginCommand(
                    "WorkerFailed",
                    0,
                    draft -> {
                      PluginFault before = fault(draft.state());
                      draft.put(
                          Tables.PLUGIN_FAULTS,
                          new PluginFault(
                              before == null ? draft.newId() : before.id(),
                              before == null ? 1 : before.version() + 1,
                              plugin.id(),
                              PluginFaultKind.WORKER,
                              worker.name(),
                              0,
                              0,
                              null,
                              0,
                              null,
                              Document.empty(),
                              reason,
                              draft.now(),
                              Document.empty()));
                    }))
            .done();
  }

  private boolean steady() {
    return clock.millis() - beganMillis >= STEADY_MILLIS;
  }

  /** Hears that the worker is at work, which mends it after a while. */
  void worksOn() {
    if (shown && steady() && Thread.currentThread() == thread()) {
      failures = 0;
      mend();
    }
  }

  /** Takes its fault away, because it works again. */
  private void mend() {
    if (shown) {
      shown =
          !execute(
                  new PluginCommand(
                      "WorkerMended",
                      0,
                      draft -> {
                        PluginFault before = fault(draft.state());
                        if (before != null) {
                          draft.remove(Tables.PLUGIN_FAULTS, before);
                        }
                      }))
              .done();
    }
  }

  /** In a call, whoever waits in the plugin's own code has nothing to do for now. */
  @Override
  boolean isIdle(long sequence, long millis) {
    return super.isIdle(sequence, millis)
        || working && !handed.indoors() && waits(thread().getState());
  }

  private static boolean waits(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  @Override
  void stop() {
    super.stop();
    plugin.calls().end(what);
  }

  /** Asks again and again: a call that was about to begin had not heard it. */
  @Override
  boolean joined() throws InterruptedException {
    for (int asked = 0; asked < ASKED_MAX; asked++) {
      plugin.calls().end(what);
      if (thread().join(ASK_AGAIN)) {
        return true;
      }
    }
    return false;
  }
}
