package dev.trestle.store.log;

import org.jspecify.annotations.Nullable;

/** The contract in memory. */
class MemoryCommitLogTest extends CommitLogContract {

  private @Nullable MemoryCommitLog first;

  @Override
  SegmentedLog open(LogOptions options) {
    MemoryCommitLog before = first;
    MemoryCommitLog next =
        before == null ? MemoryCommitLog.create(options) : before.reopen(options);
    first = next;
    return next;
  }
}
