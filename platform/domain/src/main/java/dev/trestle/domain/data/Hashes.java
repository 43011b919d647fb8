package dev.trestle.domain.data;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit hashes that are equal in every run and on every machine, unlike {@code
 * System.identityHashCode} and therefore {@code Enum.hashCode}.
 */
public final class Hashes {
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private Hashes() {}

  /** Spreads every input bit over all output bits; a bijection (Stafford's variant 13). */
  public static long mix(long value) {
    long z = value + SEED;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The hash of a long, or of any narrower integer widened to one. */
  public static long of(long value) {
    return mix(value);
  }

  /** The hash of all 128 bits of an id. */
  public static long of(UUID id) {
    return mix(mix(id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
  }

  /** The hash of a text, of every character in its order and of its length. */
  public static long of(String text) {
    long hash = SEED ^ text.length();
    int length = text.length();
    int at = 0;
    for (; at + 4 <= length; at += 4) {
      long four =
          text.charAt(at)
              | (long) text.charAt(at + 1) << 16
              | (long) text.charAt(at + 2) << 32
              | (long) text.charAt(at + 3) << 48;
      hash = combine(hash, four);
    }
    long rest = 0;
    for (; at < length; at++) {
      rest = rest << 16 | text.charAt(at);
    }
    return mix(combine(hash, rest));
  }

  /** The hash of a compound key; the order of its parts matters, and a part may be null. */
  public static long of(List<?> parts) {
    long hash = SEED + parts.size();
    for (Object part : parts) {
      hash = combine(hash, ofObject(part));
    }
    return mix(hash);
  }

  /**
   * The hash of any value that is equal by content. Enum constants count by their name; types not
   * known here count by {@code hashCode}, which must not depend on identity (beware of a record or
   * collection that holds an enum constant).
   */
  public static long ofObject(@Nullable Object value) {
    return switch (value) {
      case null -> SEED;
      case String text -> of(text);
      case UUID id -> of(id);
      case Long number -> of(number.longValue());
      case Integer number -> of(number.longValue());
      case Short number -> of(number.longValue());
      case Byte number -> of(number.longValue());
      case Enum<?> constant -> of(constant.name());
      case List<?> parts -> of(parts);
      default -> mix(value.hashCode());
    };
  }

  /** Continues a hash with another value; not symmetric. */
  public static long combine(long hash, long value) {
    return (Long.rotateLeft(hash, 29) ^ mix(value)) * 0xD6E8FEB86659FD93L;
  }
}
