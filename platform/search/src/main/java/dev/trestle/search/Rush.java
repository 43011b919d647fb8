package dev.trestle.search;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells when so much is written that whatever can wait had better wait: an import, or a morning on
 * which everything breaks. It goes by the share of the time that feeding takes, so that it means
 * the same on a fast machine and a slow one.
 */
final class Rush {
  private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SHARE = 5;

  /** Whoever writes much pauses now and then; work that began in a pause would be in their way. */
  private static final long OVER_AFTER_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final LongSupplier nanos;
  private final AtomicLong searches = new AtomicLong();
  private long spanStart;
  private long fedInSpan;
  private volatile boolean rushed;
  private volatile long rushedAt;

  /**
   * @param nanos tells the time, as {@link System#nanoTime} does
   */
  Rush(LongSupplier nanos) {
    this.nanos = nanos;
    this.spanStart = nanos.getAsLong();
  }

  long now() {
    return nanos.getAsLong();
  }

  /** Feeding took from then until now; called by one thread at a time. */
  void fedSince(long start) {
    long now = now();
    fedInSpan += now - start;
    long span = now - spanStart;
    if (span >= SPAN_NANOS) {
      if (fedInSpan * SHARE >= span) {
        rushedAt = now;
        rushed = true;
      }
      spanStart = now;
      fedInSpan = 0;
    }
  }

  boolean isOn() {
    return rushed && now() - rushedAt < OVER_AFTER_NANOS;
  }

  void searched() {
    searches.incrementAndGet();
  }

  /** How many searches there were so far. */
  long searches() {
    return searches.get();
  }
}
