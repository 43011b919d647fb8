package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.credentials.Bearer;
import dev.trestle.domain.credentials.TokenFault;
import dev.trestle.domain.credentials.TrustedIssuer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutsideTokensTest {
  private static final String IDP = "https://idp.example.test";
  private static final String AUDIENCE = "servicedesk-api";
  private static final KeyPair RSA = Forge.rsa();
  private static final KeyPair OTHER_RSA = Forge.rsa();
  private static final KeyPair EC = Forge.pair("EC", 256);
  private static final KeyPair ED = Forge.pair("Ed25519", 0);
  private static final String HEADER = Forge.json("alg", "RS256", "typ", "JWT", "kid", "k1");

  private final Desk desk = new Desk();

  @BeforeEach
  void trustTheIssuer() {
    trust(set(rsaJwk("k1", RSA)), null, "RS256");
  }

  private void trust(@Nullable String pinned, @Nullable String url, String... algorithms) {
    desk.issuers.put(
        IDP,
        new TrustedIssuer(
            desk.nextId(),
            0,
            IDP,
            AUDIENCE,
            List.of(algorithms),
            pinned,
            url,
            "sub",
            "email",
            true,
            Document.empty()));
  }

  private static String set(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }

  private static String unsigned(java.math.BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] exact = new byte[length];
    int from = Math.max(0, bytes.length - length);
    System.arraycopy(bytes, from, exact, length - (bytes.length - from), bytes.length - from);
    return Forge.b64(exact);
  }

  private static String rsaJwk(String kid, KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return Forge.json(
        "kty", "RSA", "kid", kid, "use", "sig", "n", unsigned(key.getModulus(), 256), "e", "AQAB");
  }

  private static String ecJwk(String kid) {
    ECPublicKey key = (ECPublicKey) EC.getPublic();
    return Forge.json(
        "kty",
        "EC",
        "crv",
        "P-256",
        "kid",
        kid,
        "x",
        unsigned(key.getW().getAffineX(), 32),
        "y",
        unsigned(key.getW().getAffineY(), 32));
  }

  private static String edJwk(String kid) {
    return Forge.json("kty", "OKP", "crv", "Ed25519", "kid", kid, "x", Ed25519.x(ED.getPublic()));
  }

  private long now() {
    return desk.now.getEpochSecond();
  }

  private Object[] claims() {
    return new Object[] {
      "iss",
      IDP,
      "aud",
      AUDIENCE,
      "sub",
      "user-1",
      "iat",
      now() - 60,
      "exp",
      now() + 600,
      "email",
      "Ada@Example.test",
      "email_verified",
      true
    };
  }

  /** The good claims, with some replaced or (by null) left out. */
  private String payload(@Nullable Object... changes) {
    Map<String, Object> all = new java.util.LinkedHashMap<>();
    Object[] good = claims();
    for (int i = 0; i < good.length; i += 2) {
      all.put((String) good[i], good[i + 1]);
    }
    for (int i = 0; i < changes.length; i += 2) {
      String name = String.valueOf(changes[i]);
      Object value = changes[i + 1];
      if (value == null) {
        all.remove(name);
      } else {
        all.put(name, value);
      }
    }
    return JsonText.of(all);
  }

  private String signed(String payload) {
    return Forge.token(HEADER, payload, "SHA256withRSA", RSA.getPrivate());
  }

  private String signedWith(String header) {
    return Forge.token(header, payload(), "SHA256withRSA", RSA.getPrivate());
  }

  private void refused(TokenFault fault, String token) {
    assertEquals(fault, desk.fault(token), token.substring(0, Math.min(200, token.length())));
  }

  @Test
  void acceptsATokenOfATrustedIssuer_andReadsWhoItIs() {
    Bearer.Outsider who = assertInstanceOf(Bearer.Outsider.class, desk.who(signed(payload())));
    assertEquals("user-1", who.subject());
    assertEquals("ada@example.test", who.email());
    assertTrue(who.emailVerified());
    assertEquals(IDP, who.issuer());
    assertEquals((now() + 600) * 1000, who.expiresAtMillis());
  }

  @Test
  void acceptsEs256AndEdDsa_whenTheIssuerIsConfiguredForThem() {
    trust(set(rsaJwk("k1", RSA), ecJwk("k2"), edJwk("k3")), null, "ES256", "EdDSA");
    String es = Forge.json("alg", "ES256", "kid", "k2");
    String ed = Forge.json("alg", "EdDSA", "kid", "k3", "typ", "at+jwt");
    assertNull(
        desk.fault(Forge.token(es, payload(), "SHA256withECDSAinP1363Format", EC.getPrivate())));
    assertNull(desk.fault(Forge.token(ed, payload(), "Ed25519", ED.getPrivate())));
    refused(TokenFault.ALGORITHM, signed(payload()));
  }

  @Test
  void refusesEveryEcdsaSignatureThatIsZeroShortLongOrDer() {
    trust(set(ecJwk("k2")), null, "ES256");
    String input = Forge.b64(Forge.json("alg", "ES256", "kid", "k2")) + "." + Forge.b64(payload());
    byte[] order = new byte[64];
    byte[] n = ((ECPublicKey) EC.getPublic()).getParams().getOrder().toByteArray();
    System.arraycopy(n, n.length - 32, order, 0, 32);
    System.arraycopy(n, n.length - 32, order, 32, 32);
    byte[] der = Forge.sign("SHA256withECDSA", EC.getPrivate(), input);
    byte[] good = Forge.sign("SHA256withECDSAinP1363Format", EC.getPrivate(), input);
    for (byte[] bad :
        List.of(
            new byte[64],
            new byte[63],
            new byte[8],
            new byte[128],
            order,
            der,
            Arrays.copyOf(good, 63),
            Arrays.copyOf(good, 65))) {
      refused(TokenFault.SIGNATURE, input + "." + Forge.b64(bad));
    }
    assertNull(desk.fault(input + "." + Forge.b64(good)));
  }

  @Test
  void refusesAlgNoneInEverySpelling_withAndWithoutASignature() {
    String signature = signed(payload()).substring(signed(payload()).lastIndexOf('.') + 1);
    for (int mask = 0; mask < 16; mask++) {
      char[] none = "none".toCharArray();
      for (int i = 0; i < none.length; i++) {
        none[i] = (mask & (1 << i)) != 0 ? Character.toUpperCase(none[i]) : none[i];
      }
      String header = Forge.json("alg", new String(none), "typ", "JWT", "kid", "k1");
      String input = Forge.b64(header) + "." + Forge.b64(payload());
      refused(TokenFault.FORM, input + ".");
      refused(TokenFault.ALGORITHM, input + "." + signature);
    }
    for (String odd :
        List.of("", " none", "none ", "rs256", "RS256 ", "RS256\u0000", "NONE\u200b")) {
      String header = Forge.json("alg", odd, "kid", "k1");
      refused(
          TokenFault.ALGORITHM, Forge.token(header, payload(), "SHA256withRSA", RSA.getPrivate()));
    }
    refused(TokenFault.ALGORITHM, signedWith(Forge.json("kid", "k1")));
    refused(TokenFault.HEADER, signedWith("{\"alg\":null,\"kid\":\"k1\"}"));
    refused(TokenFault.HEADER, signedWith("{\"alg\":[\"RS256\"],\"kid\":\"k1\"}"));
  }

  @Test
  void refusesThePublicKeyAsAnHmacSecret_inEveryEncoding() {
    byte[] der = RSA.getPublic().getEncoded();
    String base64 = Base64.getEncoder().encodeToString(der);
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
    RSAPublicKey key = (RSAPublicKey) RSA.getPublic();
    List<byte[]> secrets = new ArrayList<>();
    secrets.add(der);
    for (String text :
        List.of(
            base64,
            pem,
            pem + "\n",
            pem.replace("\n", "\r\n"),
            rsaJwk("k1", RSA),
            set(rsaJwk("k1", RSA)),
            unsigned(key.getModulus(), 256),
            "k1",
            "\0")) {
      secrets.add(text.getBytes(StandardCharsets.UTF_8));
    }
    for (String algorithm : List.of("HS256", "HS384", "HS512")) {
      for (byte[] secret : secrets) {
        String header = Forge.json("alg", algorithm, "typ", "JWT", "kid", "k1");
        refused(TokenFault.ALGORITHM, Forge.hmac(header, payload(), secret));
        // Not even an issuer configured by mistake with HMAC makes a public key a secret.
        refused(TokenFault.SIGNATURE, Forge.hmac(HEADER, payload(), secret));
      }
    }
    trust(set(rsaJwk("k1", RSA)), null, "RS256", "HS256", "none");
    String header = Forge.json("alg", "HS256", "kid", "k1");
    refused(TokenFault.KEY, Forge.hmac(header, payload(), secrets.get(2)));
  }

  @Test
  void refusesHostileKeyIds_andAsksNobody() {
    for (String kid :
        List.of(
            "../../../../dev/null",
            "/dev/tcp/127.0.0.1/80",
            "k1' UNION SELECT 'a'--",
            "k1;sleep 5",
            "http://169.254.169.254/latest",
            "k1\u0000.pem",
            "K1",
            " k1",
            "${jndi:ldap://x}",
            "k1\n")) {
      String header = Forge.json("alg", "RS256", "kid", kid);
      refused(TokenFault.KEY, Forge.token(header, payload(), "SHA256withRSA", RSA.getPrivate()));
    }
    refused(TokenFault.HEADER, signedWith(Forge.json("alg", "RS256", "kid", "k".repeat(300))));
    refused(TokenFault.HEADER, signedWith("{\"alg\":\"RS256\",\"kid\":1}"));
    refused(TokenFault.HEADER, signedWith("{\"alg\":\"RS256\",\"kid\":{\"a\":1}}"));
    assertTrue(desk.fetched.isEmpty());
  }

  @Test
  void refusesHeadersThatBringTheirOwnKeyOrChangeTheRules() {
    String evil = rsaJwk("evil", OTHER_RSA);
    String[] extra = {
      "\"jku\":\"https://attacker.example/jwks.json\"",
      "\"x5u\":\"https://attacker.example/x.pem\"",
      "\"jwk\":" + evil,
      "\"x5c\":[\"MIIB\"]",
      "\"crit\":[\"exp\"]",
      "\"crit\":[]",
      "\"b64\":false,\"crit\":[\"b64\"]",
      "\"b64\":false",
      "\"zip\":\"DEF\"",
      "\"enc\":\"A128GCM\"",
      "\"cty\":\"JWT\"",
    };
    for (String each : extra) {
      String good = "{\"alg\":\"RS256\",\"kid\":\"k1\"," + each + "}";
      refused(TokenFault.HEADER, signedWith(good));
      String own = "{\"alg\":\"RS256\",\"kid\":\"evil\"," + each + "}";
      refused(
          TokenFault.HEADER, Forge.token(own, payload(), "SHA256withRSA", OTHER_RSA.getPrivate()));
    }
    assertTrue(desk.fetched.isEmpty());
  }

  @Test
  void refusesTokensMeantForAnotherUse() {
    for (String type : List.of("logout+jwt", "secevent+jwt", "dpop+jwt", "JWE", "")) {
      refused(TokenFault.HEADER, signedWith(Forge.json("alg", "RS256", "kid", "k1", "typ", type)));
    }
    assertNull(desk.fault(signedWith(Forge.json("alg", "RS256", "kid", "k1", "x5t", "abc"))));
  }

  @Test
  void refusesTimesThatAreMissingOddOrOutOfRange() {
    for (Object odd :
        List.of(
            "" + (now() + 600),
            "2999-01-01T00:00:00Z",
            "never",
            0L,
            -1L,
            9_007_199_254_740_993L,
            253_402_300_800L,
            new java.math.BigDecimal("99999999999999999999999999"),
            (now() + 600) + 0.5,
            1e300,
            true,
            List.of(now() + 600),
            Map.of("a", 1))) {
      assertTrue(desk.who(signed(payload("exp", odd))) instanceof Bearer.Refused, "exp " + odd);
      assertTrue(desk.who(signed(payload("iat", odd))) instanceof Bearer.Refused, "iat " + odd);
      assertTrue(desk.who(signed(payload("nbf", odd))) instanceof Bearer.Refused, "nbf " + odd);
    }
    refused(TokenFault.CLAIM, signed(payload("exp", null)));
    refused(TokenFault.CLAIM, signed(payload("iat", null)));
    String nullExpiry = payload("exp", null).replace("}", ",\"exp\":null}");
    refused(TokenFault.CLAIM, signed(nullExpiry));
    refused(TokenFault.CLAIM, signed(payload("exp", now() + 3 * 24 * 3600)));
    refused(TokenFault.EXPIRED, signed(payload("exp", now() - 30, "iat", now() - 90)));
    refused(TokenFault.EXPIRED, signed(payload("exp", now() - 3600, "iat", now() - 7200)));
    assertNull(desk.fault(signed(payload("exp", now() - 29, "iat", now() - 90))));
    refused(TokenFault.NOT_YET_VALID, signed(payload("nbf", now() + 31)));
    refused(TokenFault.NOT_YET_VALID, signed(payload("iat", now() + 31)));
    assertNull(desk.fault(signed(payload("nbf", now() + 30))));
  }

  @Test
  void refusesAnyAudienceButItsOwn() {
    for (Object wrong :
        List.of(
            "servicedesk",
            "servicedesk-api-admin",
            "Servicedesk-API",
            " servicedesk-api",
            "other",
            "",
            5L,
            true,
            List.of(),
            List.of("other"),
            List.of("servicedesk-api-admin", "x"),
            List.of(AUDIENCE, 7L),
            List.of(List.of(AUDIENCE)),
            Map.of(AUDIENCE, true))) {
      TokenFault fault = desk.fault(signed(payload("aud", wrong)));
      assertTrue(fault == TokenFault.AUDIENCE || fault == TokenFault.CLAIM, "aud " + wrong);
    }
    refused(TokenFault.AUDIENCE, signed(payload("aud", null)));
    assertNull(desk.fault(signed(payload("aud", List.of("other", AUDIENCE)))));
  }

  @Test
  void refusesEveryIssuerButTheOneOnRecord() {
    for (Object wrong :
        List.of(
            IDP + ".attacker.example",
            IDP + "/",
            "https://IDP.example.test",
            "http://idp.example.test",
            " " + IDP,
            "https://idp.example.test@attacker.example")) {
      refused(TokenFault.ISSUER, signed(payload("iss", wrong)));
    }
    refused(TokenFault.CLAIM, signed(payload("iss", List.of(IDP))));
    refused(TokenFault.CLAIM, signed(payload("iss", null)));
    TrustedIssuer there = desk.issuers.get(IDP);
    desk.issuers.put(
        IDP,
        new TrustedIssuer(
            there.id(),
            1,
            IDP,
            AUDIENCE,
            there.algorithms(),
            there.jwksJson(),
            null,
            "sub",
            "email",
            false,
            Document.empty()));
    refused(TokenFault.ISSUER, signed(payload()));
  }

  @Test
  void refusesJsonThatTwoReadersCouldReadDifferently() {
    String good = payload();
    for (String bad :
        List.of(
            good.replace("{\"iss\"", "{\"sub\":\"admin\",\"iss\""),
            good.replace("\"sub\":\"user-1\"", "\"sub\":\"user-1\",\"s\\u0075b\":\"admin\""),
            good + " x",
            good + good,
            "[" + good + "]",
            good.replace("}", ",}"),
            good.replace("true", "True"),
            good.replace("true", "NaN"),
            good.replace("{", "{/*x*/"),
            good.replace("user-1", "user\u0001"),
            good.replace("user-1", "\\ud800"),
            "\ufeff" + good,
            "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
            "")) {
      TokenFault fault = desk.fault(signed(bad));
      assertTrue(fault == TokenFault.JSON || fault == TokenFault.FORM, bad);
    }
    refused(TokenFault.JSON, signedWith("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"k1\"}"));
    byte[] latin = {'{', '"', (byte) 0xe4, '"', ':', '1', '}'};
    refused(TokenFault.JSON, Forge.b64(HEADER) + "." + Forge.b64(latin) + ".AAAA");
  }

  @Test
  void refusesEveryFormButThreeBareSegments() {
    String good = signed(payload());
    String[] parts = good.split("\\.");
    for (String bad :
        List.of(
            "",
            ".",
            "..",
            "...",
            parts[0],
            parts[0] + "." + parts[1],
            parts[0] + "." + parts[1] + ".",
            "." + parts[1] + "." + parts[2],
            parts[0] + ".." + parts[2],
            good + ".",
            good + ".." + parts[2],
            good + "=",
            good + "==",
            parts[0] + "=." + parts[1] + "." + parts[2],
            " " + good,
            good + " ",
            good + "\n",
            "\t" + good,
            good.replace('.', ' '),
            good + "\u0000",
            good.substring(0, 50) + "\u00e4" + good.substring(51),
            good.substring(0, 50) + "+" + good.substring(51),
            good.substring(0, 50) + "/" + good.substring(51),
            good.substring(0, 50) + "%3D" + good.substring(51),
            "Bearer " + good,
            "\u043e" + good.substring(1))) {
      refused(TokenFault.FORM, bad);
    }
    // The last of 342 characters carries four bits that a lenient decoder drops.
    char last = good.charAt(good.length() - 1);
    String twin = good.substring(0, good.length() - 1) + (char) (last + 1);
    refused(TokenFault.FORM, twin);
  }

  @Test
  void refusesATokenOfAMegabyte_beforeReadingIt() {
    refused(TokenFault.SIZE, "a".repeat(1_000_000));
    refused(TokenFault.SIZE, signed(payload("pad", "x".repeat(1_000_000))));
    refused(TokenFault.SIZE, ".".repeat(1_000_000));
  }

  @Test
  void refusesANestedToken() {
    String inner = signed(payload());
    refused(TokenFault.JSON, signed(inner));
    refused(TokenFault.JSON, signed("\"" + inner + "\""));
  }

  @Test
  void refusesATokenWhosePayloadWasChanged_whateverTheBit() {
    String good = signed(payload());
    for (long seed = 0; seed < 300; seed++) {
      java.util.Random random = new java.util.Random(seed);
      int at = random.nextInt(good.length());
      char c = "ABCDwxyz0189-_".charAt(random.nextInt(14));
      String bad = good.substring(0, at) + c + good.substring(at + 1);
      if (!bad.equals(good)) {
        assertTrue(desk.who(bad) instanceof Bearer.Refused, "seed " + seed);
      }
    }
  }

  @Test
  void needsNoKeyId_whenTheIssuerHasOneKeyOfTheAlgorithm() {
    String header = Forge.json("alg", "RS256");
    String token = Forge.token(header, payload(), "SHA256withRSA", RSA.getPrivate());
    assertNull(desk.fault(token));
    trust(set(rsaJwk("k1", RSA), rsaJwk("k2", OTHER_RSA)), null, "RS256");
    refused(TokenFault.KEY, token);
  }

  @Test
  void leavesOutKeysThatAreSymmetricSmallForEncryptionOrPrivate() {
    KeyPair small = Forge.pair("RSA", 1024);
    String weak =
        Forge.json(
            "kty",
            "RSA",
            "kid",
            "k1",
            "e",
            "AQAB",
            "n",
            unsigned(((RSAPublicKey) small.getPublic()).getModulus(), 128));
    String encryption = rsaJwk("k1", RSA).replace("\"sig\"", "\"enc\"");
    String otherUse = rsaJwk("k1", RSA).replace("\"use\"", "\"alg\":\"RS512\",\"use\"");
    String secret = Forge.json("kty", "oct", "kid", "k1", "k", "AyM1SysPpbyDfgZld3umj1qzKObwVMko");
    for (String jwk : List.of(weak, encryption, otherUse, secret)) {
      trust(set(jwk), null, "RS256");
      refused(TokenFault.KEYS_UNAVAILABLE, signed(payload()));
    }
    for (String rubbish : List.of("", "{}", "[]", "{\"keys\":5}", "<html>", "{\"keys\":[]}")) {
      trust(rubbish, null, "RS256");
      refused(TokenFault.KEYS_UNAVAILABLE, signed(payload()));
    }
  }

  @Test
  void fetchesKeysOnceAndAgainOnlyAfterTenMinutes() {
    trust(null, IDP + "/jwks", "RS256");
    desk.published = set(rsaJwk("k1", RSA));
    assertNull(desk.fault(signed(payload())));
    assertNull(desk.fault(signed(payload("sub", "user-2"))));
    assertEquals(List.of(IDP + "/jwks"), desk.fetched);
    desk.advance(Duration.ofMinutes(11));
    assertNull(desk.fault(signed(payload())));
    assertEquals(2, desk.fetched.size());
  }

  @Test
  void fetchesEarlyForAnUnknownKey_butAtMostOnceAMinute() {
    trust(null, IDP + "/jwks", "RS256");
    desk.published = set(rsaJwk("k1", RSA));
    assertNull(desk.fault(signed(payload())));
    String next = Forge.json("alg", "RS256", "kid", "k2");
    String token = Forge.token(next, payload(), "SHA256withRSA", OTHER_RSA.getPrivate());
    for (int i = 0; i < 20; i++) {
      refused(TokenFault.KEY, token);
    }
    assertEquals(1, desk.fetched.size());
    desk.published = set(rsaJwk("k1", RSA), rsaJwk("k2", OTHER_RSA));
    desk.advance(Duration.ofSeconds(61));
    assertNull(desk.fault(token));
    assertEquals(2, desk.fetched.size());
  }

  @Test
  void goesOnWithTheLastKeysForADay_whenTheIssuerIsAway() {
    trust(null, IDP + "/jwks", "RS256");
    refused(TokenFault.KEYS_UNAVAILABLE, signed(payload()));
    desk.published = set(rsaJwk("k1", RSA));
    refused(TokenFault.KEYS_UNAVAILABLE, signed(payload()));
    desk.advance(Duration.ofSeconds(61));
    assertNull(desk.fault(signed(payload())));
    desk.published = "";
    desk.advance(Duration.ofHours(23));
    assertNull(desk.fault(signed(payload())));
    desk.advance(Duration.ofHours(2));
    refused(TokenFault.KEYS_UNAVAILABLE, signed(payload()));
  }

  @Test
  void remembersAVerifiedToken_untilItEndsOrTheIssuerChanges() {
    String token = signed(payload());
    Bearer first = desk.who(token);
    assertSame(first, desk.who(token));
    desk.advance(Duration.ofSeconds(629));
    assertSame(first, desk.who(token));
    desk.advance(Duration.ofSeconds(1));
    refused(TokenFault.EXPIRED, token);
    String other = signed(payload());
    Bearer before = desk.who(other);
    trust(set(rsaJwk("k1", RSA), edJwk("k9")), null, "RS256");
    assertNotSame(before, desk.who(other));
    trust(set(rsaJwk("k1", OTHER_RSA)), null, "RS256");
    refused(TokenFault.SIGNATURE, other);
  }
}
