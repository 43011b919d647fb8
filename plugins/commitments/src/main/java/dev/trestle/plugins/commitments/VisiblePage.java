package dev.trestle.plugins.commitments;

import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of what one viewer may see, ordered by a time: the desk's own pages count rows of tickets
 * that the viewer may not know of.
 *
 * @param <T> what is listed
 */
record VisiblePage<T>(List<T> nodes, List<Edge<T>> edges, int totalCount, Info pageInfo)
    implements Page<T> {
  private static final int SIZE_MAX = 200;

  /** A row's place: what stands before it is smaller. */
  record Place(Instant at, UUID id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::at).thenComparing(Place::id);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    String cursor() {
      return at.toEpochMilli() + "." + id;
    }
  }

  /** One row. */
  record Row<T>(Place place, T node) {}

  /** What stands before and behind. */
  record Bounds(
      boolean hasNextPage,
      boolean hasPreviousPage,
      @Nullable String startCursor,
      @Nullable String endCursor)
      implements Info {}

  /** The page that the arguments ask for. */
  static <T> VisiblePage<T> of(List<Row<T>> unordered, Arguments arguments) {
    List<Row<T>> rows = new ArrayList<>(unordered);
    rows.sort(Comparator.comparing(Row::place));
    Integer first = arguments.integer("first");
    Integer last = arguments.integer("last");
    Integer size = first == null ? last : first;
    if ((first == null) == (last == null) || size == null || size < 1 || size > SIZE_MAX) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "PAGE_SIZE",
          "Exactly one of first and last must be given, from 1 to " + SIZE_MAX + ".");
    }
    Place after = place(arguments.string("after"));
    Place before = place(arguments.string("before"));
    int from = 0;
    int to = rows.size();
    while (after != null && from < to && rows.get(from).place().compareTo(after) <= 0) {
      from++;
    }
    while (before != null && to > from && rows.get(to - 1).place().compareTo(before) >= 0) {
      to--;
    }
    if (first != null) {
      to = Math.min(to, from + size);
    } else {
      from = Math.max(from, to - size);
    }
    List<Row<T>> page = rows.subList(from, to);
    List<Edge<T>> edges =
        page.stream().map(row -> new Edge<>(row.place().cursor(), row.node())).toList();
    return new VisiblePage<>(
        page.stream().map(Row::node).toList(),
        edges,
        rows.size(),
        new Bounds(
            to < rows.size(),
            from > 0,
            edges.isEmpty() ? null : edges.getFirst().cursor(),
            edges.isEmpty() ? null : edges.getLast().cursor()));
  }

  private static @Nullable Place place(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    int dot = cursor.indexOf('.');
    try {
      if (dot > 0) {
        return new Place(
            Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, dot))),
            UUID.fromString(cursor.substring(dot + 1)));
      }
    } catch (IllegalArgumentException malformed) {
      // Said below, as for a cursor without its parts.
    }
    throw new FieldProblem(
        ProblemType.INVALID, "CURSOR_INVALID", "Take cursors from this list's own pages.");
  }
}
