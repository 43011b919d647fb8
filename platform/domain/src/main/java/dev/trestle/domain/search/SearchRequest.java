package dev.trestle.domain.search;

import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One search on behalf of one viewer.
 *
 * @param query what a person typed; any text is accepted
 * @param first how many hits at most, 1 to 200
 * @param after the cursor of the last hit already seen
 * @param types the kinds wanted; empty means all
 * @param visibleTickets answers for a ticket slot whether the viewer may see that ticket; null
 *     means every ticket, at no cost
 * @param mayReadNotes whether internal notes may be found
 * @param facets whether to count values per field
 * @param nowMillis the time from which age is reckoned; a following page keeps that of the first
 * @param fragments how many passages of a text to highlight per hit; 0 for no highlights at all
 * @param names what of plugins' texts may be searched by
 */
public record SearchRequest(
    String query,
    int first,
    @Nullable String after,
    Set<SearchType> types,
    @Nullable IntPredicate visibleTickets,
    boolean mayReadNotes,
    boolean facets,
    long nowMillis,
    int fragments,
    SearchNames names) {

  public static final int FIRST_MAX = 200;
  public static final int FRAGMENTS_MAX = 5;

  public SearchRequest {
    if (first < 1 || first > FIRST_MAX) {
      throw new IllegalArgumentException("first must be 1 to " + FIRST_MAX + ", not " + first);
    }
    if (fragments < 0 || fragments > FRAGMENTS_MAX) {
      throw new IllegalArgumentException(
          "fragments must be 0 to " + FRAGMENTS_MAX + ", not " + fragments);
    }
    types = Set.copyOf(types);
  }

  /** A search that no plugin's texts answer. */
  public SearchRequest(
      String query,
      int first,
      @Nullable String after,
      Set<SearchType> types,
      @Nullable IntPredicate visibleTickets,
      boolean mayReadNotes,
      boolean facets,
      long nowMillis,
      int fragments) {
    this(
        query,
        first,
        after,
        types,
        visibleTickets,
        mayReadNotes,
        facets,
        nowMillis,
        fragments,
        SearchNames.NONE);
  }

  public boolean wants(SearchType type) {
    return types.isEmpty() || types.contains(type);
  }
}
