package dev.trestle.store.log;

import dev.trestle.domain.log.LogListener;
import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.LogUnavailable.Reason;
import dev.trestle.store.log.SegmentTable.Durable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserves places for commits and lets one thread bring them to disk, everything that waits at
 * once.
 */
final class GroupCommitter {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);

  /**
   * How long a group waits for the commits of those who wrote just before. They mostly write again
   * at once, and a forced write more for half of them costs all of them more than this.
   */
  private static final long GATHER_NANOS = 500_000;

  /**
   * Fewer writers than this are not waited for: each would wait for somebody else's next thought.
   */
  private static final int CROWD = 4;

  private final SegmentTable table;
  private final SegmentWriter writer;
  private final LogFiles files;
  private final LogOptions options;
  private final List<LogListener> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private List<Pending> queue = new ArrayList<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private long queuedBytes;
  // How many are known to be writing: those of the last group and those who came meanwhile.
  private int writers;
  private long nextSequence;
  private long nextAddress;
  private long segmentStart;
  private volatile @Nullable LogUnavailable broken;

  // Whether every listener has heard of the failure; only then may anybody wait for the writer.
  private volatile boolean announced;
  private volatile boolean closing;

  GroupCommitter(SegmentTable table, SegmentWriter writer, LogFiles files, LogOptions options) {
    this.table = table;
    this.writer = writer;
    this.files = files;
    this.options = options;
    continueFromDurableEnd();
    thread = Thread.ofPlatform().daemon(true).name("trestle-log-writer").start(this::work);
  }

  private void continueFromDurableEnd() {
    Durable durable = table.durable();
    nextSequence = durable.sequence() + 1;
    nextAddress = durable.address();
    segmentStart = table.last().first();
  }

  Pending enqueue(long atMillis, byte[] payload) {
    if (payload.length > LogOptions.PAYLOAD_BYTES_MAX) {
      throw new LogUnavailable(
          Reason.TOO_LARGE,
          "A commit of "
              + payload.length
              + " bytes is larger than the limit of "
              + LogOptions.PAYLOAD_BYTES_MAX
              + ".",
          null);
    }
    long bytes = Frame.bytes(payload.length);
    lock.lock();
    try {
      requireWritable();
      if (!queue.isEmpty()
          && (queue.size() >= options.queueCommitsMax()
              || queuedBytes + bytes > options.queueBytesMax())) {
        throw new LogUnavailable(
            Reason.QUEUE_FULL, "Too many commits wait for the disk; ask again later.", null);
      }
      boolean roll = nextAddress + bytes > segmentStart + options.segmentBytes();
      if (roll && nextAddress > segmentStart + SegmentHeader.BYTES
          || SegmentHeader.BYTES + bytes > options.segmentBytes()) {
        segmentStart = nextAddress;
        nextAddress += SegmentHeader.BYTES;
        roll = true;
      } else {
        roll = false;
      }
      Pending commit = new Pending(nextSequence, nextAddress, atMillis, payload, roll);
      nextSequence++;
      nextAddress += bytes;
      queuedBytes += bytes;
      queue.add(commit);
      if (queue.size() == 1 || queue.size() == writers) {
        arrived.signal();
      }
      return commit;
    } finally {
      lock.unlock();
    }
  }

  private void requireWritable() {
    LogUnavailable cause = broken;
    if (cause != null) {
      throw new LogUnavailable(cause.reason(), String.valueOf(cause.getMessage()), cause);
    }
    if (closing) {
      throw closed();
    }
  }

  void requireOpen() {
    if (closing) {
      throw closed();
    }
  }

  private static LogUnavailable closed() {
    return new LogUnavailable(Reason.CLOSED, "The commit log is closed.", null);
  }

  private void work() {
    boolean more = true;
    int settled = 0;
    while (more) {
      List<Pending> group;
      List<Runnable> errands;
      lock.lock();
      try {
        writers = settled + queue.size();
        while (queue.isEmpty() && tasks.isEmpty() && !closing) {
          arrived.awaitUninterruptibly();
        }
        gather();
        group = queue;
        queue = new ArrayList<>(Math.max(16, group.size()));
        queuedBytes = 0;
        errands = List.copyOf(tasks);
        tasks.clear();
        more = !group.isEmpty() || !errands.isEmpty();
      } finally {
        lock.unlock();
      }
      commit(group);
      errands.forEach(Runnable::run);
      settled = group.size();
    }
    try {
      writer.finish(broken == null);
    } catch (IOException e) {
      LOG.warn("The commit log could not be marked as closed in good order.", e);
    }
  }

  /** Waits a moment until everybody who is known to be writing has come. */
  private void gather() {
    long left = writers < CROWD ? 0 : GATHER_NANOS;
    while (!queue.isEmpty() && queue.size() < writers && tasks.isEmpty() && !closing && left > 0) {
      try {
        left = arrived.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void commit(List<Pending> group) {
    int done = 0;
    try {
      while (done < group.size()) {
        int end = done + 1;
        while (end < group.size() && !group.get(end).startsSegment) {
          end++;
        }
        List<Pending> run = group.subList(done, end);
        writer.write(run);
        done = end;
        try {
          long last = run.getLast().sequence;
          listeners.forEach(listener -> listener.durable(last));
        } finally {
          run.forEach(Pending::succeed);
        }
      }
      writer.makeRoom();
    } catch (IOException | RuntimeException | Error e) {
      fail(group.subList(done, group.size()), e);
    }
  }

  private void fail(List<Pending> rest, Throwable trouble) {
    Reason reason = reason(trouble);
    LogUnavailable cause =
        new LogUnavailable(
            reason,
            reason == Reason.DISK_FULL
                ? "The disk of the commit log is full; nothing is written until there is room."
                : "The disk of the commit log failed; nothing is written until it works again.",
            trouble);
    LOG.error("The commit log stops writing behind entry {}.", durableSequence(), trouble);
    List<Pending> failed = new ArrayList<>(rest);
    lock.lock();
    try {
      announced = false;
      broken = cause;
      failed.addAll(queue);
      queue.clear();
      queuedBytes = 0;
    } finally {
      lock.unlock();
    }
    long first = durableSequence() + 1;
    for (LogListener listener : listeners) {
      try {
        listener.failed(first, cause);
      } catch (RuntimeException e) {
        LOG.error("A listener of the commit log failed to take note of a failed group.", e);
      }
    }
    announced = true;
    failed.forEach(commit -> commit.fail(cause));
  }

  private Reason reason(Throwable trouble) {
    String message = String.valueOf(trouble.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      return Reason.DISK_FULL;
    }
    try {
      // The message may be in the system's language; a file system without room says it too.
      return trouble instanceof IOException && files.usableBytes() == 0
          ? Reason.DISK_FULL
          : Reason.IO_ERROR;
    } catch (IOException e) {
      trouble.addSuppressed(e);
      return Reason.IO_ERROR;
    }
  }

  private long durableSequence() {
    return table.durable().sequence();
  }

  boolean tryRecover() {
    if (closing || broken == null) {
      return !closing;
    }
    if (!announced) {
      // A listener may be waiting for the very lock that our caller holds.
      return false;
    }
    return onWriter(() -> {
      try {
        if (broken != null) {
          writer.recover();
        }
      } catch (IOException e) {
        LOG.warn("The commit log still cannot write: {}", e.getMessage());
        return false;
      }
      lock.lock();
      try {
        continueFromDurableEnd();
        broken = null;
      } finally {
        lock.unlock();
      }
      LOG.info("The commit log writes again behind entry {}.", durableSequence());
      return true;
    });
  }

  /** Runs something between two groups, on the only thread that changes files, and waits for it. */
  <T> T onWriter(Supplier<T> work) {
    Errand<T> errand = new Errand<>(work);
    if (Thread.currentThread() == thread) {
      errand.run();
    } else {
      lock.lock();
      try {
        requireOpen();
        tasks.add(errand);
        arrived.signal();
      } finally {
        lock.unlock();
      }
    }
    return errand.answer();
  }

  void listener(LogListener listener) {
    listeners.add(listener);
  }

  void meter(GroupMeter meter) {
    writer.meter(meter);
  }

  int queued() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  String trouble() {
    LogUnavailable cause = broken;
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  /** Lets the queue run dry and waits for the writer's end. */
  void close() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("A listener cannot close the log that is calling it.");
    }
    lock.lock();
    try {
      closing = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    Waiting.uninterruptibly(thread::join);
  }
}
