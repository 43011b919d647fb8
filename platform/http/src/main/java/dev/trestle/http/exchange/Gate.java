package dev.trestle.http.exchange;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a bounded number of requests work at once and a short queue of others wait briefly. */
public final class Gate {
  private final Semaphore permits;
  private final int capacity;
  private final long waitNanos;

  public Gate(int capacity, Duration wait) {
    this.permits = new Semaphore(capacity);
    this.capacity = capacity;
    this.waitNanos = wait.toNanos();
  }

  /**
   * Goes in; whoever went in calls {@link #leave()}.
   *
   * @throws Refusal 503 when no place came free in time
   */
  public void enter() {
    if (permits.tryAcquire()) {
      return;
    }
    try {
      if (!permits.tryAcquire(waitNanos, TimeUnit.NANOSECONDS)) {
        throw Refusals.busy();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Refusals.stopping();
    }
  }

  public void leave() {
    permits.release();
  }

  public int inside() {
    return capacity - permits.availablePermits();
  }
}
