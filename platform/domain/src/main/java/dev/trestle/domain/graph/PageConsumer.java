package dev.trestle.domain.graph;

/** Receives the pages of a graph while it is loaded. */
@FunctionalInterface
public interface PageConsumer {
  /** One page; tables come one after the other, the pages of a table in ascending order. */
  void page(String table, int pageIndex, byte[] page);
}
