package dev.trestle.plugins.email.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Remembers of which messages an attempt did not come to its end: the desk stopped it, or the
 * message was too much for it. Such a message is not read for ever. After a restart of the desk or
 * the plugin everything is tried anew.
 */
final class Attempts {
  /** What failed so often is not read any more. */
  static final int FAILED_MAX = 2;

  /** What has been read for so long does not come to its end. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int KEPT_MAX = 10_000;
  private static final BiFunction<Integer, Integer, Integer> SUM = Integer::sum;

  /** How often, by fingerprint. */
  private final Map<String, Integer> failed = new ConcurrentHashMap<>();

  /** Since when, by fingerprint. */
  private final Map<String, Instant> underWay = new ConcurrentHashMap<>();

  /** What somebody does with a message. */
  @FunctionalInterface
  interface Attempt {
    Taken take() throws IntakeBusy;
  }

  /** Whether it may be read once more. */
  boolean mayRead(String taken, Instant now) {
    if (failed.size() > KEPT_MAX) {
      failed.clear();
    }
    Instant since = underWay.get(taken);
    return failed.getOrDefault(taken, 0) < FAILED_MAX
        && (since == null || now.isBefore(since.plus(PATIENCE)));
  }

  /** Does it, and remembers when it came to no end. */
  Taken noted(String taken, Instant now, Attempt attempt) throws IntakeBusy {
    underWay.putIfAbsent(taken, now);
    boolean ended = false;
    try {
      Taken done = attempt.take();
      ended = true;
      failed.remove(taken);
      return done;
    } catch (IntakeBusy busy) {
      ended = true;
      throw busy;
    } finally {
      // The desk throws at the next call of the plugin's own code once more while it stops a call,
      // so all that is noted here is noted by Java's own.
      underWay.remove(taken);
      if (!ended) {
        failed.merge(taken, 1, SUM);
      }
    }
  }
}
