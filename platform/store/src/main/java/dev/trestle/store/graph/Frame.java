package dev.trestle.store.graph;

import org.jspecify.annotations.Nullable;

/**
 * The holder of one stored byte array. It stays in the heap with its object id; its content is
 * there only between reading and handing out, or between a change and its commit.
 */
final class Frame {
  transient byte @Nullable [] content;

  /** What this page adds to the graph's fingerprint; 0 until it has been read or written. */
  transient long stamp;

  byte[] required() {
    byte[] bytes = content;
    if (bytes == null) {
      throw new IllegalStateException("a frame without content");
    }
    return bytes;
  }
}
