package dev.trestle.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges beside the work, one at a time; a failed merge is told by the writer's next call.
 *
 * <p>A large merge takes seconds of a processor. In a {@link Rush} it waits, but not for long when
 * there are searches, since each of them pays for each part, and no more than a few wait.
 */
final class QuietMerges extends ConcurrentMergeScheduler {
  private static final Logger LOG = LoggerFactory.getLogger(QuietMerges.class);
  private static final int MERGES_MAX = 6;

  /** So many parts of about one size become one; more would write less and slow down searches. */
  private static final int PARTS_MERGED = 12;

  /**
   * Parts below this size count as equally small, so that the larger of them are written again with
   * each few of the smallest: a commit every few seconds makes parts of some hundred kilobytes.
   */
  private static final double SMALL_MEGABYTES = 2;

  /** A merge of less is over in a quarter of a second. */
  static final long LARGE_BYTES = 16L << 20;

  /**
   * So many merges wait at most, each for a dozen parts; then one goes on all the same. It is the
   * smallest, since that is the one that Lucene lets run of several.
   */
  static final int WAITING_MAX = 2;

  /** By then searches have lost to the parts that wait some percent of what their merge costs. */
  static final int SEARCHES_MAX = 2_000;

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final AtomicLong mergedBytes;
  private final Rush rush;
  private final long largeBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition looksAgain = lock.newCondition();
  private final List<MergePolicy.OneMerge> waiting = new ArrayList<>();

  /**
   * @param mergedBytes counts what is written
   * @param largeBytes smaller merges wait for nothing
   */
  QuietMerges(AtomicLong mergedBytes, Rush rush, long largeBytes) {
    this.mergedBytes = mergedBytes;
    this.rush = rush;
    this.largeBytes = largeBytes;
    setMaxMergesAndThreads(MERGES_MAX, 1);
  }

  /**
   * Which parts are merged.
   *
   * @param compoundMegabytes larger parts stay in files of their own, since what is put into one
   *     file is written twice
   */
  static MergePolicy policy(double compoundMegabytes) {
    TieredMergePolicy policy =
        new TieredMergePolicy()
            .setSegmentsPerTier(PARTS_MERGED)
            .setMaxMergeAtOnce(PARTS_MERGED)
            .setFloorSegmentMB(SMALL_MEGABYTES);
    policy.setMaxCFSSegmentSizeMB(compoundMegabytes);
    return policy;
  }

  @Override
  protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
    if (merge.totalBytesSize() >= largeBytes) {
      awaitTurn(merge);
    }
    super.doMerge(source, merge);
    if (!merge.isAborted()) {
      mergedBytes.addAndGet(merge.getMergeInfo().sizeInBytes());
    }
  }

  private void awaitTurn(MergePolicy.OneMerge merge) {
    long searchesBefore = rush.searches();
    lock.lock();
    waiting.add(merge);
    try {
      // Nobody tells a merge that it is given up, or that a rush is over, so it looks now and then.
      while (rush.isOn()
          && !merge.isAborted()
          && rush.searches() - searchesBefore < SEARCHES_MAX
          && !(waiting.size() > WAITING_MAX && isSmallest(merge))) {
        looksAgain.awaitNanos(LOOK_NANOS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.remove(merge);
      lock.unlock();
    }
  }

  private boolean isSmallest(MergePolicy.OneMerge merge) {
    return waiting.stream().allMatch(other -> other.totalBytesSize() >= merge.totalBytesSize());
  }

  /** How many merges wait for a rush to end. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected void handleMergeException(Throwable cause) {
    LOG.error("Merging parts of the search index failed", cause);
  }
}
