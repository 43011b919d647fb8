package dev.trestle.domain.search;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one search found. Only what the viewer may see was counted.
 *
 * @param totalCount the exact number of hits on all pages
 * @param hasMore whether hits follow behind the last one here
 * @param facets counts over the tickets among all hits, largest first, ties by value; plus "kind"
 *     over all hits; empty unless asked for
 * @param corrected whether similar words were searched because the given ones found nothing
 * @param correctedTerms the similar words found in the hits of this page, sorted
 * @param relaxed whether hits may lack some of the words because no text held all of them
 */
public record SearchResult(
    int totalCount,
    List<Hit> hits,
    boolean hasMore,
    List<Facet> facets,
    boolean corrected,
    List<String> correctedTerms,
    boolean relaxed) {

  public SearchResult {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
    correctedTerms = List.copyOf(correctedTerms);
  }

  /**
   * A ticket or message found.
   *
   * @param ordinal the message's place inside its ticket; null for a ticket
   * @param score higher is better; comparable within one result only
   * @param cursor give it as {@code after} to go on behind this hit
   */
  public record Hit(
      SearchType type,
      UUID ticketId,
      int ticketSlot,
      @Nullable Integer ordinal,
      float score,
      List<Highlight> highlights,
      String cursor) {
    public Hit {
      highlights = List.copyOf(highlights);
    }
  }

  /**
   * A passage with its matches. The fragment is plain text, so whoever shows it as HTML escapes it
   * first; spans are counted in UTF-16 units of the fragment, in order, without overlap.
   *
   * @param field "subject" or "text"
   */
  public record Highlight(String field, String fragment, List<Span> spans) {
    public Highlight {
      spans = List.copyOf(spans);
    }
  }

  /** The half-open range from start to end. */
  public record Span(int start, int end) {}

  public record Facet(String field, List<FacetValue> values) {
    public Facet {
      values = List.copyOf(values);
    }
  }

  public record FacetValue(String value, int count) {}
}
