package dev.trestle.search;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/**
 * The index as it stood at one moment. Whoever searches holds on to it with {@link #tryAcquire} and
 * {@link #release}; its files stay until the last one lets go.
 */
final class View {
  private final IndexFeed feed;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final int languagesSeen;
  private volatile long sequence;
  private volatile long checkedAtNanos;

  View(IndexFeed feed, DirectoryReader reader, long sequence) {
    this.feed = feed;
    this.reader = reader;
    this.sequence = sequence;
    this.checkedAtNanos = System.nanoTime();
    this.languagesSeen = feed.languagesSeen();
    this.searcher = new IndexSearcher(reader);
    // Visibility differs by viewer and scores are always wanted, so cached filters would not be
    // used.
    this.searcher.setQueryCache(null);
  }

  IndexFeed feed() {
    return feed;
  }

  DirectoryReader reader() {
    return reader;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  int languagesSeen() {
    return languagesSeen;
  }

  long sequence() {
    return sequence;
  }

  /** Nothing changed up to here. */
  void stillValidAt(long newSequence) {
    sequence = newSequence;
    checkedAtNanos = System.nanoTime();
  }

  /** How long ago it showed everything that was fed. */
  long ageNanos() {
    return System.nanoTime() - checkedAtNanos;
  }

  boolean tryAcquire() {
    return reader.tryIncRef();
  }

  void release() throws IOException {
    reader.decRef();
  }
}
