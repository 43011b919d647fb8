package dev.trestle.access;

import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.TokenFault;
import dev.trestle.domain.credentials.TrustedIssuer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of trusted outside issuers (OpenID Connect). The token chooses nothing: its
 * issuer has to be on record, its algorithm on the issuer's list, its key among the issuer's keys.
 */
final class OutsideTokens {
  private static final int VERIFIED_MAX = 20_000;

  // An id token or access token; a logout token or security event is no proof of presence.
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private final AccessSettings settings;
  private final JwksFetcher fetcher;
  private final InstantSource time;
  private final Map<UUID, IssuerKeySource> sources = new ConcurrentHashMap<>();
  private final VerifiedCache<Remembered> verified = new VerifiedCache<>(VERIFIED_MAX);

  private record Remembered(
      Bearer.Outsider outsider, TrustedIssuer issuer, IssuerKeys keys, long endsAtMillis) {}

  OutsideTokens(AccessSettings settings, JwksFetcher fetcher, InstantSource time) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.time = time;
  }

  /**
   * Who the token was made for if it was verified before and nothing changed since; else null, and
   * it has to be verified again.
   */
  Bearer.@Nullable Outsider remembered(VerifiedCache.Key digest, CredentialRecords records)
      throws TokenRefused {
    Remembered hit = verified.get(digest);
    if (hit == null
        || !hit.issuer().equals(records.trustedIssuer(hit.issuer().issuer()))
        || source(hit.issuer()).keys() != hit.keys()) {
      return null;
    }
    if (time.millis() >= hit.endsAtMillis()) {
      verified.remove(digest);
      throw new TokenRefused(TokenFault.EXPIRED);
    }
    return hit.outsider();
  }

  Bearer.Outsider verify(ParsedToken token, VerifiedCache.Key digest, CredentialRecords records)
      throws TokenRefused {
    TokenClaims payload = new TokenClaims(token.payload());
    TrustedIssuer issuer = records.trustedIssuer(payload.text("iss"));
    if (issuer == null || !issuer.enabled()) {
      throw new TokenRefused(TokenFault.ISSUER);
    }
    if (token.type() != null && !TYPES.contains(token.type().toLowerCase(Locale.ROOT))) {
      throw new TokenRefused(TokenFault.HEADER);
    }
    if (!issuer.algorithms().contains(token.algorithm())) {
      throw new TokenRefused(TokenFault.ALGORITHM);
    }
    IssuerKeySource source = source(issuer);
    IssuerKeys keys = source.keys();
    if (token.kid() != null && !keys.knows(token.kid())) {
      keys = source.keysAfterUnknown();
    }
    SignatureCheck check = keys.find(token.kid(), token.algorithm());
    if (check == null) {
      throw new TokenRefused(TokenFault.KEY);
    }
    check.require(token);
    payload.requireIssuer(issuer.issuer());
    payload.requireAudience(issuer.audience());
    TokenClaims.Times times =
        payload.requireTimes(
            time.millis() / 1000,
            settings.leewaySeconds(),
            settings.outsideTokenLifetimeMax().toSeconds());
    String email = payload.textOrNull(issuer.emailClaim());
    Bearer.Outsider outsider =
        new Bearer.Outsider(
            issuer.id(),
            issuer.issuer(),
            payload.text(issuer.subjectClaim()),
            email == null ? null : email.strip().toLowerCase(Locale.ROOT),
            Boolean.TRUE.equals(token.payload().get("email_verified")),
            times.expiresAtSeconds() * 1000);
    long endsAt = outsider.expiresAtMillis() + settings.leeway().toMillis();
    verified.put(digest, new Remembered(outsider, issuer, keys, endsAt));
    return outsider;
  }

  private IssuerKeySource source(TrustedIssuer issuer) {
    IssuerKeySource source = sources.get(issuer.id());
    if (source == null || !source.issuer().equals(issuer)) {
      source =
          sources.compute(
              issuer.id(),
              (id, there) ->
                  there != null && there.issuer().equals(issuer)
                      ? there
                      : new IssuerKeySource(issuer, fetcher, time, settings.leewaySeconds()));
    }
    return source;
  }
}
