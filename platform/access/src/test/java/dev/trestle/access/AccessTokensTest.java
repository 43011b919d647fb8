package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.credentials.RevocationCause;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SignInDesk.SignInOutcome;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TokenFault;
import dev.trestle.sdk.desk.PrincipalKind;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private final Desk desk = new Desk();
  private final Account ada = desk.hire("ada@example.test");
  private final SignInOutcome.Granted granted = desk.signIn("ada@example.test");
  private final String token = granted.tokens().accessToken();

  private PrivateKey signer() throws Exception {
    SigningKey key = desk.signingKeys.getFirst();
    return Ed25519.privateKey(
        desk.box.open(key.privateSealed(), SigningKeys.sealContext(key.kid())));
  }

  private String kid() {
    return desk.signingKeys.getFirst().kid();
  }

  private String payload(@Nullable Object... changes) {
    long now = desk.now.getEpochSecond();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("iss", Desk.ISSUER);
    all.put("aud", "trestle");
    all.put("sub", ada.principalId().toString());
    all.put("sid", granted.session().id().toString());
    all.put("iat", now);
    all.put("exp", now + 600);
    for (int i = 0; i < changes.length; i += 2) {
      Object value = changes[i + 1];
      if (value == null) {
        all.remove(String.valueOf(changes[i]));
      } else {
        all.put(String.valueOf(changes[i]), value);
      }
    }
    return JsonText.of(all);
  }

  private String header(Object... more) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("alg", "EdDSA");
    all.put("typ", "at+jwt");
    all.put("kid", kid());
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return JsonText.of(all);
  }

  private String signed(String header, String payload) throws Exception {
    return Forge.token(header, payload, "Ed25519", signer());
  }

  private void refused(TokenFault fault, String bearer) {
    assertEquals(fault, desk.fault(bearer));
  }

  @Test
  void namesThePersonAndTheSession() {
    Bearer.SignedIn who = assertInstanceOf(Bearer.SignedIn.class, desk.who(token));
    assertEquals(ada.principalId(), who.principalId());
    assertEquals(PrincipalKind.AGENT.name(), who.principalKind());
    assertEquals(ada.id(), who.accountId());
    assertEquals(granted.session().id(), who.sessionId());
    assertEquals(desk.now.plusSeconds(600).toEpochMilli(), who.expiresAtMillis());
  }

  @Test
  void isRefusedAsExpired_onceTheLeewayAfterItsEndIsOver() {
    desk.advance(Duration.ofSeconds(629));
    assertNull(desk.fault(token));
    desk.advance(Duration.ofSeconds(1));
    Bearer.Refused refused = assertInstanceOf(Bearer.Refused.class, desk.who(token));
    assertEquals(RefusalReason.TOKEN_EXPIRED, refused.reason());
    // The second time it is no longer remembered and has to be read again.
    assertEquals(refused, desk.who(token));
  }

  @Test
  void isRefusedAtOnce_whenItsSessionIsRevoked() {
    assertNull(desk.fault(token));
    Session session = granted.session();
    desk.sessions.put(
        session.id(),
        session.revoke(RevocationCause.ENDED_BY_ADMINISTRATOR, desk.now.toEpochMilli()));
    Bearer.Refused refused = assertInstanceOf(Bearer.Refused.class, desk.who(token));
    assertEquals(RefusalReason.TOKEN_REVOKED, refused.reason());
  }

  @Test
  void isRefusedAtOnce_whenTheAccountIsDisabledOrItsPasswordChanged() {
    assertNull(desk.fault(token));
    Account now = desk.accounts.get(ada.id());
    desk.accounts.put(ada.id(), now.withPassword("x", desk.now.toEpochMilli()));
    refused(TokenFault.REVOKED, token);
    desk.accounts.put(ada.id(), disabled(now));
    Bearer.Refused refused = assertInstanceOf(Bearer.Refused.class, desk.who(token));
    assertEquals(RefusalReason.INVALID_CREDENTIALS, refused.reason());
    desk.accounts.clear();
    refused(TokenFault.UNKNOWN, token);
  }

  static Account disabled(Account a) {
    return new Account(
        a.id(),
        a.version(),
        a.principalId(),
        a.principalKind(),
        a.email(),
        a.passwordHash(),
        a.mustChangePassword(),
        a.passwordExpiresAtMillis(),
        a.totpSecretSealed(),
        a.totpConfirmed(),
        a.totpLastStep(),
        a.recoveryCodeHashes(),
        a.failedAttempts(),
        a.lockedUntilMillis(),
        true,
        a.sessionsValidAfterMillis(),
        a.createdAtMillis(),
        a.extra());
  }

  @Test
  void takesAHandMadeTokenOfTheRightKey_andNoneWithAChangedClaim() throws Exception {
    assertNull(desk.fault(signed(header(), payload())));
    long now = desk.now.getEpochSecond();
    refused(TokenFault.ISSUER, signed(header(), payload("iss", "https://other.example.test")));
    refused(TokenFault.AUDIENCE, signed(header(), payload("aud", "other")));
    refused(TokenFault.AUDIENCE, signed(header(), payload("aud", List.of("trestle"))));
    refused(TokenFault.AUDIENCE, signed(header(), payload("aud", null)));
    refused(TokenFault.CLAIM, signed(header(), payload("exp", null)));
    refused(TokenFault.CLAIM, signed(header(), payload("iat", null)));
    refused(TokenFault.CLAIM, signed(header(), payload("exp", now + 601)));
    refused(TokenFault.CLAIM, signed(header(), payload("exp", "" + now + 600)));
    refused(TokenFault.CLAIM, signed(header(), payload("sub", "admin")));
    refused(TokenFault.CLAIM, signed(header(), payload("sid", null)));
    refused(TokenFault.NOT_YET_VALID, signed(header(), payload("iat", now + 31)));
    refused(TokenFault.UNKNOWN, signed(header(), payload("sub", desk.nextId().toString())));
    refused(TokenFault.UNKNOWN, signed(header(), payload("sid", desk.nextId().toString())));
  }

  @Test
  void takesNoHeaderButItsOwn() throws Exception {
    refused(TokenFault.HEADER, signed(header("typ", "JWT"), payload()));
    refused(TokenFault.HEADER, signed(header("typ", "AT+JWT"), payload()));
    refused(TokenFault.HEADER, signed(header("jku", "https://attacker.example"), payload()));
    refused(TokenFault.HEADER, signed(header("jwk", Map.of("kty", "OKP")), payload()));
    refused(TokenFault.HEADER, signed(header("x5u", "https://attacker.example"), payload()));
    refused(TokenFault.HEADER, signed(header("crit", List.of("exp")), payload()));
    refused(TokenFault.KEY, signed(header("kid", "other"), payload()));
    refused(TokenFault.KEY, signed(header("kid", "../" + kid()), payload()));
    refused(TokenFault.ALGORITHM, signed(header("alg", "none"), payload()));
    refused(TokenFault.ALGORITHM, signed(header("alg", "ES256"), payload()));
    refused(TokenFault.ALGORITHM, signed(header("alg", "Ed25519"), payload()));
  }

  @Test
  void takesNoSignatureButThatOfItsKey() {
    KeyPair other = Ed25519.generate(Desk.seeded(9));
    refused(TokenFault.SIGNATURE, Forge.token(header(), payload(), "Ed25519", other.getPrivate()));
    String x = desk.signingKeys.getFirst().publicX();
    refused(
        TokenFault.ALGORITHM,
        Forge.hmac(header("alg", "HS256"), payload(), Base64.getUrlDecoder().decode(x)));
    String input = Forge.b64(header()) + "." + Forge.b64(payload());
    for (int length : new int[] {1, 32, 63, 64, 65, 128}) {
      refused(TokenFault.SIGNATURE, input + "." + Forge.b64(new byte[length]));
    }
  }

  @Test
  void refusesItsOwnTokenBeyondTheSizeItEverIssues() throws Exception {
    refused(TokenFault.SIZE, signed(header(), payload("pad", "x".repeat(2000))));
  }

  @Test
  void makesKnownKeysSignTillTheSuccessorTakesOver_andTakesOldTokensAsLongAsTheyLive()
      throws Exception {
    String firstKid = kid();
    desk.advance(Duration.ofDays(88));
    desk.rotateKeys();
    assertEquals(1, desk.signingKeys.size());
    desk.advance(Duration.ofDays(1));
    desk.rotateKeys();
    assertEquals(2, desk.signingKeys.size());
    assertTrue(desk.signIns.jwksJson(desk).contains(desk.signingKeys.getLast().kid()));
    String before = desk.signIn("ada@example.test").tokens().accessToken();
    assertEquals(firstKid, kidOf(before));
    desk.advance(Duration.ofDays(1).minusSeconds(1));
    String last = desk.signIn("ada@example.test").tokens().accessToken();
    assertEquals(firstKid, kidOf(last));
    desk.advance(Duration.ofSeconds(1));
    String next = desk.signIn("ada@example.test").tokens().accessToken();
    assertNotEquals(firstKid, kidOf(next));
    assertNull(desk.fault(next));
    desk.advance(Duration.ofMinutes(10));
    assertNull(desk.fault(last));
    desk.advance(Duration.ofMinutes(2));
    assertEquals(
        1,
        Jwks.setParser()
            .json(JwtJson.READER)
            .build()
            .parse(desk.signIns.jwksJson(desk))
            .getKeys()
            .size());
    refused(
        TokenFault.KEY,
        Forge.token(
            JsonText.of(Map.of("alg", "EdDSA", "typ", "at+jwt", "kid", firstKid)),
            payload(),
            "Ed25519",
            signer()));
    desk.rotateKeys();
    assertEquals(2, desk.signingKeys.size());
  }

  private static String kidOf(String token) throws Exception {
    return String.valueOf(ParsedToken.parse(token).kid());
  }

  @Test
  void forgetsVerifiedTokens_whenTheirKeyIsTakenAway() {
    assertNull(desk.fault(token));
    desk.signingKeys = new java.util.ArrayList<>();
    desk.rotateKeys();
    refused(TokenFault.KEY, token);
  }

  @Test
  void publishesKeysThatOthersCanVerifyWith() {
    PublicKey key =
        (PublicKey)
            Jwks.setParser()
                .json(JwtJson.READER)
                .build()
                .parse(desk.signIns.jwksJson(desk))
                .getKeys()
                .iterator()
                .next()
                .toKey();
    var claims =
        Jwts.parser()
            .json(JwtJson.READER)
            .clock(() -> java.util.Date.from(desk.now))
            .verifyWith(key)
            .build()
            .parseSignedClaims(token);
    assertEquals(ada.principalId().toString(), claims.getPayload().getSubject());
    assertTrue(!desk.signIns.jwksJson(desk).contains("\"d\""));
  }

  @Test
  void keepsTheSamePublicKeyThroughItsJwk_forAThousandKeys() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 1000; seed++) {
      KeyPair pair = Ed25519.generate(Desk.seeded(seed));
      String x = Ed25519.x(pair.getPublic());
      assertEquals(pair.getPublic(), Ed25519.publicKey(x), "seed " + seed);
      seen.add(x);
    }
    assertEquals(1000, seen.size());
  }

  @Test
  void remembersABoundedNumberOfTokens() {
    VerifiedCache<String> cache = new VerifiedCache<>(100);
    for (int i = 0; i < 10_000; i++) {
      VerifiedCache.Key key = VerifiedCache.Key.of("token " + i);
      cache.put(key, "value " + i);
      assertEquals("value " + i, cache.get(key));
      assertTrue(cache.size() <= 102, "size " + cache.size());
    }
    assertNull(cache.get(VerifiedCache.Key.of("token 1")));
  }
}
