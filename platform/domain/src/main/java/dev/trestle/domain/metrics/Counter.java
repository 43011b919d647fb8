package dev.trestle.domain.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Something that only ever grows, such as requests answered. */
public final class Counter {
  private final LongAdder count = new LongAdder();

  Counter() {}

  public void increment() {
    count.increment();
  }

  /** Adds {@code amount}, which must not be negative. */
  public void add(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("a counter never falls, but was given " + amount);
    }
    count.add(amount);
  }

  public long value() {
    return count.sum();
  }
}
