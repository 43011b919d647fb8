package dev.trestle.app.desk;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.graph.DirtyPage;
import dev.trestle.domain.graph.GraphStore;
import dev.trestle.domain.graph.PageConsumer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A graph that does not exist yet and is made with its first checkpoint, because opening one costs
 * a second of processor time that a first start can do without.
 */
final class LateGraph implements GraphStore {
  private final Supplier<GraphStore> opening;
  private @Nullable GraphStore graph;

  LateGraph(Supplier<GraphStore> opening) {
    this.opening = opening;
  }

  @Override
  public synchronized long appliedSequence() {
    return graph == null ? 0 : graph.appliedSequence();
  }

  @Override
  public synchronized byte[] chainHash() {
    return graph == null ? new byte[0] : graph.chainHash();
  }

  @Override
  public synchronized Document meta() {
    return graph == null ? Document.empty() : graph.meta();
  }

  @Override
  public synchronized void load(PageConsumer consumer) {
    if (graph != null) {
      graph.load(consumer);
    }
  }

  @Override
  public synchronized void checkpoint(
      long appliedSequence, byte[] chainHash, Document meta, List<DirtyPage> pages) {
    GraphStore opened = graph;
    if (opened == null) {
      opened = opening.get();
      // A graph takes checkpoints only after it was asked for its pages; a new one has none.
      opened.load((table, page, bytes) -> {});
      graph = opened;
    }
    opened.checkpoint(appliedSequence, chainHash, meta, pages);
  }

  @Override
  public synchronized void close() {
    if (graph != null) {
      graph.close();
    }
  }
}
