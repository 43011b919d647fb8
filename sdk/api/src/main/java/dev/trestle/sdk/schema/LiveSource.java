package dev.trestle.sdk.schema;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's stream of events, pulled by the connection that serves it. Nothing is buffered
 * without bound: a source that must drop a slow reader throws {@link FieldProblem} of type LIMIT
 * from {@link #next}, and the connection closes with its code.
 *
 * <p>{@link #next} is called by one thread at a time, {@link #close} by any thread, at any time,
 * any number of times; it wakes a waiting {@link #next}.
 */
public interface LiveSource extends AutoCloseable {
  /**
   * The next event, waiting at most this long.
   *
   * @return null when none came in time; {@link LiveItem#END} when no more will come
   */
  @Nullable LiveItem next(Duration timeout) throws InterruptedException;

  /** Lets go of everything the stream holds. */
  @Override
  void close();
}
