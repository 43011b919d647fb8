package dev.trestle.benchmarks.load;

import java.nio.ByteBuffer;

/** Gives one request after the other. Called by one thread. */
@FunctionalInterface
public interface Requests {

  /**
   * Writes the next whole HTTP request into the buffer.
   *
   * @return false when there are no more
   */
  boolean next(ByteBuffer out);
}
