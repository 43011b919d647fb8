package dev.trestle.domain.graph;

import dev.trestle.domain.codec.Document;
import java.util.List;

/**
 * The checkpoint of the state behind the commit log. Every call may throw {@link GraphException}.
 * Meant for one thread at a time: the start, then whoever writes checkpoints.
 */
public interface GraphStore extends AutoCloseable {
  /** The last log entry whose effect the pages hold; 0 when nothing was ever checkpointed. */
  long appliedSequence();

  /** The log's chain hash at {@link #appliedSequence}; empty when nothing was ever checkpointed. */
  byte[] chainHash();

  /** The kernel's small named values as of {@link #appliedSequence}. */
  Document meta();

  /**
   * Hands out every page, checked. At most once per opened graph, and before its first checkpoint:
   * the graph does not keep pages in the heap.
   */
  void load(PageConsumer consumer);

  /** Replaces pages and adds new ones, together with the sequence number they then stand for. */
  void checkpoint(long appliedSequence, byte[] chainHash, Document meta, List<DirtyPage> pages);

  @Override
  void close();
}
