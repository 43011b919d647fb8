package dev.trestle.app.operate;

import dev.trestle.domain.search.SearchIndex;
import dev.trestle.domain.search.SearchRequest;
import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchStatus;
import dev.trestle.domain.search.SearchUnavailable;
import dev.trestle.domain.search.SearchUpdate;
import java.util.List;

/**
 * What stands for the index while the command line works on a folder: it takes in nothing and finds
 * nothing. The index catches up from the log when the desk starts.
 */
final class NoSearch implements SearchIndex {
  private static SearchUnavailable closed() {
    return new SearchUnavailable(
        SearchUnavailable.Reason.CLOSED, "Search answers only while the desk runs.", null);
  }

  @Override
  public long indexedSequence() {
    return 0;
  }

  @Override
  public long searchableSequence() {
    return 0;
  }

  @Override
  public void apply(long after, long sequence, List<SearchUpdate> updates) {
    throw closed();
  }

  @Override
  public long commit() {
    return 0;
  }

  @Override
  public void refresh() {
    // There is nothing that could be pending.
  }

  @Override
  public void awaitSearchable(long sequence) {
    throw closed();
  }

  @Override
  public SearchResult search(SearchRequest request) {
    throw closed();
  }

  @Override
  public void reopen() {
    throw closed();
  }

  @Override
  public void rebuild() {
    throw closed();
  }

  @Override
  public SearchStatus status() {
    return new SearchStatus(0, 0, 0, 0, 0, 0, "Search answers only while the desk runs.", null);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
