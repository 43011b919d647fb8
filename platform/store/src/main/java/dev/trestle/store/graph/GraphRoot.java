package dev.trestle.store.graph;

import org.jspecify.annotations.Nullable;

/** Where the stored graph begins. Its shape, and that of everything it holds, is a file format. */
final class GraphRoot {
  /** A document with the applied sequence number and what must agree with it. */
  final Frame state = new Frame();

  @Nullable GraphTable firstTable;
}
