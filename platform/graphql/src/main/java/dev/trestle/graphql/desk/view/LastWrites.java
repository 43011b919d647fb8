package dev.trestle.graphql.desk.view;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how far each viewer's own writes reach, so that its searches wait for those and for
 * nobody else's. Viewers share a place now and then, which at worst makes one wait for the other.
 */
public final class LastWrites {
  private static final int PLACES = 4096;

  private final AtomicLongArray sequences = new AtomicLongArray(PLACES);

  public void wrote(@Nullable UUID viewer, long sequence) {
    sequences.accumulateAndGet(place(viewer), sequence, Math::max);
  }

  long of(@Nullable UUID viewer) {
    return sequences.get(place(viewer));
  }

  private static int place(@Nullable UUID viewer) {
    return viewer == null ? 0 : (viewer.hashCode() & Integer.MAX_VALUE) % PLACES;
  }
}
