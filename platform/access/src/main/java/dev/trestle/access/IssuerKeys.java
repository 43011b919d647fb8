package dev.trestle.access;

import dev.trestle.domain.credentials.TokenFault;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usable keys of an outside issuer: public, for signatures, of an algorithm we know. */
final class IssuerKeys {
  private static final int KEYS_MAX = 100;

  private final String text;
  private final List<Entry> entries;

  private record Entry(@Nullable String kid, SignatureCheck check) {}

  private IssuerKeys(String text, List<Entry> entries) {
    this.text = text;
    this.entries = entries;
  }

  /** Reads a JWK set; refuses one that is not readable or holds no usable key. */
  static IssuerKeys parse(String jwks, InstantSource time, long leewaySeconds) throws TokenRefused {
    List<Entry> entries = new ArrayList<>();
    try {
      for (Jwk<?> jwk : Jwks.setParser().json(JwtJson.READER).build().parse(jwks).getKeys()) {
        // A symmetric or private key in a published set is nobody's secret any more.
        if (entries.size() < KEYS_MAX
            && jwk instanceof PublicJwk<?> published
            && (published.getPublicKeyUse() == null || "sig".equals(published.getPublicKeyUse()))
            && published.toKey() instanceof PublicKey key) {
          SignatureCheck check = SignatureCheck.with(key, time, leewaySeconds);
          if (check != null
              && (jwk.getAlgorithm() == null || check.algorithm().equals(jwk.getAlgorithm()))) {
            entries.add(new Entry(jwk.getId(), check));
          }
        }
      }
    } catch (JwtException | IllegalArgumentException e) {
      throw new TokenRefused(TokenFault.KEYS_UNAVAILABLE);
    }
    if (entries.isEmpty()) {
      throw new TokenRefused(TokenFault.KEYS_UNAVAILABLE);
    }
    return new IssuerKeys(jwks, entries);
  }

  /**
   * The check for a token. Without a key id there has to be exactly one key of the algorithm, so
   * that it is never a matter of trying keys.
   */
  @Nullable SignatureCheck find(@Nullable String kid, String algorithm) {
    SignatureCheck found = null;
    for (Entry entry : entries) {
      if (entry.check().algorithm().equals(algorithm) && (kid == null || kid.equals(entry.kid()))) {
        if (found != null) {
          return null;
        }
        found = entry.check();
      }
    }
    return found;
  }

  /** True when the issuer has a key of that id, whatever its algorithm. */
  boolean knows(String kid) {
    return entries.stream().anyMatch(entry -> kid.equals(entry.kid()));
  }

  boolean madeOf(String jwks) {
    return text.equals(jwks);
  }
}
