package dev.trestle.access;

import dev.trestle.domain.credentials.BearerVerifier;
import dev.trestle.domain.credentials.SignInDesk;
import dev.trestle.domain.port.IdSource;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** The parts of this floor, put together. */
public record Access(BearerVerifier bearers, SignInDesk signIns) {

  /** Whether a text is a JWK set with at least one public key that tokens can be checked with. */
  public static boolean readsKeySet(String jwks) {
    try {
      IssuerKeys.parse(jwks, () -> Instant.EPOCH, 0);
      return true;
    } catch (TokenRefused unusable) {
      return false;
    }
  }

  /**
   * @param time for every statement about time; a test's may be moved
   * @param random for every secret; has to be a strong one outside tests
   * @param fetcher brings the keys of issuers that are not pinned
   */
  public static Access open(
      AccessSettings settings,
      SecretKeys keys,
      InstantSource time,
      SecureRandom random,
      IdSource ids,
      JwksFetcher fetcher) {
    SecretBox box = new SecretBox(keys, random);
    AccessTokens accessTokens = new AccessTokens(settings, box, time);
    OutsideTokens outsideTokens = new OutsideTokens(settings, fetcher, time);
    return new Access(
        new BearerCheck(accessTokens, outsideTokens, settings.issuer(), time),
        new SignInOffice(settings, box, accessTokens, time, random, ids));
  }
}
