package dev.trestle.app.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SettableClock;
import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an outside issuer, genuine and forged, brought to a running desk. */
class OutsideTokenTest {
  private static final String ISSUER = "https://idp.example.test";
  private static final String AUDIENCE = "servicedesk-api";
  private static final String OWN_ISSUER = "https://own.example.test";
  private static final String WHO = "{ viewer { name kind } }";
  private static final Instant EVALUATED = Instant.ofEpochSecond(1767225600);

  @TempDir private static Path folder;
  private static final SettableClock CLOCK = new SettableClock(EVALUATED);
  private static final KeyPair KEYS = rsa();
  @AutoClose private static ServedDesk desk;

  @BeforeAll
  static void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"), Map.of(), CLOCK);
    trust(OWN_ISSUER, jwks(KEYS));
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new AssertionError(missing);
    }
  }

  private static String jwks(KeyPair keys) {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"own\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\""
        + encoded(unsigned(key.getModulus()))
        + "\",\"e\":\""
        + encoded(unsigned(key.getPublicExponent()))
        + "\"}]}";
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A token of our own issuer, valid for ten minutes, with these claims besides. */
  private static String token(Map<String, Object> more) throws Exception {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = CLOCK.instant().getEpochSecond();
    claims.put("iss", OWN_ISSUER);
    claims.put("aud", List.of("another", AUDIENCE));
    claims.put("sub", "person-1");
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.putAll(more);
    String content =
        encoded("{\"alg\":\"RS256\",\"kid\":\"own\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + encoded(DeskClient.JSON.writeValueAsBytes(claims));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(KEYS.getPrivate());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + encoded(signature.sign());
  }

  private static String trust(String issuer, String jwks) {
    return desk.admin()
        .done(
            "trustedIssuerAdd",
            Map.of(
                "issuer",
                issuer,
                "audience",
                AUDIENCE,
                "algorithms",
                List.of("RS256"),
                "jwks",
                jwks),
            "trustedIssuer { id }")
        .at("/trustedIssuer/id")
        .asText();
  }

  private static DeskClient.Reply ask(String token) {
    return desk.anonymous().bearing(token).ask(WHO);
  }

  @Test
  void judgesEveryCollectedTokenAsDemanded() throws Exception {
    List<JsonNode> rows = SharedData.json("security/jwt/expected.jsonl");
    trust(ISSUER, Files.readString(SharedData.path("security/jwt/jwks.json")));
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : rows) {
      assertEquals(EVALUATED.getEpochSecond(), row.get("evaluate_at").asLong());
      DeskClient.Reply reply = ask(row.get("token").asText());
      // The collected tokens vouch for nobody's address: a genuine one is known by its own code.
      String verdict =
          switch (reply.code()) {
            case "OUTSIDER_UNKNOWN" -> "accept";
            case "INVALID_CREDENTIALS", "TOKEN_EXPIRED" -> "reject";
            default -> "neither";
          };
      if (reply.status() != 401 || !row.get("expected").asText().contains(verdict)) {
        wrong.add(row.get("id").asText() + ": " + reply.status() + " " + reply.body());
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(20, rows.size());
  }

  @Test
  void aVerifiedAddressNamesTheAgent() throws Exception {
    String ada = token(Map.of("email", ServedDesk.EMAIL.toUpperCase(), "email_verified", true));
    DeskClient.Reply reply = ask(ada);
    assertEquals("AGENT", reply.json().at("/data/viewer/kind").asText(), reply.body());
    assertEquals(
        "OUTSIDER_UNKNOWN",
        ask(token(Map.of("email", ServedDesk.EMAIL, "email_verified", "true"))).code());
    assertEquals("OUTSIDER_UNKNOWN", ask(token(Map.of("email", ServedDesk.EMAIL))).code());
    assertEquals(
        "OUTSIDER_UNKNOWN",
        ask(token(Map.of("email", "nobody@desk.example", "email_verified", true))).code());
    assertEquals(
        "INVALID_CREDENTIALS",
        ask(token(Map.of("email", ServedDesk.EMAIL, "email_verified", true, "aud", "another")))
            .code());
  }

  @Test
  void anIssuerThatIsTrustedNoMoreIsRefusedAtOnce() throws Exception {
    String issuer = "https://former.example.test";
    String id = trust(issuer, jwks(KEYS));
    String token = token(Map.of("iss", issuer, "email", ServedDesk.EMAIL, "email_verified", true));
    assertEquals("AGENT", ask(token).json().at("/data/viewer/kind").asText());
    desk.admin().done("trustedIssuerRemove", Map.of("trustedIssuerId", id), "removedId");
    DeskClient.Reply reply = ask(token);
    assertEquals(401, reply.status());
    assertEquals("INVALID_CREDENTIALS", reply.code());
  }

  @Test
  void anOutsideTokenEndsWithItsTime() throws Exception {
    String token =
        token(
            Map.of(
                "email",
                ServedDesk.EMAIL,
                "email_verified",
                true,
                "iat",
                EVALUATED.minus(Duration.ofMinutes(20)).getEpochSecond(),
                "exp",
                EVALUATED.minus(Duration.ofMinutes(2)).getEpochSecond()));
    assertEquals("TOKEN_EXPIRED", ask(token).code());
    assertEquals(401, ask(token).status());
  }
}
