package dev.trestle.domain.search;

import org.jspecify.annotations.Nullable;

/**
 * How the index is doing, for health checks and metrics.
 *
 * @param documents tickets and messages that a search sees now
 * @param refusedDocuments documents the index could not take since it was opened
 * @param mergedBytes what merging parts of the index has written since it was opened
 * @param failure why indexing stopped, in words for an operator; null while it runs
 * @param discarded why an index found at opening was thrown away; null when it was kept or new
 */
public record SearchStatus(
    long indexedSequence,
    long searchableSequence,
    long committedSequence,
    long documents,
    long refusedDocuments,
    long mergedBytes,
    @Nullable String failure,
    @Nullable String discarded) {

  public boolean healthy() {
    return failure == null;
  }
}
