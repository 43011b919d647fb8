package dev.trestle.sdk.record;

import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The records of one type in one snapshot. Keys are given as the component holds them; an unknown
 * index throws {@link IllegalArgumentException}.
 *
 * @param <R> the record class
 */
@Api
public interface Records<R> {
  @Nullable R get(@Nullable UUID id);

  /** All of them, in the order they were first put. */
  Rows<R> all();

  /** The one record under this key of a unique index; several components make several keys. */
  @Nullable R unique(String index, Object... keys);

  /** The records under this key of a grouped index, in the order they were first put. */
  Rows<R> group(String index, Object key);

  /** All records that have a value there, ascending by a sorted index. */
  Rows<R> sorted(String index);

  /** The records of one group, ascending by an index that sorts within groups. */
  Rows<R> sortedWithin(String index, Object group);

  /** Records, decoded as they are visited. */
  @Api
  interface Rows<R> extends Iterable<R> {
    int size();

    /** The first of them; fewer when there are fewer. */
    List<R> first(int max);

    /** The last of them, the very last first; fewer when there are fewer. */
    List<R> last(int max);

    /**
     * A page of them, by the arguments {@code first} and {@code after}, or {@code last} and {@code
     * before}, of a connection field.
     *
     * @throws dev.trestle.sdk.problem.ProblemException when the arguments do not fit, with the
     *     codes that the desk's own lists use
     */
    Page<R> page(Arguments arguments);
  }
}
