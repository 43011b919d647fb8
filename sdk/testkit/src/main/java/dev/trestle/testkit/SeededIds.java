package dev.trestle.testkit;

import dev.trestle.domain.port.IdSource;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.UUID;

/** Ids as a desk gives them, in the order of time, and the same in every run of a test. */
final class SeededIds implements IdSource {
  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final SplittableRandom random = new SplittableRandom(1);
  private long lastMillis;
  private int counter;

  SeededIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized UUID next() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      counter = 0;
    } else if (++counter == 1 << COUNTER_BITS) {
      lastMillis++;
      counter = 0;
    }
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(lastMillis << 16 | 0x7000L | counter, low);
  }
}
