package dev.trestle.app.plugins.work;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.PluginCommand;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.plugin.ActivePlugin;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one kind of work for one plugin until it is told to stop. It is not
 * interrupted from here: an interrupt could cut a commit, or a call into the plugin, at any place.
 */
abstract class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration JOIN_MAX = Duration.ofSeconds(10);

  final Desk desk;
  final InstantSource clock;
  final ActivePlugin plugin;
  private final String name;
  private final Viewer acting;
  private final Thread thread;
  private final Object bell = new Object();
  private volatile @Nullable Idle idle;
  private boolean rung;
  private volatile boolean stopping;

  Worker(Desk desk, InstantSource clock, ActivePlugin plugin, String name) {
    this.desk = desk;
    this.clock = clock;
    this.plugin = plugin;
    this.name = name;
    this.acting = PluginParty.acting(plugin);
    this.thread = Thread.ofVirtual().name(plugin.id() + " " + name).unstarted(this::run);
  }

  /** Works for a while; returns at least every second, so that a stop is heard. */
  abstract void work() throws InterruptedException;

  /** Lets go of what it held; called once, when the work is over. */
  void ended() throws InterruptedException {}

  private void run() {
    try {
      while (!stopping) {
        try {
          work();
        } catch (RuntimeException trouble) {
          LOG.error("{} of the plugin {} stumbled and goes on.", name, plugin.id(), trouble);
          rest(PAUSE_AFTER_TROUBLE);
        }
      }
      ended();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * That there was nothing to do.
   *
   * @param sequence the last commit that was looked at
   * @param millis the time; {@link Long#MAX_VALUE} when time alone brings nothing to do
   */
  record Idle(long sequence, long millis) {}

  /** What a look at everything takes in that begins now. */
  final Idle looking() {
    long millis = clock.millis();
    return new Idle(desk.snapshot().sequence(), millis);
  }

  /** Whether there is nothing to do at this commit and this time. */
  boolean isIdle(long sequence, long millis) {
    Idle last = idle;
    return last != null && last.sequence() >= sequence && last.millis() >= millis;
  }

  /** Says that there is nothing to do, for as long as the wait takes. */
  final <T> @Nullable T idly(Idle looked, Waiting<T> waiting) throws InterruptedException {
    idle = looked;
    try {
      return waiting.await();
    } finally {
      idle = null;
    }
  }

  /** Waits for something to do. */
  @FunctionalInterface
  interface Waiting<T> {
    @Nullable T await() throws InterruptedException;
  }

  /** The same as {@link #rest}, when there is nothing to do. */
  final void restIdly(Idle looked, Duration pause) throws InterruptedException {
    idly(
        looked,
        () -> {
          rest(pause);
          return null;
        });
  }

  /** Waits until somebody rings, or for this long. */
  final void rest(Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    synchronized (bell) {
      while (!rung && !stopping) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          break;
        }
        bell.wait(Math.max(1, left / 1_000_000));
      }
      rung = false;
    }
  }

  /** Ends a rest before its time. */
  void ring() {
    synchronized (bell) {
      rung = true;
      bell.notifyAll();
    }
  }

  final boolean stopping() {
    return stopping;
  }

  /** Executes a command as the plugin. */
  final Outcome execute(PluginCommand command) {
    return desk.execute(command, new Envelope(acting, null, 0, false, null));
  }

  final Thread thread() {
    return thread;
  }

  final void start() {
    thread.start();
  }

  /** Lets it come to its end soon; {@link #join} waits for that. */
  void stop() {
    stopping = true;
    ring();
  }

  /** Waits a while for its end. */
  boolean joined() throws InterruptedException {
    return thread.join(JOIN_MAX);
  }

  final void join() {
    try {
      if (!joined()) {
        LOG.warn("{} of the plugin {} does not come to its end.", name, plugin.id());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
