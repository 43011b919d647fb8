package dev.trestle.app.desk;

import dev.trestle.domain.port.IdSource;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of time, then a counter so that ids of one
 * millisecond keep their order, then random bits so that nobody can guess the next one.
 */
public final class TimeOrderedIds implements IdSource {
  private static final int COUNTER_BITS = 12;
  // For 64 ids at once, since a draw of few bytes costs almost as much as one of many.
  private static final int DRAWN_BYTES = 512;

  private final InstantSource clock;
  private final SecureRandom random;
  private final ByteBuffer drawn = ByteBuffer.allocate(DRAWN_BYTES).limit(0);
  private long lastMillis;
  private int counter;

  public TimeOrderedIds(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public UUID next() {
    long low;
    long high;
    synchronized (this) {
      low = randomBits() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
      long now = clock.millis();
      if (now > lastMillis) {
        lastMillis = now;
        counter = (int) (low >>> 48 & 0x3FF);
      } else if (++counter == 1 << COUNTER_BITS) {
        // More ids than one millisecond holds, or a clock that stepped back: borrow the next one.
        lastMillis++;
        counter = 0;
      }
      high = lastMillis << 16 | 0x7000L | counter;
    }
    return new UUID(high, low);
  }

  private long randomBits() {
    if (!drawn.hasRemaining()) {
      random.nextBytes(drawn.array());
      drawn.clear();
    }
    return drawn.getLong();
  }
}
