package dev.trestle.app.desk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that comes around: done at the start, and again whenever the desk's clock says so. */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /**
   * One kind of work.
   *
   * @param name what operators read when it fails
   * @param every how long after one time the next is due
   */
  record Task(String name, Duration every, Runnable work) {}

  private final List<Task> tasks;
  private final long[] doneAt;
  private final InstantSource clock;
  private final Thread thread;

  private Upkeep(List<Task> tasks, InstantSource clock) {
    this.tasks = List.copyOf(tasks);
    this.doneAt = new long[tasks.size()];
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("trestle-upkeep").unstarted(this::keep);
  }

  /** Does all of it once, on the calling thread, and then keeps at it. */
  static Upkeep start(List<Task> tasks, InstantSource clock) {
    Upkeep upkeep = new Upkeep(tasks, clock);
    for (int i = 0; i < tasks.size(); i++) {
      tasks.get(i).work().run();
      upkeep.doneAt[i] = clock.millis();
    }
    upkeep.thread.start();
    return upkeep;
  }

  private void keep() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        for (int i = 0; i < doneAt.length; i++) {
          // A clock that stepped back far must not put the next time off by as much.
          if (Math.abs(clock.millis() - doneAt[i]) >= tasks.get(i).every().toMillis()) {
            doneAt[i] = clock.millis();
            attempt(tasks.get(i));
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** What failed is tried again at the next turn, and does not keep the rest from its own. */
  private static void attempt(Task task) {
    try {
      task.work().run();
    } catch (RuntimeException failed) {
      LOG.error("{} failed; it is tried again in {}.", task.name(), task.every(), failed);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
