package dev.trestle.access;

import dev.trestle.domain.credentials.TokenFault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token, each read with its exact type. Times are whole seconds in a sensible
 * range: RFC 7519 would allow fractions, but no issuer we know sends them, and a lenient reader is
 * how {@code "exp": "never"} becomes a token without an end.
 */
record TokenClaims(Map<String, @Nullable Object> payload) {
  private static final long YEAR_10000_SECONDS = 253_402_300_800L;
  private static final int TEXT_LENGTH_MAX = 512;

  /** When a token was issued and when it ends. */
  record Times(long issuedAtSeconds, long expiresAtSeconds) {}

  /** A text claim that has to be there. */
  String text(String name) throws TokenRefused {
    String text = textOrNull(name);
    if (text == null) {
      throw new TokenRefused(TokenFault.CLAIM);
    }
    return text;
  }

  @Nullable String textOrNull(String name) throws TokenRefused {
    if (!payload.containsKey(name)) {
      return null;
    }
    if (!(payload.get(name) instanceof String text)
        || text.isBlank()
        || text.length() > TEXT_LENGTH_MAX
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new TokenRefused(TokenFault.CLAIM);
    }
    return text;
  }

  /** Refuses unless the issuer is exactly the given one. */
  void requireIssuer(String issuer) throws TokenRefused {
    if (!issuer.equals(payload.get("iss"))) {
      throw new TokenRefused(TokenFault.ISSUER);
    }
  }

  /** Refuses unless the audience is exactly the given one, or one entry of a list of texts. */
  void requireAudience(String audience) throws TokenRefused {
    Object value = payload.get("aud");
    boolean meant =
        value instanceof List<?> list
            ? list.contains(audience) && list.stream().allMatch(String.class::isInstance)
            : audience.equals(value);
    if (!meant) {
      throw new TokenRefused(TokenFault.AUDIENCE);
    }
  }

  /**
   * Checks {@code iat}, {@code exp} (both required) and {@code nbf} against the time.
   *
   * @param lifetimeMaxSeconds a token meant to live longer than this is refused
   */
  Times requireTimes(long nowSeconds, long leewaySeconds, long lifetimeMaxSeconds)
      throws TokenRefused {
    long issuedAt = seconds("iat");
    long expiresAt = seconds("exp");
    if (expiresAt - issuedAt > lifetimeMaxSeconds) {
      throw new TokenRefused(TokenFault.CLAIM);
    }
    if (nowSeconds - leewaySeconds >= expiresAt) {
      throw new TokenRefused(TokenFault.EXPIRED);
    }
    long notBefore = payload.containsKey("nbf") ? seconds("nbf") : issuedAt;
    if (Math.max(issuedAt, notBefore) > nowSeconds + leewaySeconds) {
      throw new TokenRefused(TokenFault.NOT_YET_VALID);
    }
    return new Times(issuedAt, expiresAt);
  }

  private long seconds(String name) throws TokenRefused {
    if (!(payload.get(name) instanceof Long seconds)
        || seconds <= 0
        || seconds >= YEAR_10000_SECONDS) {
      throw new TokenRefused(TokenFault.CLAIM);
    }
    return seconds;
  }
}
