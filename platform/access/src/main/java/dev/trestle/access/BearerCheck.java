package dev.trestle.access;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.BearerVerifier;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TokenFault;
import java.time.InstantSource;
import java.util.List;

/** Tells the three kinds of bearer credentials apart and has each checked. */
final class BearerCheck implements BearerVerifier {
  private final AccessTokens accessTokens;
  private final OutsideTokens outsideTokens;
  private final String ownIssuer;
  private final InstantSource time;

  BearerCheck(
      AccessTokens accessTokens,
      OutsideTokens outsideTokens,
      String ownIssuer,
      InstantSource time) {
    this.accessTokens = accessTokens;
    this.outsideTokens = outsideTokens;
    this.ownIssuer = ownIssuer;
    this.time = time;
  }

  @Override
  public Bearer verify(String bearer, CredentialRecords records) {
    try {
      if (ApiTokens.looksLikeOne(bearer)) {
        return ApiTokens.check(bearer, records, time.millis());
      }
      if (bearer.length() > ParsedToken.LENGTH_MAX) {
        throw new TokenRefused(TokenFault.SIZE);
      }
      return verifyJwt(bearer, records);
    } catch (TokenRefused e) {
      return new Bearer.Refused(e.fault().reason(), e.fault());
    }
  }

  private Bearer verifyJwt(String bearer, CredentialRecords records) throws TokenRefused {
    VerifiedCache.Key digest = VerifiedCache.Key.of(bearer);
    List<SigningKey> keys = records.signingKeys();
    AccessTokens.Claims claims = accessTokens.remembered(digest, keys);
    if (claims == null) {
      Bearer.Outsider outsider = outsideTokens.remembered(digest, records);
      if (outsider != null) {
        return outsider;
      }
      ParsedToken token = ParsedToken.parse(bearer);
      if (!ownIssuer.equals(token.payload().get("iss"))) {
        return outsideTokens.verify(token, digest, records);
      }
      claims = accessTokens.verify(token, digest, keys);
    }
    return signedIn(claims, records);
  }

  /** The holder of a verified token, if the session and the account still stand. */
  private Bearer signedIn(AccessTokens.Claims claims, CredentialRecords records)
      throws TokenRefused {
    Session session = records.session(claims.sessionId());
    Account account = session == null ? null : records.account(session.accountId());
    if (session == null || account == null || !account.principalId().equals(claims.principalId())) {
      throw new TokenRefused(TokenFault.UNKNOWN);
    }
    if (session.revoked() || account.voids(session)) {
      throw new TokenRefused(TokenFault.REVOKED);
    }
    if (account.disabled()) {
      throw new TokenRefused(TokenFault.DISABLED);
    }
    return new Bearer.SignedIn(
        account.principalId(),
        account.principalKind(),
        account.id(),
        session.id(),
        account.mustChangePassword(),
        claims.expiresAtMillis());
  }
}
