package dev.trestle.benchmarks.load;

/** Counts durations in buckets 1/32 wide, from a nanosecond to an hour. */
public final class Histogram {
  private static final int SUB_BITS = 5;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[(64 - SUB_BITS) * SUB];
  private long total;
  private long longest;

  public void record(long nanos) {
    long value = Math.max(nanos, SUB);
    int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    counts[shift * SUB + (int) (value >>> shift) - SUB]++;
    total++;
    longest = Math.max(longest, nanos);
  }

  public void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    longest = Math.max(longest, other.longest);
  }

  public long count() {
    return total;
  }

  public long longestNanos() {
    return longest;
  }

  /** The upper bound of the bucket that holds this share of all values. */
  public long nanosAt(double share) {
    long wanted = Math.max(1, (long) Math.ceil(total * share));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        int shift = i / SUB;
        return Math.min(longest, ((long) (i % SUB + SUB + 1) << shift) - 1);
      }
    }
    return longest;
  }
}
