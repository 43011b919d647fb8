package dev.trestle.domain.graph;

/**
 * A page that changed since the last checkpoint. The bytes belong to the graph from then on.
 *
 * @param pageIndex 0 or more; a table's indexes should be dense
 */
public record DirtyPage(String table, int pageIndex, byte[] bytes) {
  public DirtyPage {
    if (table.isEmpty() || pageIndex < 0) {
      throw new IllegalArgumentException("no page: '" + table + "' " + pageIndex);
    }
  }
}
