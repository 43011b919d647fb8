package dev.trestle.store.kernel;

import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.log.LogListener;
import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.PendingCommit;
import dev.trestle.domain.metrics.Histogram;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.ChangeSetCodec.Encoded;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts commits in order. Its lock is the only one writers share: under it a commit is checked
 * against the newest state, gets its number, and is applied; the disk is not touched.
 */
final class Sequencer implements LogListener {
  // How long a broken disk is left alone between two attempts to write again.
  private static final long RECOVERY_PAUSE_NANOS = 200_000_000L;

  private final CommitLog log;
  private final Histogram applyTime;
  private final Consumer<List<Commit>> publisher;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentLinkedQueue<InFlight> inFlight = new ConcurrentLinkedQueue<>();
  private final ReentrantLock publishing = new ReentrantLock();
  private volatile State published;
  private volatile long durable;
  private State head;
  private boolean broken;
  private long recoveryTriedAtNanos;

  /** What became of a commit offered to the sequencer. */
  sealed interface Submission {
    /** In the queue for the disk; {@code after} becomes the published state once it is there. */
    record Accepted(PendingCommit pending, State after) implements Submission {}

    /**
     * Something it relies on has moved; decide again once {@code mover} is on disk.
     *
     * @param contended a hash of what others change as well
     */
    record Moved(@Nullable PendingCommit mover, int contended) implements Submission {}
  }

  /** On its way to the disk; {@code after} is the state with it. */
  private record InFlight(PendingCommit pending, Commit commit, State after) {}

  Sequencer(CommitLog log, State state, Histogram applyTime, Consumer<List<Commit>> publisher) {
    this.applyTime = applyTime;
    this.log = log;
    this.publisher = publisher;
    this.published = state;
    this.head = state;
    log.listener(this);
  }

  State published() {
    return published;
  }

  Submission submit(State decidedOn, Encoded encoded, List<Expectation> expectations) {
    lock.lock();
    try {
      if (broken) {
        recover();
      }
      if (head.sequence() != decidedOn.sequence() && moved(encoded, expectations)) {
        InFlight last = null;
        for (InFlight waiting : inFlight) {
          last = waiting;
        }
        return new Submission.Moved(last == null ? null : last.pending(), contended(expectations));
      }
      long at = Math.max(head.atMillis(), encoded.changeSet().header().atMillis());
      PendingCommit pending = log.enqueue(at, encoded.payload());
      long started = System.nanoTime();
      State after = head.apply(pending.sequence(), at, pending.payloadAddress(), encoded);
      applyTime.recordNanos(System.nanoTime() - started);
      inFlight.add(
          new InFlight(
              pending,
              new Commit(pending.sequence(), pending.payloadAddress(), encoded, this::published),
              after));
      head = after;
      // The disk may have been quicker than this thread.
      if (durable >= pending.sequence()) {
        publish();
      }
      return new Submission.Accepted(pending, after);
    } finally {
      lock.unlock();
    }
  }

  private void recover() {
    long now = System.nanoTime();
    if (recoveryTriedAtNanos != 0 && now - recoveryTriedAtNanos < RECOVERY_PAUSE_NANOS) {
      return;
    }
    recoveryTriedAtNanos = now;
    broken = !log.tryRecover();
  }

  private int contended(List<Expectation> expectations) {
    for (Expectation expectation : expectations) {
      if (!expectation.holds(head)) {
        return switch (expectation) {
          case Expectation.Version record -> record.id().hashCode();
          case Expectation.Members members -> members.index().hashCode();
          case Expectation.Fact fact -> fact.name().hashCode();
        };
      }
    }
    return 0;
  }

  private boolean moved(Encoded encoded, List<Expectation> expectations) {
    for (Expectation expectation : expectations) {
      if (!expectation.holds(head)) {
        return true;
      }
    }
    for (ChangeSet.Put<?> put : encoded.changeSet().puts()) {
      if (conflicts(put, encoded.changeSet())) {
        return true;
      }
    }
    ChangeSet.Header header = encoded.changeSet().header();
    return header.operationKey() != null
        && head.receipts().find(header.operationKey(), State.ownerOf(header.actorId())) != null;
  }

  private <R extends Stored> boolean conflicts(ChangeSet.Put<R> put, ChangeSet changes) {
    Table<R> table = head.table(put.table());
    return table.conflictOf(put.record(), other -> changes.touches(put.table(), other)) != null;
  }

  @Override
  public void durable(long sequence) {
    durable = sequence;
    publish();
  }

  private void publish() {
    publishing.lock();
    try {
      List<Commit> group = new ArrayList<>();
      for (InFlight next = inFlight.peek();
          next != null && next.commit().sequence() <= durable;
          next = inFlight.peek()) {
        inFlight.poll();
        published = next.after();
        group.add(next.commit());
      }
      if (!group.isEmpty()) {
        publisher.accept(group);
      }
    } finally {
      publishing.unlock();
    }
  }

  @Override
  public void failed(long firstFailedSequence, LogUnavailable cause) {
    lock.lock();
    try {
      inFlight.clear();
      head = published;
      broken = true;
      recoveryTriedAtNanos = 0;
    } finally {
      lock.unlock();
    }
  }
}
