package dev.trestle.domain.codec;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interner of fixed size: one place per hash, the newest value wins it. It forgets rather than
 * grows, so texts that never repeat cost nothing but a look. For one thread.
 */
public final class RecentValues implements Interner {
  private final @Nullable UUID[] ids;
  private final @Nullable String[] strings;

  /** Both sizes are rounded up to a power of two. */
  public RecentValues(int ids, int strings) {
    this.ids = new UUID[powerOfTwo(ids)];
    this.strings = new String[powerOfTwo(strings)];
  }

  @Override
  public UUID uuid(long mostSignificantBits, long leastSignificantBits) {
    long mixed = (mostSignificantBits ^ leastSignificantBits) * 0x9E3779B97F4A7C15L;
    int place = (int) (mixed >>> 32) & (ids.length - 1);
    UUID known = ids[place];
    if (known != null
        && known.getMostSignificantBits() == mostSignificantBits
        && known.getLeastSignificantBits() == leastSignificantBits) {
      return known;
    }
    UUID fresh = new UUID(mostSignificantBits, leastSignificantBits);
    ids[place] = fresh;
    return fresh;
  }

  @Override
  public String string(String value) {
    int place = (value.hashCode() * 0x9E3779B9 >>> 8) & (strings.length - 1);
    String known = strings[place];
    if (known != null && known.equals(value)) {
      return known;
    }
    strings[place] = value;
    return value;
  }

  private static int powerOfTwo(int wanted) {
    if (wanted < 1 || wanted > 1 << 24) {
      throw new IllegalArgumentException("size must be within 1 and 16,777,216: " + wanted);
    }
    return wanted == 1 ? 1 : Integer.highestOneBit(wanted - 1) << 1;
  }
}
