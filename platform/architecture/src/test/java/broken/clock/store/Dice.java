package broken.clock.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Does everything that gives another answer the second time, and some things that do not. */
final class Dice {
  final Instant now = Instant.now();
  final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  final long millis = System.currentTimeMillis();
  final UUID id = UUID.randomUUID();
  final Random random = new Random();
  final Random secure = new SecureRandom();
  final Random local = ThreadLocalRandom.current();
  final double fraction = Math.random();
  final Clock clock = Clock.systemUTC();

  final Random seeded = new Random(7);
  final long elapsed = System.nanoTime();

  Instant given(Clock given) throws InterruptedException {
    Thread.sleep(1);
    return seeded.nextBoolean() ? Instant.now(given) : given.instant();
  }
}
