package dev.trestle.benchmarks.desk;

import java.util.SplittableRandom;
import java.util.UUID;

/** Time-ordered ids (version 7) as a client proposes them, the same for the same seed. */
public final class Ids {
  private static final long START_MILLIS = 1_790_000_000_000L;

  private final SplittableRandom random;
  private long millis = START_MILLIS;

  public Ids(long seed) {
    random = new SplittableRandom(seed);
  }

  public String next() {
    millis += 1 + random.nextInt(50);
    long high = millis << 16 | 0x7000 | random.nextInt(1 << 12);
    long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
