package dev.trestle.http.exchange;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Token buckets by name, in bounded memory. A bucket is kept as one number, the moment it will be
 * full again (the generic cell rate algorithm), so a full bucket needs no memory at all.
 */
public final class RateLimits {
  private final ConcurrentHashMap<String, AtomicLong> fullAt = new ConcurrentHashMap<>();
  private final AtomicLong strangersFullAt;
  private final LongSupplier nanoClock;
  private final int bucketsMax;

  /**
   * @param bucketsMax names to remember; beyond it, new names share one bucket until others are
   *     full
   */
  public RateLimits(int bucketsMax, LongSupplier nanoClock) {
    this.bucketsMax = bucketsMax;
    this.nanoClock = nanoClock;
    this.strangersFullAt = new AtomicLong(nanoClock.getAsLong());
  }

  /**
   * Takes one token from the bucket of this name.
   *
   * @param perSecond tokens that flow in; 0 switches the limit off
   * @param burst tokens the full bucket holds
   * @throws Refusal 429 when it is empty
   */
  public void take(String name, int perSecond, int burst) {
    if (perSecond <= 0) {
      return;
    }
    long now = nanoClock.getAsLong();
    long cost = 1_000_000_000L / perSecond;
    long capacity = cost * Math.max(1, burst);
    AtomicLong bucket = bucket(name, now);
    while (true) {
      long before = bucket.get();
      long after = (before - now > 0 ? before : now) + cost;
      if (after - now > capacity) {
        long waitNanos = after - now - capacity;
        throw Refusals.rateLimited(Math.max(1, (waitNanos + 999_999_999L) / 1_000_000_000L));
      }
      if (bucket.compareAndSet(before, after)) {
        return;
      }
    }
  }

  int size() {
    return fullAt.size();
  }

  private AtomicLong bucket(String name, long now) {
    AtomicLong bucket = fullAt.get(name);
    if (bucket != null) {
      return bucket;
    }
    if (fullAt.size() >= bucketsMax) {
      fullAt.values().removeIf(full -> full.get() - now <= 0);
      if (fullAt.size() >= bucketsMax) {
        return strangersFullAt;
      }
    }
    return fullAt.computeIfAbsent(name, _ -> new AtomicLong(now));
  }
}
