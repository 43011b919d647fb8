package dev.trestle.search;

import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges beside the work, one at a time; a failed merge is told by the writer's next call. */
final class QuietMerges extends ConcurrentMergeScheduler {
  private static final Logger LOG = LoggerFactory.getLogger(QuietMerges.class);
  private static final int WAITING_MAX = 6;

  QuietMerges() {
    setMaxMergesAndThreads(WAITING_MAX, 1);
  }

  @Override
  protected void handleMergeException(Throwable cause) {
    LOG.error("Merging parts of the search index failed", cause);
  }
}
