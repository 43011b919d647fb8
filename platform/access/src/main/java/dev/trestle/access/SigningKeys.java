package dev.trestle.access;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.port.IdSource;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes, replaces and publishes signing keys.
 *
 * <p>A key signs for a set time. Its successor is made and published early, so that whoever caches
 * the key set knows it before it signs; the old key stays published until the last token it signed
 * has ended.
 */
final class SigningKeys {
  static final String ALGORITHM = "EdDSA";

  private final SecretBox box;
  private final SecureRandom random;
  private final IdSource ids;
  private final Duration lifetime;
  private final Duration notice;
  private final Duration overlap;

  SigningKeys(SecretBox box, SecureRandom random, IdSource ids, AccessSettings settings) {
    this.box = box;
    this.random = random;
    this.ids = ids;
    this.lifetime = settings.signingKeyLifetime();
    this.notice = settings.signingKeyNotice();
    this.overlap = settings.accessTokenLifetime().plus(settings.leeway().multipliedBy(2));
  }

  /** The keys to put now, new or changed; empty when nothing is due. */
  List<SigningKey> rotate(List<SigningKey> keys, long nowMillis) {
    SigningKey latest = latest(keys, Long.MAX_VALUE);
    if (latest == null || latest.retired(nowMillis)) {
      return List.of(generate(nowMillis, nowMillis));
    }
    List<SigningKey> changes = new ArrayList<>();
    SigningKey newest = latest;
    long endsAt = latest.activeFromMillis() + lifetime.toMillis();
    if (nowMillis >= endsAt - notice.toMillis()) {
      // A desk that was switched off past the end still gives the full notice.
      newest = generate(nowMillis, Math.max(endsAt, nowMillis + notice.toMillis()));
      changes.add(newest);
    }
    for (SigningKey key : keys) {
      if (key.retiresAtMillis() == 0 && key.activeFromMillis() < newest.activeFromMillis()) {
        changes.add(key.retireAt(newest.activeFromMillis() + overlap.toMillis()));
      }
    }
    return changes;
  }

  /** The key that began to sign last, at or before the given time; null when there is none. */
  static @Nullable SigningKey latest(List<SigningKey> keys, long atMillis) {
    SigningKey latest = null;
    for (SigningKey key : keys) {
      if (key.activeFromMillis() <= atMillis
          && (latest == null || key.activeFromMillis() >= latest.activeFromMillis())) {
        latest = key;
      }
    }
    return latest;
  }

  /** The key that begins to sign before all others; null when there is none. */
  static @Nullable SigningKey first(List<SigningKey> keys) {
    return keys.stream().min(Comparator.comparingLong(SigningKey::activeFromMillis)).orElse(null);
  }

  /** The public keys that may meet a client now or soon, as a JWK set (RFC 7517). */
  static String jwks(List<SigningKey> keys, long nowMillis) {
    List<Map<String, String>> jwks = new ArrayList<>();
    for (SigningKey key : keys) {
      if (key.retired(nowMillis)) {
        continue;
      }
      Map<String, String> jwk = new LinkedHashMap<>();
      jwk.put("kty", "OKP");
      jwk.put("crv", "Ed25519");
      jwk.put("use", "sig");
      jwk.put("alg", key.algorithm());
      jwk.put("kid", key.kid());
      jwk.put("x", key.publicX());
      jwks.add(jwk);
    }
    return JsonText.of(Map.of("keys", jwks));
  }

  private SigningKey generate(long nowMillis, long activeFromMillis) {
    KeyPair pair = Ed25519.generate(random);
    UUID id = ids.next();
    String kid = id.toString();
    String sealed = box.seal(pair.getPrivate().getEncoded(), sealContext(kid));
    return new SigningKey(
        id,
        0,
        kid,
        ALGORITHM,
        Ed25519.x(pair.getPublic()),
        sealed,
        nowMillis,
        activeFromMillis,
        0,
        Document.empty());
  }

  static String sealContext(String kid) {
    return "signing-key:" + kid;
  }
}
