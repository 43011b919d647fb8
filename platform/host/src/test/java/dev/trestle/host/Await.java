package dev.trestle.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes about by itself, and not for ever. */
public final class Await {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    assertTrue(condition.getAsBoolean(), what);
  }

  public static void untilCollected(String what, BooleanSupplier condition) {
    until(
        what,
        () -> {
          System.gc();
          return condition.getAsBoolean();
        });
  }
}
