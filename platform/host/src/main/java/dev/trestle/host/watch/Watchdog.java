package dev.trestle.host.watch;

import dev.trestle.domain.plugin.PluginFailure.Kind;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all calls into plugins a hundred times a second, from a thread of its own. A call over
 * its limit is condemned: its next beat throws. One that computes on a machine that is busy with
 * other work has until the process got as much of the processors as its limit is long. Where it
 * waits in code of the plugin's own it is interrupted as well; where it waits in the desk's code it
 * is not, because an interrupt would close the very files the desk works with, and the desk's waits
 * have bounds of their own. What does not stop within {@link #GRACE} has run away: its plugin is
 * quarantined, and the scheduler of virtual threads gets another carrier for the one that is lost.
 */
public final class Watchdog implements AutoCloseable {
  /** How long a condemned call may take to stop. */
  public static final Duration GRACE = Duration.ofSeconds(2);

  /** How long an endless call may take to end by itself when it is asked to. */
  static final Duration ENDING = Duration.ofSeconds(3);

  /** So many times its limit a call may take at most, while the machine is busy with others. */
  static final int PATIENCE = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
  private static final long STALL_NANOS = Duration.ofMillis(100).toNanos();
  private static final long INTERRUPT_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  /** A call that lasts no longer cannot have filled the heap. */
  private static final long MEMORY_PATIENCE_NANOS = Duration.ofMillis(50).toNanos();

  /** What the watchdog remembers of a condemned call. */
  private static final class Condemned {
    final PluginWatch watch;
    final long since;
    long interruptedAt;
    boolean ranAway;
    boolean gotCarrier;

    Condemned(PluginWatch watch, long since) {
      this.watch = watch;
      this.since = since;
      this.interruptedAt = since - INTERRUPT_PAUSE_NANOS;
    }
  }

  /** A thread of a closed plugin. */
  private record Left(WeakReference<Thread> thread, long since) {
    boolean isGone(long now) {
      Thread left = thread.get();
      if (left == null || !left.isAlive()) {
        return true;
      }
      boolean idle = now - since > GRACE.toNanos() && !runsPluginCode(left);
      if (idle) {
        left.setContextClassLoader(null);
      }
      return idle;
    }

    private static boolean runsPluginCode(Thread thread) {
      return Arrays.stream(thread.getStackTrace()).anyMatch(PluginLoaders::isOfPlugin);
    }
  }

  private final List<PluginWatch> watches = new CopyOnWriteArrayList<>();
  private final List<Left> leftBehind = new CopyOnWriteArrayList<>();
  private final Map<Call, Condemned> condemned = new IdentityHashMap<>();
  private final Carriers carriers = new Carriers();
  private final Heap heap;
  private final ProcessorTime processors;
  private final Thread thread;
  private volatile long stalled;
  private volatile boolean closed;

  public Watchdog() {
    this(Heap.ofThisProcess(), ProcessorTime.ofThisProcess());
  }

  Watchdog(Heap heap, ProcessorTime processors) {
    this.heap = heap;
    this.processors = processors;
    // Calls may begin before the thread looks for the first time.
    processors.sample(now());
    this.thread = Thread.ofPlatform().name("trestle-plugin-watchdog").daemon().start(this::watch);
  }

  /** Looks at this plugin's calls until {@link #forget}. */
  public void look(PluginWatch watch) {
    watches.add(watch);
  }

  public void forget(PluginWatch watch) {
    watches.remove(watch);
  }

  /**
   * Stops a thread that a closed plugin left behind: its next beat throws. One that is idle, such
   * as a pool's, never beats; it is made to forget the plugin instead.
   */
  public void stop(Thread left) {
    left.setUncaughtExceptionHandler(
        (thread, end) -> LOG.info("The thread {} of a closed plugin has ended", thread.getName()));
    leftBehind.add(new Left(new WeakReference<>(left), now()));
    Pulse.alarm(true);
    left.interrupt();
  }

  /** A clock that stands still while the whole process does, so that nobody pays for a pause. */
  long now() {
    return System.nanoTime() - stalled;
  }

  private void watch() {
    long last = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(TICK_NANOS);
      long woke = System.nanoTime();
      long late = woke - last - TICK_NANOS;
      last = woke;
      if (late > STALL_NANOS) {
        stalled += late;
      }
      try {
        tick(now());
      } catch (RuntimeException | OutOfMemoryError trouble) {
        // Without the watchdog nothing else stops a plugin, so it goes on whatever happens.
        LOG.error("The watchdog of plugins stumbled", trouble);
      }
    }
  }

  private void tick(long now) {
    processors.sample(now);
    boolean full = heap.filledUp();
    for (PluginWatch watch : watches) {
      watch.places().forEach(call -> look(watch, call, now, full));
    }
    for (Iterator<Map.Entry<Call, Condemned>> it = condemned.entrySet().iterator();
        it.hasNext(); ) {
      Map.Entry<Call, Condemned> entry = it.next();
      if (entry.getKey().isOver()) {
        if (entry.getValue().gotCarrier) {
          carriers.takeBack();
        }
        it.remove();
      } else {
        press(entry.getKey(), entry.getValue(), now);
      }
    }
    leftBehind.removeIf(left -> left.isGone(now));
    Pulse.alarm(!condemned.isEmpty() || !leftBehind.isEmpty());
  }

  private void look(PluginWatch watch, Call call, long now, boolean full) {
    long elapsed = now - call.startedAt;
    if (call.endless() && watch.quarantined()) {
      call.end(now);
    }
    if (call.ending() && call.sentence() == null) {
      lookAtEnding(call, now);
    } else if (elapsed > call.limitNanos && !starves(call, elapsed)) {
      call.condemn(
          Kind.TOOK_TOO_LONG,
          "it took longer than " + Duration.ofNanos(call.limitNanos).toMillis() + " ms");
    } else if (full
        && elapsed > MEMORY_PATIENCE_NANOS
        && call.thread.getState() == Thread.State.RUNNABLE) {
      call.condemn(Kind.TOOK_TOO_MUCH, "it ran while the heap was nearly full");
    }
    if (call.sentence() != null) {
      condemned.computeIfAbsent(call, _ -> new Condemned(watch, now));
    }
  }

  /**
   * Whether it computes, and the process got less of the processors than its limit is long. One
   * that waits, for a lock of its plugin's too, has no use for them.
   */
  private boolean starves(Call call, long elapsed) {
    return elapsed / PATIENCE <= call.limitNanos
        && processors.since(call.startedAt) < call.limitNanos
        && call.thread.getState() == Thread.State.RUNNABLE;
  }

  /** Shakes an endless call where it waits, and condemns it when that was in vain. */
  private static void lookAtEnding(Call call, long now) {
    if (call.endingFor(now) > ENDING.toNanos()) {
      call.condemn(Kind.TOOK_TOO_LONG, "it did not end when its plugin was stopped");
    } else if (call.dueToShake(now, INTERRUPT_PAUSE_NANOS)
        && place(call.thread) == Place.WAITS_IN_PLUGIN) {
      call.interrupt();
    }
  }

  private void press(Call call, Condemned state, long now) {
    boolean toInterrupt = now - state.interruptedAt >= INTERRUPT_PAUSE_NANOS;
    boolean toGiveUp = !state.ranAway && now - state.since > GRACE.toNanos();
    if (!toInterrupt && !toGiveUp) {
      return;
    }
    Place place = place(call.thread);
    if (toInterrupt && place == Place.WAITS_IN_PLUGIN) {
      state.interruptedAt = now;
      call.interrupt();
    }
    // What waits in the desk ends by the desk's own bounds, and then at the next beat.
    if (toGiveUp && place != Place.WAITS_IN_DESK) {
      state.ranAway = true;
      call.giveUp();
      state.watch.quarantine(
          "A call could not be stopped: " + call.what + "." + where(call.thread));
      state.gotCarrier = place == Place.RUNS && call.thread.isVirtual() && carriers.add();
    }
  }

  /** Where a thread is when one looks. */
  private enum Place {
    RUNS,
    WAITS_IN_PLUGIN,
    WAITS_IN_DESK
  }

  private static Place place(Thread thread) {
    Thread.State state = thread.getState();
    if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
      return Place.RUNS;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      String module = frame.getModuleName();
      if (module == null || !module.startsWith("java.")) {
        return PluginLoaders.isOfPlugin(frame) ? Place.WAITS_IN_PLUGIN : Place.WAITS_IN_DESK;
      }
    }
    return Place.RUNS;
  }

  private static String where(Thread thread) {
    StringBuilder story = new StringBuilder();
    Story.frames(story, thread.getStackTrace());
    return story.toString();
  }

  /** Carriers lent to the scheduler of virtual threads at this moment. */
  public int carriersLent() {
    return carriers.lent();
  }

  /** Threads that closed plugins left behind and that still run. */
  public int threadsLeftBehind() {
    return leftBehind.size();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
