package dev.trestle.domain.desk;

import java.time.Duration;
import java.util.function.Predicate;
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

  /**
   * Waits until a commit that this feed has not given yet is worth it, for at most this long, or
   * until somebody calls {@link #ring}. What is not worth it may be given then as well; when many
   * are not, the wait ends before they would have to be read from the log.
   *
   * @param worth asked quickly, by the thread that publishes the commit
   */
  void await(Predicate<Commit> worth, Duration timeout) throws InterruptedException;

  /** Ends a wait of {@link #await} before its time. */
  void ring();

  /** How many commits are published that this feed has not given yet. */
  long behind();

  @Override
  void close();
}
