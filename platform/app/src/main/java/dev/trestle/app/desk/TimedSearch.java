package dev.trestle.app.desk;

import dev.trestle.domain.metrics.Histogram;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchStatus;
import dev.trestle.domain.search.SearchUpdate;
import java.util.List;

/** A search index whose searches are timed. The index itself is closed by whoever opened it. */
record TimedSearch(SearchIndex index, Histogram time) implements SearchIndex {
  static TimedSearch of(SearchIndex index, Metrics metrics) {
    return new TimedSearch(
        index,
        metrics.timing("trestle_search_seconds", "Answering one search, highlights included."));
  }

  @Override
  public SearchResult search(SearchRequest request) {
    long started = System.nanoTime();
    try {
      return index.search(request);
    } finally {
      time.recordNanos(System.nanoTime() - started);
    }
  }

  @Override
  public long indexedSequence() {
    return index.indexedSequence();
  }

  @Override
  public long searchableSequence() {
    return index.searchableSequence();
  }

  @Override
  public void apply(long after, long sequence, List<SearchUpdate> updates) {
    index.apply(after, sequence, updates);
  }

  @Override
  public long commit() {
    return index.commit();
  }

  @Override
  public void refresh() {
    index.refresh();
  }

  @Override
  public void awaitSearchable(long sequence) {
    index.awaitSearchable(sequence);
  }

  @Override
  public void reopen() {
    index.reopen();
  }

  @Override
  public void rebuild() {
    index.rebuild();
  }

  @Override
  public SearchStatus status() {
    return index.status();
  }

  @Override
  public void close() {}
}
