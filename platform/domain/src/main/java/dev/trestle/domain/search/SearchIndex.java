package dev.trestle.domain.search;

import java.util.List;

/**
 * A full-text index derived from the commit log, which can be thrown away and built again at any
 * time.
 *
 * <p>One feeder calls {@link #apply} with durable entries in order, and {@link #commit} now and
 * then; any number of threads search meanwhile. After a start, a {@link #reopen} or a {@link
 * #rebuild} the feeder goes on behind {@link #indexedSequence()}, which is 0 for an empty index.
 */
public interface SearchIndex extends AutoCloseable {

  /** The highest sequence number fed so far; the feeder continues with the entry behind it. */
  long indexedSequence();

  /** The highest sequence number that a search started now is sure to see. */
  long searchableSequence();

  /**
   * Takes in the changes of the log behind entry {@code after} up to {@code sequence}, both of
   * which must be durable. Calls at or below the indexed sequence are skipped, so replaying is
   * harmless. The thread that feeds must not be interrupted: Lucene would lose a file it writes.
   *
   * @param after the entry before the first one folded into this call
   * @throws SearchUnavailable with GAP when {@code after} lies behind the indexed sequence, as it
   *     does after a reopen or rebuild: feed again from {@link #indexedSequence()}; with
   *     INDEXING_FAILED when the index has failed; the changes are then not taken in
   */
  void apply(long after, long sequence, List<SearchUpdate> updates);

  /**
   * Makes everything fed so far survive a power cut, together with its sequence number.
   *
   * @return the committed sequence, from which a restart goes on
   */
  long commit();

  /** Makes everything fed so far searchable; costs nothing when nothing is pending. */
  void refresh();

  /**
   * Returns once a search sees {@code sequence}, refreshing when needed, so that a writer finds
   * what it wrote.
   *
   * @throws SearchUnavailable with LAGGING when the feeder has not come that far in time
   */
  void awaitSearchable(long sequence);

  /**
   * Answers a query. No query text makes this fail; at worst nothing is found.
   *
   * @throws SearchUnavailable when there is nothing sound to search in
   * @throws SearchCursorRefused when {@code after} was not made by this index
   */
  SearchResult search(SearchRequest request);

  /**
   * Starts indexing again from the last commit after a failure such as a full disk. Searches go on
   * from the last good view until the feeder has caught up with it.
   */
  void reopen();

  /** Throws the index away; {@link #indexedSequence()} is 0 afterwards. */
  void rebuild();

  SearchStatus status();

  /** Commits if it can, and releases the files. */
  @Override
  void close();
}
