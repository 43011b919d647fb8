package dev.trestle.app.desk;

import dev.trestle.domain.desk.Commit;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.log.LogException;
import dev.trestle.domain.metrics.Histogram;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.search.SearchUnavailable;
import dev.trestle.domain.search.SearchUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the search index from the log, catches it up after a crash, and restarts it after trouble.
 */
public final class SearchFeeder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SearchFeeder.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final int COMMITS_AT_ONCE = 256;

  /** How long commits gather that follow closely on others; one that comes alone is fed at once. */
  private static final Duration PACE = Duration.ofMillis(10);

  // An import commits hundreds of tickets at once; what is not indexed yet is lost by a stop.
  private static final int UPDATES_AT_ONCE = 4_096;
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(30);

  private final Desk desk;
  private final SearchIndex index;
  private final SearchDocuments documents;
  private final Histogram time;
  private final long commitEveryNanos;
  private final Thread thread;
  private volatile @Nullable CommitFeed following;
  private volatile boolean closing;

  public SearchFeeder(Desk desk, SearchIndex index, Metrics metrics) {
    this(desk, index, metrics, COMMIT_EVERY);
  }

  /** With another rhythm of commits to disk; what is not there yet is taken from the log again. */
  public SearchFeeder(Desk desk, SearchIndex index, Metrics metrics, Duration commitEvery) {
    this.commitEveryNanos = commitEvery.toNanos();
    this.desk = desk;
    this.index = index;
    this.documents = new SearchDocuments();
    this.time = metrics.timing("trestle_index_seconds", "Indexing one batch of commits.");
    metrics.gauge(
        "trestle_index_behind",
        "Commits the search index has not taken in yet.",
        () -> desk.snapshot().sequence() - index.indexedSequence());
    metrics.gauge(
        "trestle_index_merged_bytes",
        "What merging parts of the search index has written since the start.",
        () -> index.status().mergedBytes());
    this.thread = Thread.ofPlatform().daemon().name("trestle-index").start(this::work);
  }

  private void work() {
    while (!closing) {
      try (CommitFeed feed = desk.feed(index.indexedSequence())) {
        following = feed;
        follow(feed);
      } catch (SearchUnavailable trouble) {
        recover(trouble);
      } catch (LogException trouble) {
        LOG.error("The search index cannot read the log: {}", trouble.getMessage());
        pause();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException surprise) {
        // Without this thread searches would grow old and nobody would know.
        LOG.error("Feeding the search index failed; it goes on from its last commit.", surprise);
        recover(
            new SearchUnavailable(
                SearchUnavailable.Reason.INDEXING_FAILED, "Feeding failed.", surprise));
      }
    }
  }

  private void follow(CommitFeed feed) throws InterruptedException {
    long committed = System.nanoTime();
    boolean uncommitted = false;
    long fed = committed - PACE.toNanos();
    while (!closing) {
      Commit commit = feed.next(POLL);
      if (commit != null) {
        if (System.nanoTime() - fed < PACE.toNanos()) {
          feed.gather(COMMITS_AT_ONCE - 1, PACE);
        }
        long started = System.nanoTime();
        List<SearchUpdate> updates = new ArrayList<>();
        long after = commit.sequence() - 1;
        long sequence = after;
        for (int i = 0; commit != null; i++) {
          documents.add(commit, updates);
          sequence = commit.sequence();
          commit =
              i + 1 < COMMITS_AT_ONCE && updates.size() < UPDATES_AT_ONCE
                  ? feed.next(Duration.ZERO)
                  : null;
        }
        index.apply(after, sequence, updates);
        uncommitted = true;
        fed = System.nanoTime();
        time.recordNanos(System.nanoTime() - started);
      }
      long now = System.nanoTime();
      if (uncommitted && now - committed > commitEveryNanos) {
        index.commit();
        committed = System.nanoTime();
        uncommitted = false;
      }
    }
  }

  private void recover(SearchUnavailable trouble) {
    if (closing) {
      return;
    }
    LOG.warn("Search: {} Trying again.", trouble.getMessage());
    pause();
    try {
      switch (trouble.reason()) {
        case DAMAGED -> index.rebuild();
        case INDEXING_FAILED, LOCKED -> index.reopen();
        // The feed starts again from where the index is.
        case GAP, LAGGING, CLOSED -> {}
      }
    } catch (SearchUnavailable still) {
      LOG.warn("Search is still not available: {}", still.getMessage());
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_TROUBLE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    CommitFeed feed = following;
    if (feed != null) {
      feed.close();
    }
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
