package dev.trestle.app.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import dev.trestle.app.outside.ServedDesk;
import dev.trestle.app.outside.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second factor from its set-up to its end, with an authenticator app written after RFC 6238. */
class SecondFactorTest {
  private static final Duration STEP = Duration.ofSeconds(30);

  private final SettableClock clock = new SettableClock(Instant.parse("2031-03-03T09:00:00Z"));
  @TempDir private Path folder;
  @AutoClose private ServedDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = ServedDesk.start(folder.resolve("desk"), Map.of(), clock);
  }

  /** The secret that an otpauth URI carries. */
  private static byte[] secret(String uri) {
    String query = URI.create(uri).getRawQuery();
    String text = query.replaceFirst(".*secret=([A-Z2-7]+).*", "$1");
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
    int held = 0;
    int bits = 0;
    for (char c : text.toCharArray()) {
      held = held << 5 | (c >= 'A' ? c - 'A' : c - '2' + 26);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
      }
    }
    return bytes.array();
  }

  private String code(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      long step = clock.instant().getEpochSecond() / STEP.toSeconds();
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 15, 4).getInt() & 0x7fff_ffff;
      return String.format("%06d", number % 1_000_000);
    } catch (GeneralSecurityException missing) {
      throw new AssertionError(missing);
    }
  }

  /** The code of the refusal; empty when signed in. */
  private String signIn(String... code) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("email", ServedDesk.EMAIL);
    input.put("password", ServedDesk.PASSWORD);
    if (code.length > 0) {
      input.put("code", code[0]);
    }
    JsonNode payload = desk.anonymous().tried("signIn", input, "accessToken");
    assertEquals(payload.get("accessToken").isNull(), !payload.get("userErrors").isEmpty());
    return payload.at("/userErrors/0/code").asText();
  }

  private static String refused(DeskClient client, String mutation, Map<String, ?> input) {
    return client.tried(mutation, input, "").at("/userErrors/0/code").asText();
  }

  @Test
  void aCodeIsAskedForFromItsConfirmationToItsRemoval() {
    DeskClient admin = desk.admin();
    assertEquals("PASSWORD_WRONG", refused(admin, "totpBegin", Map.of("password", "wrong")));
    assertEquals(
        "SECOND_FACTOR_NOT_BEGUN", refused(admin, "totpConfirm", Map.of("code", "000000")));
    byte[] secret =
        secret(
            admin
                .done("totpBegin", Map.of("password", ServedDesk.PASSWORD), "otpauthUri")
                .get("otpauthUri")
                .asText());
    assertEquals("", signIn(), "no code is asked for before one was shown to work");
    String wrong = code(secret).equals("000000") ? "000001" : "000000";
    assertEquals("CODE_WRONG", refused(admin, "totpConfirm", Map.of("code", wrong)));
    String first = code(secret);
    JsonNode recovery =
        admin.done("totpConfirm", Map.of("code", first), "recoveryCodes").get("recoveryCodes");
    assertTrue(recovery.size() >= 8, recovery.toString());
    assertEquals(
        "SECOND_FACTOR_IN_FORCE",
        refused(admin, "totpBegin", Map.of("password", ServedDesk.PASSWORD)));

    assertEquals("SECOND_FACTOR_REQUIRED", signIn());
    assertEquals("SIGN_IN_REFUSED", signIn(first), "a code that was used is used up");
    clock.advance(STEP);
    String second = code(secret);
    assertEquals("", signIn(second));
    assertEquals("SIGN_IN_REFUSED", signIn(second), "also when it was used to sign in");
    clock.advance(STEP);
    assertEquals("", signIn(code(secret)));

    String spare = recovery.get(0).asText();
    assertEquals("", signIn(spare));
    assertEquals("SIGN_IN_REFUSED", signIn(spare), "a recovery code works once");
    assertEquals("", signIn(recovery.get(1).asText()));

    assertEquals("REQUIRED", refused(admin, "totpRemove", Map.of()));
    assertEquals("PASSWORD_WRONG", refused(admin, "totpRemove", Map.of("password", "wrong")));
    admin.done("totpRemove", Map.of("password", ServedDesk.PASSWORD), "done");
    assertEquals("", signIn());
  }

  @Test
  void aConfirmationRepeatedUnderItsKey_showsTheRecoveryCodesOnce_andLeavesThemGood() {
    DeskClient admin = desk.admin();
    byte[] secret =
        secret(
            admin
                .done("totpBegin", Map.of("password", ServedDesk.PASSWORD), "otpauthUri")
                .get("otpauthUri")
                .asText());
    Map<String, String> wish =
        Map.of("code", code(secret), "operationKey", "7f1f0a52-7b8e-4b07-9a35-1f2fd2c0a001");
    JsonNode first = admin.done("totpConfirm", wish, "recoveryCodes").get("recoveryCodes");
    JsonNode again = admin.done("totpConfirm", wish, "recoveryCodes").get("recoveryCodes");
    assertTrue(first.size() >= 8, first.toString());
    assertTrue(again.isNull(), again.toString());
    clock.advance(STEP);
    // Whoever repeats it late reads another code by then, and means the same.
    Map<String, String> late =
        Map.of("code", code(secret), "operationKey", wish.get("operationKey"));
    assertTrue(admin.done("totpConfirm", late, "recoveryCodes").get("recoveryCodes").isNull());
    for (JsonNode code : first) {
      assertEquals("", signIn(code.asText()));
    }
  }

  @Test
  void guessedCodesSlowDownLikeGuessedPasswords() {
    DeskClient admin = desk.admin();
    byte[] secret =
        secret(
            admin
                .done("totpBegin", Map.of("password", ServedDesk.PASSWORD), "otpauthUri")
                .get("otpauthUri")
                .asText());
    admin.done("totpConfirm", Map.of("code", code(secret)), "recoveryCodes");
    clock.advance(STEP);
    String wrong = code(secret).equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertEquals("SIGN_IN_REFUSED", signIn(wrong));
    }
    assertEquals("TOO_MANY_ATTEMPTS", signIn(code(secret)));
    clock.advance(STEP);
    assertEquals("", signIn(code(secret)));
  }
}
