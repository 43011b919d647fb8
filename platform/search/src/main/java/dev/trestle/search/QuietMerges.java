package dev.trestle.search;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges beside the work, one at a time; a failed merge is told by the writer's next call. */
final class QuietMerges extends ConcurrentMergeScheduler {
  private static final Logger LOG = LoggerFactory.getLogger(QuietMerges.class);
  private static final int WAITING_MAX = 6;

  /** So many parts of about one size become one; more would write less and slow down searches. */
  private static final int PARTS_MERGED = 12;

  /**
   * Parts below this size count as equally small, so that the larger of them are written again with
   * each few of the smallest: a commit every few seconds makes parts of some hundred kilobytes.
   */
  private static final double SMALL_MEGABYTES = 2;

  private final AtomicLong mergedBytes;

  /**
   * @param mergedBytes counts what is written
   */
  QuietMerges(AtomicLong mergedBytes) {
    this.mergedBytes = mergedBytes;
    setMaxMergesAndThreads(WAITING_MAX, 1);
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
    super.doMerge(source, merge);
    mergedBytes.addAndGet(merge.getMergeInfo().sizeInBytes());
  }

  @Override
  protected void handleMergeException(Throwable cause) {
    LOG.error("Merging parts of the search index failed", cause);
  }
}
