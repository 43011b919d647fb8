package dev.trestle.domain.desk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads commits in their order, without gap or repeat. It holds nothing back for its reader: a slow
 * one reads from the log what is no longer in memory. One thread at a time; closing wakes it.
 */
public interface CommitFeed extends AutoCloseable {
  /** The next commit, waiting at most this long; null when there was none. */
  @Nullable Commit next(Duration timeout) throws InterruptedException;

  /**
   * Waits until so many commits are there to be taken, or this long, or until the feed is closed.
   * Whoever need not hear of each commit at once is woken less often so.
   */
  void gather(int commits, Duration timeout) throws InterruptedException;

  /** How many commits are published that this feed has not given yet. */
  long behind();

  @Override
  void close();
}
