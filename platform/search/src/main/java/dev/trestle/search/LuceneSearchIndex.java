package dev.trestle.search;

import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchStatus;
import dev.trestle.domain.search.SearchUnavailable;
import dev.trestle.domain.search.SearchUnavailable.Reason;
import dev.trestle.domain.search.SearchUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk's search index in Lucene.
 *
 * <p>Writing and searching stand apart: when writing fails, the last good view goes on answering; a
 * new writer's view takes over only once it has caught up with it.
 */
public final class LuceneSearchIndex implements SearchIndex {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneSearchIndex.class);

  /** Fresh segments up to these sizes stay in memory until a commit, since most are merged away. */
  private static final double CACHED_SEGMENT_MEGABYTES = IndexFeed.COMPOUND_MEGABYTES;

  private static final double CACHED_MEGABYTES = 24;

  /** How much older than the feed a view may get before a search renews it. */
  private static final long VIEW_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final IndexFolder folder;
  private final SearchSettings settings;
  private final LongSupplier durableSequence;
  private final ReentrantLock viewLock = new ReentrantLock();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private final AtomicLong mergedBytes = new AtomicLong();
  private final Rush rush = new Rush(System::nanoTime);
  private volatile IndexFeed feed;
  private volatile View view;
  private IndexFolder.Opened opened;
  private volatile boolean damaged;
  private volatile boolean closed;
  private volatile @Nullable String discarded;

  private LuceneSearchIndex(
      IndexFolder folder, LongSupplier durableSequence, SearchSettings settings)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.durableSequence = durableSequence;
    this.opened = folder.open(durableSequence.getAsLong());
    this.discarded = opened.discarded();
    this.feed = feed(opened);
    this.view = new View(feed, DirectoryReader.open(feed.writer()), feed.indexed());
  }

  /**
   * Opens the index in its own folder. One that is missing, damaged, of another format or ahead of
   * the log is replaced by an empty one, whose {@code indexedSequence()} is 0.
   *
   * @param durableSequence tells the last entry that is safe in the log
   */
  public static LuceneSearchIndex open(
      Path folder, LongSupplier durableSequence, SearchSettings settings) throws IOException {
    return open(
        folder,
        durableSequence,
        settings,
        path ->
            new NRTCachingDirectory(
                new MMapDirectory(path), CACHED_SEGMENT_MEGABYTES, CACHED_MEGABYTES));
  }

  static LuceneSearchIndex open(
      Path folder,
      LongSupplier durableSequence,
      SearchSettings settings,
      IndexFolder.Directories directories)
      throws IOException {
    return new LuceneSearchIndex(new IndexFolder(folder, directories), durableSequence, settings);
  }

  private IndexFeed feed(IndexFolder.Opened source) throws IOException {
    try {
      return new IndexFeed(source, settings, mergedBytes, rush);
    } catch (IOException | RuntimeException e) {
      source.directory().close();
      throw e;
    }
  }

  @Override
  public long indexedSequence() {
    return feed.indexed();
  }

  @Override
  public long searchableSequence() {
    return view.sequence();
  }

  @Override
  public void apply(long after, long sequence, List<SearchUpdate> updates) {
    requireOpen();
    feed.apply(after, sequence, updates);
  }

  @Override
  public long commit() {
    requireOpen();
    return feed.commit();
  }

  @Override
  public void refresh() {
    requireOpen();
    IndexFeed current = feed;
    if (view.feed() != current || view.sequence() < current.indexed()) {
      refreshTo(Long.MAX_VALUE);
    }
  }

  @Override
  public void awaitSearchable(long sequence) {
    requireOpen();
    if (view.sequence() >= sequence) {
      return;
    }
    if (!feed.awaitFed(sequence, settings.awaitMillis())) {
      throw new SearchUnavailable(
          Reason.LAGGING, "The index has reached " + feed.indexed() + " of " + sequence, null);
    }
    refreshTo(sequence);
  }

  /**
   * Refreshes on a thread of its own: an interrupt of the caller while Lucene writes would close
   * the file under it and end the writer.
   */
  private void refreshTo(long sequence) {
    FutureTask<Void> work =
        new FutureTask<>(() -> {
          makeView(sequence);
          return null;
        });
    Thread.ofVirtual().name("search-refresh").start(work);
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SearchUnavailable(Reason.LAGGING, "The wait for the index was interrupted.", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof SearchUnavailable refusal ? refusal : feed.failed(cause);
    }
  }

  /** Makes a newer view unless somebody else just made one that is new enough. */
  private void makeView(long sequence) {
    viewLock.lock();
    try {
      requireOpen();
      View old = view;
      IndexFeed current = feed;
      // Read first: entries fed from now on may be in the view, those up to here are.
      long reached = current.indexed();
      boolean sameFeed = old.feed() == current;
      if (old.sequence() >= Math.min(sequence, reached) && (sameFeed || reached < old.sequence())) {
        return;
      }
      current.requireSound();
      DirectoryReader newer =
          sameFeed
              ? DirectoryReader.openIfChanged(old.reader(), current.writer())
              : DirectoryReader.open(current.writer());
      if (newer == null) {
        old.stillValidAt(reached);
      } else {
        view = new View(current, newer, reached);
        old.release();
      }
    } catch (IOException | AlreadyClosedException e) {
      throw feed.failed(e);
    } finally {
      viewLock.unlock();
    }
  }

  @Override
  public SearchResult search(SearchRequest request) {
    requireOpen();
    if (damaged) {
      throw new SearchUnavailable(Reason.DAMAGED, "The search index is damaged; rebuild it.", null);
    }
    renewOldView();
    rush.searched();
    View current = acquire();
    try {
      return new SearchRun(current, request).answer();
    } catch (IOException | InternalError e) {
      // An InternalError is how the JVM reports a mapped file that can no longer be read.
      damaged = true;
      LOG.error("The search index is damaged", e);
      throw new SearchUnavailable(Reason.DAMAGED, "The search index is damaged; rebuild it.", e);
    } finally {
      release(current);
    }
  }

  /**
   * Views are renewed by those who search, since each renewal writes a small part that has to be
   * merged later: while nobody searches, taking in changes costs half as much.
   */
  private void renewOldView() {
    View current = view;
    if (current.ageNanos() < VIEW_AGE_NANOS
        || current.sequence() >= feed.indexed()
        || !renewing.compareAndSet(false, true)) {
      return;
    }
    try {
      refreshTo(Long.MAX_VALUE);
    } catch (SearchUnavailable trouble) {
      // The feeder meets the same trouble and mends it; meanwhile the last good view answers.
      LOG.debug("The view stays as it is: {}", trouble.getMessage());
    } finally {
      renewing.set(false);
    }
  }

  private View acquire() {
    while (true) {
      View current = view;
      if (current.tryAcquire()) {
        return current;
      }
      requireOpen();
      Thread.onSpinWait();
    }
  }

  private static void release(View held) {
    try {
      held.release();
    } catch (IOException e) {
      LOG.warn("Cannot close a view of the search index", e);
    }
  }

  @Override
  public void reopen() {
    startAgain(null);
  }

  @Override
  public void rebuild() {
    startAgain("a rebuild was asked for");
  }

  private void startAgain(@Nullable String discardBecause) {
    viewLock.lock();
    try {
      requireOpen();
      feed.close();
      opened.directory().close();
      if (discardBecause != null) {
        folder.discard(discardBecause);
      }
      opened = folder.open(durableSequence.getAsLong());
      discarded = opened.discarded() != null ? opened.discarded() : discardBecause;
      feed = feed(opened);
      if (damaged) {
        View old = view;
        view = new View(feed, DirectoryReader.open(feed.writer()), feed.indexed());
        damaged = false;
        release(old);
      }
    } catch (IOException e) {
      throw feed.failed(e);
    } finally {
      viewLock.unlock();
    }
  }

  @Override
  public SearchStatus status() {
    IndexFeed current = feed;
    Throwable failure = current.failure();
    String words = failure == null ? null : String.valueOf(failure.getMessage());
    View shown = acquireForStatus();
    long documents = shown == null ? 0 : shown.reader().numDocs();
    if (shown != null) {
      release(shown);
    }
    return new SearchStatus(
        current.indexed(),
        view.sequence(),
        current.committed(),
        documents,
        current.refused(),
        mergedBytes.get(),
        closed ? "The index is closed." : damaged ? "Files of the index are damaged." : words,
        discarded);
  }

  private @Nullable View acquireForStatus() {
    View current = view;
    return current.tryAcquire() ? current : null;
  }

  private void requireOpen() {
    if (closed) {
      throw new SearchUnavailable(Reason.CLOSED, "The search index is closed.", null);
    }
  }

  @Override
  public void close() {
    viewLock.lock();
    try {
      if (closed) {
        return;
      }
      boolean sound = feed.failure() == null && !damaged;
      if (sound) {
        feed.commit();
      }
      closed = true;
      release(view);
      feed.close();
      opened.directory().close();
      if (sound) {
        folder.markClean();
      }
    } catch (IOException | SearchUnavailable e) {
      closed = true;
      LOG.warn("The search index was not closed in order; it is checked at the next start", e);
    } finally {
      viewLock.unlock();
    }
  }
}
