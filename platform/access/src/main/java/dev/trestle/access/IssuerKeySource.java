package dev.trestle.access;

import dev.trestle.domain.credentials.TokenFault;
import dev.trestle.domain.credentials.TrustedIssuer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the keys of one issuer, pinned or fetched. Fetched keys are refreshed every ten minutes,
 * and early when a token names an unknown key, but never more than once a minute, so tokens cannot
 * make the desk hammer an issuer. When the issuer is away, the last keys serve for a day.
 */
final class IssuerKeySource {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeySource.class);
  private static final long FRESH_MILLIS = 10 * 60_000;
  private static final long ATTEMPT_GAP_MILLIS = 60_000;
  private static final long STALE_MILLIS = 24 * 3600_000;

  private final TrustedIssuer issuer;
  private final JwksFetcher fetcher;
  private final InstantSource time;
  private final long leewaySeconds;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Held held = new Held(null, 0, 0);

  /**
   * @param keys the last good keys
   * @param fetchedAtMillis when they came
   * @param attemptedAtMillis when a fetch was begun last, good or not; 0 for never
   */
  private record Held(@Nullable IssuerKeys keys, long fetchedAtMillis, long attemptedAtMillis) {}

  IssuerKeySource(
      TrustedIssuer issuer, JwksFetcher fetcher, InstantSource time, long leewaySeconds) {
    this.issuer = issuer;
    this.fetcher = fetcher;
    this.time = time;
    this.leewaySeconds = leewaySeconds;
  }

  TrustedIssuer issuer() {
    return issuer;
  }

  /** The keys, fetched first when there are none yet or the ones at hand are old. */
  IssuerKeys keys() throws TokenRefused {
    Held now = held;
    if (now.keys() == null) {
      fetching.lock();
      try {
        refreshLocked();
      } finally {
        fetching.unlock();
      }
    } else if (issuer.jwksJson() == null
        && time.millis() - now.fetchedAtMillis() > FRESH_MILLIS
        && fetching.tryLock()) {
      // One request refreshes; the others go on with the keys at hand.
      try {
        refreshLocked();
      } finally {
        fetching.unlock();
      }
    }
    return usable();
  }

  /** The keys after a token named one that is not among them. */
  IssuerKeys keysAfterUnknown() throws TokenRefused {
    if (issuer.jwksJson() == null) {
      fetching.lock();
      try {
        refreshLocked();
      } finally {
        fetching.unlock();
      }
    }
    return usable();
  }

  private IssuerKeys usable() throws TokenRefused {
    Held now = held;
    IssuerKeys keys = now.keys();
    if (keys == null
        || (issuer.jwksJson() == null && time.millis() - now.fetchedAtMillis() > STALE_MILLIS)) {
      throw new TokenRefused(TokenFault.KEYS_UNAVAILABLE);
    }
    return keys;
  }

  private void refreshLocked() throws TokenRefused {
    long now = time.millis();
    String pinned = issuer.jwksJson();
    if (pinned != null) {
      if (held.keys() == null) {
        held = new Held(IssuerKeys.parse(pinned, time, leewaySeconds), now, now);
      }
      return;
    }
    String url = issuer.jwksUrl();
    long sinceAttempt = now - held.attemptedAtMillis();
    // A clock that stepped back must not stop refreshes for the length of the step.
    boolean tooSoon =
        held.attemptedAtMillis() != 0 && sinceAttempt >= 0 && sinceAttempt < ATTEMPT_GAP_MILLIS;
    if (url == null || tooSoon) {
      return;
    }
    held = new Held(held.keys(), held.fetchedAtMillis(), now);
    try {
      String text = fetcher.fetch(url);
      IssuerKeys keys = held.keys();
      // The same keys stay the same object, so tokens verified with them stay remembered.
      if (keys == null || !keys.madeOf(text)) {
        keys = IssuerKeys.parse(text, time, leewaySeconds);
      }
      held = new Held(keys, now, now);
    } catch (IOException e) {
      LOG.warn("keys of issuer {} could not be fetched: {}", issuer.issuer(), e.getMessage());
    } catch (TokenRefused e) {
      LOG.warn("keys of issuer {} could not be used", issuer.issuer());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
