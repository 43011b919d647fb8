package dev.trestle.sdk.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that grows: what stands behind a connection type of the schema. The desk makes
 * pages, with cursors that hold their place while the list changes.
 *
 * <p>The schema text declares the connection and its edge as the public schema has them for
 * tickets; {@link #fields} registers both:
 *
 * <pre>{@code
 * type ReminderConnection { totalCount: Int! pageInfo: PageInfo! edges: [ReminderEdge!]! nodes: [Reminder!]! }
 * type ReminderEdge { cursor: Cursor! node: Reminder! }
 * }</pre>
 *
 * @param <T> what is listed
 */
public interface Page<T> {
  /** The rows of this page, in the order of the list. */
  List<T> nodes();

  /** The same rows, each with its place. */
  List<Edge<T>> edges();

  /** How many rows the whole list has. */
  int totalCount();

  Info pageInfo();

  /**
   * One row of a page.
   *
   * @param cursor its place in the list, opaque
   */
  record Edge<T>(String cursor, T node) {}

  /** What stands before and behind a page: the type {@code PageInfo} of the public schema. */
  interface Info {
    boolean hasNextPage();

    boolean hasPreviousPage();

    /** The first row's place; null on an empty page. */
    @Nullable String startCursor();

    /** The last row's place; null on an empty page. */
    @Nullable String endCursor();
  }

  /**
   * The fields of a connection type and of its edge type.
   *
   * @param node the object type that is listed, such as {@code Reminder}
   */
  static List<Fields<?>> fields(String node) {
    return List.of(
        Fields.of(node + "Connection", Page.class)
            .intGetter("totalCount", Page::totalCount)
            .getter("pageInfo", Page::pageInfo)
            .getter("edges", Page::edges)
            .getter("nodes", Page::nodes),
        Fields.of(node + "Edge", Edge.class)
            .getter("cursor", Edge::cursor)
            .getter("node", Edge::node));
  }
}
