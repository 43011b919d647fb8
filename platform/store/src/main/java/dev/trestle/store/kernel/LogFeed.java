package dev.trestle.store.kernel;

import dev.trestle.domain.codec.Interner;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.log.LogEntry;
import dev.trestle.domain.state.ChangeSetCodec;
import dev.trestle.domain.state.State;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads commits from memory while they are there, and from the log when they are not. */
final class LogFeed implements CommitFeed {
  private final CommitLog log;
  private final ChangeSetCodec codec;
  private final RecentCommits recent;
  private final Supplier<State> snapshot;
  private final RecentCommits.Sleeper sleeper = new RecentCommits.Sleeper();
  private @Nullable LogCursor cursor;
  private long cursorNext;
  private volatile long given;
  private volatile boolean closed;

  LogFeed(
      CommitLog log,
      ChangeSetCodec codec,
      RecentCommits recent,
      Supplier<State> snapshot,
      long after) {
    this.log = log;
    this.codec = codec;
    this.recent = recent;
    this.snapshot = snapshot;
    this.given = after;
  }

  @Override
  public @Nullable Commit next(Duration timeout) throws InterruptedException {
    long wanted = given + 1;
    long deadline = System.nanoTime() + timeout.toNanos();
    while (recent.last() < wanted) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || closed) {
        return null;
      }
      recent.await(wanted, Duration.ofNanos(left));
    }
    Commit commit = recent.get(wanted);
    if (commit == null) {
      commit = fromLog(wanted);
    }
    given = wanted;
    return commit;
  }

  @Override
  public void gather(int commits, Duration timeout) throws InterruptedException {
    long wanted = given + commits;
    long deadline = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toNanos();
        left > 0 && recent.last() < wanted && !closed;
        left = deadline - System.nanoTime()) {
      recent.await(wanted, Duration.ofNanos(left));
    }
  }

  @Override
  public void await(Predicate<Commit> worth, Duration timeout) throws InterruptedException {
    recent.await(sleeper, given + 1, worth, timeout);
  }

  @Override
  public void ring() {
    recent.wake(sleeper);
  }

  private Commit fromLog(long sequence) {
    LogCursor reader = cursor;
    if (reader == null || cursorNext != sequence) {
      reader = log.from(sequence);
      cursor = reader;
    }
    LogEntry entry = reader.next();
    cursorNext = sequence + 1;
    return new Commit(
        entry.sequence(),
        entry.payloadAddress(),
        codec.decode(entry.payload(), Interner.NONE),
        snapshot);
  }

  @Override
  public long behind() {
    return Math.max(0, recent.last() - given);
  }

  @Override
  public void close() {
    closed = true;
    recent.wake();
    recent.wake(sleeper);
  }
}
