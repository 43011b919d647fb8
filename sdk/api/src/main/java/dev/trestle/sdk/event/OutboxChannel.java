package dev.trestle.sdk.event;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Spi;
import dev.trestle.sdk.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers something outside: a mail, a webhook, a text message. Each entry is tried at least once,
 * each attempt under the same key; entries of one order key one after the other, of several at the
 * same time. A desk that is killed between a delivery and its note tries again, so receivers must
 * take the key for what it is.
 */
@Spi
public interface OutboxChannel {
  /** Unique within the plugin, lower camel case; names the stored entries for good. */
  String name();

  /**
   * Tries once. May wait for the network, up to {@link #limit}; an exception counts as a failure to
   * be retried.
   */
  Delivery deliver(Outgoing outgoing) throws Exception;

  /** How long one attempt may take, at most five minutes. */
  default Duration limit() {
    return Duration.ofSeconds(30);
  }

  /** How many attempts may be under way at once, 1 to 64. */
  default int parallel() {
    return 8;
  }

  /** When failures are tried again. */
  default Backoff backoff() {
    return Backoff.USUAL;
  }

  /** What a channel is handed. */
  @Api
  interface Outgoing {
    /** The same for every attempt; what receivers tell repetitions by. */
    UUID key();

    String orderKey();

    /** 1 for the first attempt. */
    int attempt();

    /** When it was put into the outbox. */
    Instant createdAt();

    /** The time of this attempt. */
    Instant now();

    /** As it was sent; whole numbers are Long, times are Instant. */
    Map<String, Object> payload();

    /** The latest. */
    Snapshot snapshot();

    Surroundings surroundings();
  }

  /**
   * What became of an attempt.
   *
   * @param outcome whether it is done with
   * @param reason for people, why not; null when delivered
   * @param after wait at least this long before the next attempt; null for the usual
   * @param note what to change in the commit that closes the attempt; null for nothing
   */
  record Delivery(
      Outcome outcome,
      @Nullable String reason,
      @Nullable Duration after,
      @Nullable Consumer<Draft> note) {
    /** Whether an entry is done with. */
    public enum Outcome {
      /** It arrived. */
      DELIVERED,
      /** Passing trouble: try again. */
      RETRY,
      /** It can never arrive: set it aside as dead. */
      REFUSED,
      /** Nobody wants it any more: drop it. */
      DROPPED
    }

    public static Delivery delivered() {
      return new Delivery(Outcome.DELIVERED, null, null, null);
    }

    public static Delivery retry(String reason) {
      return new Delivery(Outcome.RETRY, reason, null, null);
    }

    public static Delivery refused(String reason) {
      return new Delivery(Outcome.REFUSED, reason, null, null);
    }

    public static Delivery dropped(String reason) {
      return new Delivery(Outcome.DROPPED, reason, null, null);
    }

    /** The same, not before this long. */
    public Delivery notBefore(@Nullable Duration wait) {
      return new Delivery(outcome, reason, wait, note);
    }

    /** The same, with changes in the commit that closes the attempt. */
    public Delivery noting(Consumer<Draft> changes) {
      return new Delivery(outcome, reason, after, changes);
    }
  }

  /**
   * When failures are tried again.
   *
   * @param waits before the second attempt, the third, and so on; the last one repeats. The desk
   *     varies each by up to a tenth
   * @param giveUpAfter counted from when it was put into the outbox; then it is set aside as dead
   */
  record Backoff(List<Duration> waits, Duration giveUpAfter) {
    /** Five seconds, then ever longer up to six hours; given up after 72 hours. */
    public static final Backoff USUAL =
        new Backoff(
            List.of(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(6)),
            Duration.ofHours(72));

    public Backoff {
      waits = List.copyOf(waits);
      if (waits.isEmpty()) {
        throw new IllegalArgumentException("a backoff waits at least once");
      }
    }
  }
}
