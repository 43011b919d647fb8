package dev.trestle.access;

import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TokenFault;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of one snapshot, ready for use, with the tokens verified by them. A changed key
 * makes a new set, and so forgets every token verified before.
 */
final class KeySet {
  private static final int VERIFIED_MAX = 20_000;

  private final List<SigningKey> source;
  private final Map<String, Entry> byKid = new HashMap<>();
  private final Map<String, PrivateKey> opened = new ConcurrentHashMap<>();
  private final VerifiedCache<AccessTokens.Remembered> verified = new VerifiedCache<>(VERIFIED_MAX);

  /** A key and the check that goes with it. */
  record Entry(SigningKey key, SignatureCheck check) {}

  KeySet(List<SigningKey> source, InstantSource time, long leewaySeconds) {
    this.source = List.copyOf(source);
    for (SigningKey key : this.source) {
      SignatureCheck check =
          SignatureCheck.with(Ed25519.publicKey(key.publicX()), time, leewaySeconds);
      if (check == null || !check.algorithm().equals(key.algorithm())) {
        throw new IllegalStateException("signing key " + key.kid() + " has no known algorithm");
      }
      byKid.put(key.kid(), new Entry(key, check));
    }
  }

  boolean madeOf(List<SigningKey> keys) {
    return source == keys || source.equals(keys);
  }

  VerifiedCache<AccessTokens.Remembered> verified() {
    return verified;
  }

  /** The key a token names, if it signs or has signed lately. */
  Entry require(@Nullable String kid, long nowMillis, long leewayMillis) throws TokenRefused {
    Entry entry = kid == null ? null : byKid.get(kid);
    if (entry == null
        || entry.key().retired(nowMillis)
        || (nowMillis < entry.key().activeFromMillis() - leewayMillis
            && !entry.key().equals(signing(nowMillis)))) {
      throw new TokenRefused(TokenFault.KEY);
    }
    return entry;
  }

  /**
   * The key that signs now. Before the first of them, where only a clock that stepped back can be,
   * that is the first: a desk that nobody can sign in to helps nobody.
   */
  SigningKey signing(long nowMillis) {
    SigningKey key = SigningKeys.latest(source, nowMillis);
    if (key == null) {
      key = SigningKeys.first(source);
    }
    if (key == null || key.retired(nowMillis)) {
      throw new IllegalStateException("no signing key; keys have to be rotated at start");
    }
    return key;
  }

  PrivateKey open(SigningKey key, SecretBox box) {
    return opened.computeIfAbsent(
        key.kid(),
        kid -> {
          try {
            return Ed25519.privateKey(box.open(key.privateSealed(), SigningKeys.sealContext(kid)));
          } catch (SecretBox.Unopenable e) {
            throw new IllegalStateException("signing key " + kid + " does not open", e);
          }
        });
  }
}
