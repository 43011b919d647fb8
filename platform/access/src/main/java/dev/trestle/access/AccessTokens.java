package dev.trestle.access;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TokenFault;
import io.jsonwebtoken.Jwts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies the desk's own access tokens: short JWTs that name a session.
 *
 * <p>They are signed with EdDSA over Ed25519 rather than ES256: the signature needs no random
 * number whose repetition would give the key away, there is no all-zero signature to forget to
 * check (CVE-2022-21449), keys and signatures are short, the platform brings it, and on JDK 25 it
 * was measured to verify a quarter faster than P-256. The price: some gateways know only ES256.
 * Verified tokens are remembered until they end, so the signature is computed once per token.
 */
final class AccessTokens {
  static final String TYPE = "at+jwt";
  static final String SESSION_CLAIM = "sid";

  /** Longer than any token issued here. */
  static final int LENGTH_MAX = 2048;

  private final AccessSettings settings;
  private final SecretBox box;
  private final InstantSource time;
  private volatile @Nullable KeySet compiled;

  AccessTokens(AccessSettings settings, SecretBox box, InstantSource time) {
    this.settings = settings;
    this.box = box;
    this.time = time;
  }

  /** What a verified token says. */
  record Claims(UUID principalId, UUID sessionId, long expiresAtMillis) {}

  /** What is remembered of a verified token, until it or its key ends. */
  record Remembered(Claims claims, long endsAtMillis, boolean endsWithKey) {}

  /** A token and its end. */
  record Issued(String text, long expiresAtMillis) {
    @Override
    public String toString() {
      return "Issued[expiresAtMillis=" + expiresAtMillis + "]";
    }
  }

  Issued issue(Account account, Session session, List<SigningKey> keys) {
    KeySet set = set(keys);
    long now = time.millis();
    SigningKey key = set.signing(now);
    long issuedAtSeconds = now / 1000;
    long expiresAtSeconds = issuedAtSeconds + settings.accessTokenLifetime().toSeconds();
    String text =
        Jwts.builder()
            .json(JwtJson.WRITER)
            .header()
            .type(TYPE)
            .keyId(key.kid())
            .and()
            .issuer(settings.issuer())
            .audience()
            .single(settings.audience())
            .subject(account.principalId().toString())
            .claim(SESSION_CLAIM, session.id().toString())
            .issuedAt(Date.from(Instant.ofEpochSecond(issuedAtSeconds)))
            .expiration(Date.from(Instant.ofEpochSecond(expiresAtSeconds)))
            .signWith(set.open(key, box), Jwts.SIG.EdDSA)
            .compact();
    return new Issued(text, expiresAtSeconds * 1000);
  }

  /** What the token says if it was verified before and still stands; else null. */
  @Nullable Claims remembered(VerifiedCache.Key digest, List<SigningKey> keys) throws TokenRefused {
    KeySet set = set(keys);
    Remembered hit = set.verified().get(digest);
    if (hit == null) {
      return null;
    }
    if (time.millis() >= hit.endsAtMillis()) {
      set.verified().remove(digest);
      throw new TokenRefused(hit.endsWithKey() ? TokenFault.KEY : TokenFault.EXPIRED);
    }
    return hit.claims();
  }

  Claims verify(ParsedToken token, VerifiedCache.Key digest, List<SigningKey> keys)
      throws TokenRefused {
    if (token.text().length() > LENGTH_MAX) {
      throw new TokenRefused(TokenFault.SIZE);
    }
    if (!TYPE.equals(token.type())) {
      throw new TokenRefused(TokenFault.HEADER);
    }
    KeySet set = set(keys);
    long now = time.millis();
    KeySet.Entry entry = set.require(token.kid(), now, settings.leeway().toMillis());
    entry.check().require(token);
    TokenClaims payload = new TokenClaims(token.payload());
    payload.requireIssuer(settings.issuer());
    if (!settings.audience().equals(token.payload().get("aud"))) {
      throw new TokenRefused(TokenFault.AUDIENCE);
    }
    TokenClaims.Times times =
        payload.requireTimes(
            now / 1000, settings.leewaySeconds(), settings.accessTokenLifetime().toSeconds());
    Claims claims =
        new Claims(
            id(payload.text("sub")),
            id(payload.text(SESSION_CLAIM)),
            times.expiresAtSeconds() * 1000);
    long ends = claims.expiresAtMillis() + settings.leeway().toMillis();
    long keyEnds = entry.key().retiresAtMillis();
    boolean endsWithKey = keyEnds != 0 && keyEnds < ends;
    set.verified().put(digest, new Remembered(claims, endsWithKey ? keyEnds : ends, endsWithKey));
    return claims;
  }

  private KeySet set(List<SigningKey> keys) {
    KeySet set = compiled;
    if (set == null || !set.madeOf(keys)) {
      set = new KeySet(keys, time, settings.leewaySeconds());
      compiled = set;
    }
    return set;
  }

  private static UUID id(String text) throws TokenRefused {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new TokenRefused(TokenFault.CLAIM);
    }
  }
}
