package dev.trestle.host.watch;

import dev.trestle.domain.plugin.PluginFailure;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** One call that is under way. Its thread and the watchdog's share it. */
final class Call {
  private static final int RUNNING = 0;
  private static final int INTERRUPTING = 1;
  private static final int OVER = 2;
  private static final int SHELTERED = 3;

  /** The limit of calls that go on until somebody ends them. */
  static final long ENDLESS = Long.MAX_VALUE;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Call.class, "state", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** Why a call is stopped. */
  record Sentence(PluginFailure.Kind kind, String reason) {}

  final String what;
  final Thread thread;
  final @Nullable Call outer;
  final long limitNanos;

  /** On the watchdog's clock, which stands still while the whole process does. */
  final long startedAt;

  /** When somebody asked for its end, on the watchdog's clock; {@link #ENDLESS} for not yet. */
  private volatile long endingAt = ENDLESS;

  private long shakenAt = ENDLESS;
  private volatile @Nullable Sentence sentence;
  private volatile int state;
  private volatile boolean givenUp;

  /** Bytes of large arrays that its own thread asked for. */
  private long arrayBytes;

  Call(String what, long limitNanos, @Nullable Call outer, Thread thread, long startedAt) {
    this.what = what;
    this.limitNanos = limitNanos;
    this.outer = outer;
    this.thread = thread;
    this.startedAt = startedAt;
  }

  /** Makes its thread's next beat throw. The first sentence stands. */
  void condemn(PluginFailure.Kind kind, String reason) {
    if (sentence == null) {
      sentence = new Sentence(kind, reason);
    }
  }

  @Nullable Sentence sentence() {
    return sentence;
  }

  /** Has it stop wherever it is: it had its time to stop where that does no harm. */
  void giveUp() {
    givenUp = true;
  }

  /**
   * Whether it may go on to the end of a class's initializer: only time is against it. The Java
   * platform never initializes a class again whose initializer threw.
   */
  boolean mayInitialize() {
    Sentence spoken = sentence;
    return spoken == null || (spoken.kind() == PluginFailure.Kind.TOOK_TOO_LONG && !givenUp);
  }

  /** Interrupts its thread, unless the call is over: what comes after it is not meant. */
  void interrupt() {
    if (STATE.compareAndSet(this, RUNNING, INTERRUPTING)) {
      thread.interrupt();
      state = RUNNING;
    }
  }

  /** Keeps interrupts away from its thread, which calls this, until {@link #leaveShelter}. */
  void enterShelter() {
    while (!STATE.compareAndSet(this, RUNNING, SHELTERED)) {
      Thread.onSpinWait();
    }
  }

  boolean sheltered() {
    return state == SHELTERED;
  }

  void leaveShelter() {
    state = RUNNING;
    // What it asked for lay in the desk's hands meanwhile; an endless call starts to count anew.
    if (endless()) {
      arrayBytes = 0;
    }
  }

  boolean endless() {
    return limitNanos == ENDLESS;
  }

  /** Has it come to its end soon. */
  void end(long now) {
    if (endingAt == ENDLESS) {
      endingAt = now;
    }
  }

  /** Whether somebody asked for its end. */
  boolean ending() {
    return endingAt != ENDLESS;
  }

  /** For how long it has been asked to end. */
  long endingFor(long now) {
    return ending() ? now - endingAt : 0;
  }

  /** Whether it is time to interrupt it once more; asked by the watchdog's thread only. */
  boolean dueToShake(long now, long pauseNanos) {
    if (shakenAt != ENDLESS && now - shakenAt < pauseNanos) {
      return false;
    }
    shakenAt = now;
    return true;
  }

  /** Called by its own thread; when it returns, no interrupt of this call is to come. */
  void over() {
    while (!STATE.compareAndSet(this, RUNNING, OVER)) {
      Thread.onSpinWait();
    }
  }

  boolean isOver() {
    return state == OVER;
  }

  /** Counts an array that its thread is about to make. */
  void account(long bytes) {
    arrayBytes = bytes > Long.MAX_VALUE / 2 - arrayBytes ? Long.MAX_VALUE / 2 : arrayBytes + bytes;
    if (arrayBytes > PluginWatch.ARRAY_BYTES_MAX) {
      condemn(
          PluginFailure.Kind.TOOK_TOO_MUCH,
          "it asked for arrays of more than " + (PluginWatch.ARRAY_BYTES_MAX >> 20) + " MiB");
    }
  }
}
