package dev.trestle.domain.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How long something took, counted into fixed buckets, so that recording never allocates. */
public final class Histogram {
  private static final long[] TIMING_BOUNDS_NANOS = {
    50_000L,
    100_000L,
    250_000L,
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    100_000_000L,
    250_000_000L,
    500_000_000L,
    1_000_000_000L,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L
  };

  private final LongAdder[] buckets;
  private final LongAdder sumNanos = new LongAdder();

  Histogram() {
    buckets = new LongAdder[TIMING_BOUNDS_NANOS.length + 1];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  /** Records one duration; a negative one, from a clock that stepped, counts as zero. */
  public void recordNanos(long nanos) {
    long duration = Math.max(0, nanos);
    int bucket = 0;
    while (bucket < TIMING_BOUNDS_NANOS.length && duration > TIMING_BOUNDS_NANOS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    sumNanos.add(duration);
  }

  /** How many durations were recorded. */
  public long count() {
    long total = 0;
    for (LongAdder bucket : buckets) {
      total += bucket.sum();
    }
    return total;
  }

  public long sumNanos() {
    return sumNanos.sum();
  }

  int boundCount() {
    return TIMING_BOUNDS_NANOS.length;
  }

  double boundSeconds(int bound) {
    return TIMING_BOUNDS_NANOS[bound] / 1e9;
  }

  long bucket(int index) {
    return buckets[index].sum();
  }
}
