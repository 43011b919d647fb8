package dev.trestle.app.desk;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.data.SortedSlots;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.record.Timer;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.timer.TimerDeciders.FireTimer;
import dev.trestle.sdk.desk.PrincipalKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Fires the desk's own timers when they are due; one that was due while the desk was down fires at
 * start. Plugins fire theirs.
 */
public final class TimerService implements AutoCloseable {
  private static final long WAIT_MAX_MILLIS = 250;
  private static final String OWNER = "kernel";

  private final Desk desk;
  private final InstantSource clock;
  private final Viewer viewer =
      new Viewer(null, PrincipalKind.SYSTEM, "timer", null, List.of(), Set.of(), null);
  private final Thread thread;
  private volatile boolean closing;

  public TimerService(Desk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("trestle-timers").start(this::work);
  }

  private void work() {
    while (!closing) {
      try {
        if (fireDue() == 0) {
          Thread.sleep(WAIT_MAX_MILLIS);
        }
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  /** Fires what is due now, in the order of the due times; how many that were. */
  int fireDue() {
    State state = desk.snapshot();
    Table<Timer> timers = state.table(Tables.TIMERS);
    SortedSlots order = timers.sorted("ofOwner:dueAt", OWNER);
    if (order == null || order.isEmpty()) {
      return 0;
    }
    int fired = 0;
    for (int rank = 0; rank < order.size() && !closing; rank++) {
      Timer timer = timers.require(order.at(rank));
      if (timer.dueAtMillis() > clock.millis()) {
        break;
      }
      boolean done =
          desk.execute(new FireTimer(timer.id()), new Envelope(viewer, null, 0, false, null))
              .done();
      if (!done) {
        break;
      }
      fired++;
    }
    return fired;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
