package dev.trestle.domain.plugin.records;

import dev.trestle.sdk.schema.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of records, and at the same time its page info. */
record OwnPage<R>(List<Edge<R>> edges, int totalCount, boolean hasNextPage, boolean hasPreviousPage)
    implements Page<R>, Page.Info {
  @Override
  public List<R> nodes() {
    return edges.stream().map(Edge::node).toList();
  }

  @Override
  public Info pageInfo() {
    return this;
  }

  @Override
  public @Nullable String startCursor() {
    return edges.isEmpty() ? null : edges.getFirst().cursor();
  }

  @Override
  public @Nullable String endCursor() {
    return edges.isEmpty() ? null : edges.getLast().cursor();
  }
}
