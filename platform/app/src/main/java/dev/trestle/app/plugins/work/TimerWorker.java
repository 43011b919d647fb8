package dev.trestle.app.plugins.work;

import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.work.DeskEventLog;
import dev.trestle.domain.plugin.work.TimerWork;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.event.EventLog;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.problem.ProblemType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fires one plugin's timers when they are due, those first that were due first. */
final class TimerWorker extends Worker {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int ATTEMPTS_MAX = 3;
  private static final long RETRY_MILLIS = 1_000;

  /** How often a timer failed, and until when it is let be. */
  private record Failing(int times, long notBeforeMillis) {}

  private final Map<String, TimerHandler> handlers = new HashMap<>();
  private final Map<String, Failing> failing = new HashMap<>();
  private final TimerRows rows = new TimerRows(System.nanoTime());
  private final EventLog log;

  TimerWorker(Desk desk, InstantSource clock, ActivePlugin plugin) {
    super(desk, clock, plugin, "timers");
    this.log = new DeskEventLog(desk, plugin.consented());
    plugin.contributions().timers().forEach(handler -> handlers.put(handler.name(), handler));
  }

  @Override
  void work() throws InterruptedException {
    Idle looked = looking();
    Look found = fireDue();
    if (found.fired() == 0 && found.waits() > 0) {
      rest(Duration.ofNanos(Math.min(found.waits(), LOOK.toNanos())));
    } else if (found.fired() == 0) {
      restIdly(looked, LOOK);
    }
  }

  /**
   * What became of the timers that are due.
   *
   * @param waits how long the next of those must wait that are too many in a row; 0 for none
   */
  private record Look(int fired, long waits) {
    static final Look NOTHING = new Look(0, 0);
  }

  private Look fireDue() {
    DueTimers due = new DueTimers(desk.snapshot(), plugin);
    int fired = 0;
    long waits = 0;
    for (DueTimers.Next next = due.next(); next != null && !stopping(); next = due.next()) {
      Timer timer = next.timer();
      long now = clock.millis();
      if (timer.dueAtMillis() > now) {
        break;
      }
      Failing failed = failing.get(timer.key());
      String name = TimerWork.handlerOf(timer);
      TimerHandler handler = handlers.get(name);
      // A timer whose handler this version does not have waits for one that does.
      if (handler != null && (failed == null || failed.notBeforeMillis() <= now)) {
        long pause = rows.waits(timer.id(), System.nanoTime());
        if (pause > 0) {
          waits = pause;
          continue;
        }
        fire(new TimerWork(plugin, handler, name, timer, next.waking(), log), timer, failed, now);
        fired++;
      }
    }
    return new Look(fired, waits);
  }

  private boolean isStillSet(UUID id) {
    State state = desk.snapshot();
    return state.get(Tables.TIMERS, id) != null
        || plugin.stores().wakings().stream()
            .anyMatch(waking -> waking.timer(state.get(waking.table(), id)) != null);
  }

  private void fire(TimerWork work, Timer timer, @Nullable Failing before, long now) {
    Outcome outcome = execute(work.fire());
    String reason = work.failure();
    if (outcome.done() && reason == null) {
      failing.remove(timer.key());
      rows.fired(timer.id(), work.followers(), work.events(), System.nanoTime(), this::isStillSet);
      return;
    }
    boolean passing =
        work.away()
            || outcome.problems().stream()
                .anyMatch(problem -> problem.type() == ProblemType.UNAVAILABLE);
    int times = (before == null ? 0 : before.times()) + (passing ? 0 : 1);
    if (times < ATTEMPTS_MAX) {
      failing.put(timer.key(), new Failing(times, now + RETRY_MILLIS * Math.max(1, times)));
      return;
    }
    String why = reason == null ? String.valueOf(outcome.problems()) : reason;
    if (execute(work.setAside(why)).done()) {
      failing.remove(timer.key());
    }
  }
}
