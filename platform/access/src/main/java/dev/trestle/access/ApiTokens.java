package dev.trestle.access;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.CredentialRecords;
import dev.trestle.domain.credentials.SignInDesk.NewApiToken;
import dev.trestle.domain.credentials.TokenFault;
import dev.trestle.domain.port.IdSource;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/** Makes and checks the long-lived tokens of machines. */
final class ApiTokens {
  private static final int LAST_SHOWN = 4;

  private final SecureRandom random;
  private final IdSource ids;

  ApiTokens(SecureRandom random, IdSource ids) {
    this.random = random;
    this.ids = ids;
  }

  NewApiToken create(
      UUID principalId, String name, List<String> scopes, long nowMillis, long expiresAtMillis) {
    OpaqueToken token = OpaqueToken.generate(OpaqueToken.Kind.API, ids.next(), random);
    String secret = token.secret();
    ApiToken kept =
        new ApiToken(
            token.id(),
            0,
            name,
            principalId,
            token.hash(),
            scopes,
            nowMillis,
            expiresAtMillis,
            0,
            secret.substring(secret.length() - LAST_SHOWN),
            Document.empty());
    return new NewApiToken(kept, token.text());
  }

  static boolean looksLikeOne(String bearer) {
    return bearer.startsWith(OpaqueToken.Kind.API.prefix());
  }

  static Bearer.Machine check(String bearer, CredentialRecords records, long nowMillis)
      throws TokenRefused {
    OpaqueToken shown = OpaqueToken.parse(OpaqueToken.Kind.API, bearer);
    if (shown == null) {
      throw new TokenRefused(TokenFault.FORM);
    }
    ApiToken kept = records.apiToken(shown.id());
    if (kept == null || !shown.hashesTo(kept.secretHash())) {
      throw new TokenRefused(TokenFault.UNKNOWN);
    }
    if (kept.revoked()) {
      throw new TokenRefused(TokenFault.REVOKED);
    }
    if (nowMillis >= kept.expiresAtMillis()) {
      throw new TokenRefused(TokenFault.EXPIRED);
    }
    return new Bearer.Machine(kept.principalId(), kept.id(), kept.scopes(), kept.expiresAtMillis());
  }
}
