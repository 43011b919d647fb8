package dev.trestle.store.kernel;

import dev.trestle.domain.desk.Commit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last commits in memory, and a bell for those who wait for the next one. */
final class RecentCommits {
  private static final int KEPT = 1024;
  // Whoever waits for others takes in what it passes over while it is still in memory.
  private static final int LEFT_MAX = KEPT / 2;
  // Imports make commits of a megabyte; they must not add up to a heap full.
  private static final long BYTES_MAX = 16L << 20;

  private final AtomicReferenceArray<@Nullable Commit> ring = new AtomicReferenceArray<>(KEPT);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private volatile long last;
  private volatile int waiting;
  // The lowest number anybody waits for, or a lower one.
  private volatile long awaited = Long.MAX_VALUE;
  private final Set<Sleeper> sleepers = ConcurrentHashMap.newKeySet();
  private long oldest;
  private long bytes;

  RecentCommits(long last) {
    this.last = last;
    this.oldest = last + 1;
  }

  /**
   * Called in order, by one thread at a time, with all that reached the disk together: whoever
   * waits is woken once for a group, not for each of its commits.
   */
  void add(List<Commit> group) {
    group.forEach(this::keep);
    if (waiting > 0 && last >= awaited) {
      wake();
    }
    for (Sleeper sleeper : sleepers) {
      if (sleeper.isWorth(group) || last - sleeper.from >= LEFT_MAX) {
        wake(sleeper);
      }
    }
  }

  private void keep(Commit commit) {
    bytes += commit.encoded().payload().length;
    while (oldest < commit.sequence()
        && (bytes > BYTES_MAX || oldest <= commit.sequence() - KEPT)) {
      Commit old = ring.getAndSet((int) (oldest % KEPT), null);
      bytes -= old == null ? 0 : old.encoded().payload().length;
      oldest++;
    }
    ring.set((int) (commit.sequence() % KEPT), commit);
    last = commit.sequence();
  }

  /** The number of the last published commit. */
  long last() {
    return last;
  }

  /** The commit of this number while it is still in memory. */
  @Nullable Commit get(long sequence) {
    Commit found = ring.get((int) (sequence % KEPT));
    return found != null && found.sequence() == sequence ? found : null;
  }

  /** Waits until this number is published, or the time is over, or somebody calls {@link #wake}. */
  void await(long sequence, Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      waiting++;
      awaited = Math.min(awaited, sequence);
      if (last < sequence) {
        more.awaitNanos(timeout.toNanos());
      }
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /**
   * Waits until a commit from this number on is worth it, or so many are left that the first of
   * them will soon be gone, or the time is over, or somebody calls {@link #wake(Sleeper)}.
   */
  void await(Sleeper sleeper, long from, Predicate<Commit> worth, Duration timeout)
      throws InterruptedException {
    sleeper.worth = worth;
    sleeper.from = from;
    sleepers.add(sleeper);
    try {
      // Whatever is published from here on finds the sleeper; what was before is looked at here.
      if (last - from >= LEFT_MAX) {
        return;
      }
      for (long sequence = from; sequence <= last; sequence++) {
        Commit commit = get(sequence);
        if (commit == null || worth.test(commit)) {
          return;
        }
      }
      sleeper.sleep(timeout);
    } finally {
      sleepers.remove(sleeper);
    }
  }

  void wake(Sleeper sleeper) {
    sleeper.wake();
  }

  /** One who waits for some commits only, so that others do not wake it. */
  static final class Sleeper {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private volatile Predicate<Commit> worth = any -> true;
    private volatile long from;
    private boolean rung;

    private boolean isWorth(List<Commit> group) {
      Predicate<Commit> test = worth;
      for (Commit commit : group) {
        if (test.test(commit)) {
          return true;
        }
      }
      return false;
    }

    private void sleep(Duration timeout) throws InterruptedException {
      lock.lock();
      try {
        if (!rung) {
          woken.awaitNanos(timeout.toNanos());
        }
        rung = false;
      } finally {
        lock.unlock();
      }
    }

    private void wake() {
      lock.lock();
      try {
        rung = true;
        woken.signal();
      } finally {
        lock.unlock();
      }
    }
  }

  void wake() {
    lock.lock();
    try {
      // Those who wait for more ask again.
      awaited = Long.MAX_VALUE;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
