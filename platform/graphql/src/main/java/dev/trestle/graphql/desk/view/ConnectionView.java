package dev.trestle.graphql.desk.view;

import dev.trestle.domain.query.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of any list, and at the same time its page info. Cursors and counts are made when asked
 * for.
 */
public final class ConnectionView implements dev.trestle.sdk.schema.Page.Info {
  private final List<?> nodes;
  private final boolean hasNext;
  private final boolean hasPrevious;
  private final IntFunction<String> cursor;
  private final IntSupplier total;
  private int counted = -1;

  /** One row with its place. */
  public record Edge(ConnectionView page, int index) {
    String cursor() {
      return page.cursor.apply(index);
    }

    Object node() {
      return page.nodes.get(index);
    }
  }

  public ConnectionView(
      List<?> nodes,
      boolean hasNext,
      boolean hasPrevious,
      IntFunction<String> cursor,
      IntSupplier total) {
    this.nodes = nodes;
    this.hasNext = hasNext;
    this.hasPrevious = hasPrevious;
    this.cursor = cursor;
    this.total = total;
  }

  /** A page of records, whose views stand in the same order. */
  public static ConnectionView of(Page<?> page, List<?> nodes) {
    return new ConnectionView(
        nodes, page.hasNext(), page.hasPrevious(), page.cursor(), page.total());
  }

  public List<?> nodes() {
    return nodes;
  }

  List<Edge> edges() {
    List<Edge> edges = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      edges.add(new Edge(this, i));
    }
    return edges;
  }

  int totalCount() {
    if (counted < 0) {
      counted = total.getAsInt();
    }
    return counted;
  }

  @Override
  public boolean hasNextPage() {
    return hasNext;
  }

  @Override
  public boolean hasPreviousPage() {
    return hasPrevious;
  }

  @Override
  public @Nullable String startCursor() {
    return nodes.isEmpty() ? null : cursor.apply(0);
  }

  @Override
  public @Nullable String endCursor() {
    return nodes.isEmpty() ? null : cursor.apply(nodes.size() - 1);
  }
}
