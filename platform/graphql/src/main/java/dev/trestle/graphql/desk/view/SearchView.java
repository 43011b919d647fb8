package dev.trestle.graphql.desk.view;

import dev.trestle.domain.search.SearchResult;
import dev.trestle.domain.search.SearchResult.Facet;
import dev.trestle.domain.search.SearchResult.Hit;
import java.util.List;

/**
 * What one search found.
 *
 * @param hits those the snapshot knows, with their views
 * @param page the same hits as a page
 */
public record SearchView(Scope scope, SearchResult result, List<Found> hits, ConnectionView page) {
  /** One hit with the view of what was found. */
  public record Found(Hit hit, Object node) {}

  /** Counts by fields that the viewer may read on a ticket. */
  List<Facet> facets() {
    return result.facets().stream()
        .filter(facet -> scope.staff() || !facet.field().equals("queue"))
        .filter(facet -> scope.directory() || !facet.field().equals("company"))
        .toList();
  }
}
