package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @Test
  void givesTheCodesOfRfc6238() {
    byte[] sha256 = "12345678901234567890123456789012".getBytes(StandardCharsets.US_ASCII);
    byte[] sha512 =
        "1234567890123456789012345678901234567890123456789012345678901234"
            .getBytes(StandardCharsets.US_ASCII);
    Object[][] vectors = {
      {59L, "94287082", "46119246", "90693936"},
      {1111111109L, "07081804", "68084774", "25091201"},
      {1111111111L, "14050471", "67062674", "99943326"},
      {1234567890L, "89005924", "91819424", "93441116"},
      {2000000000L, "69279037", "90698825", "38618901"},
      {20000000000L, "65353130", "77737706", "47863826"},
    };
    for (Object[] vector : vectors) {
      long step = (Long) vector[0] / 30;
      assertEquals(vector[1], Totp.code(SECRET, step, 8, "HmacSHA1"));
      assertEquals(vector[2], Totp.code(sha256, step, 8, "HmacSHA256"));
      assertEquals(vector[3], Totp.code(sha512, step, 8, "HmacSHA512"));
    }
  }

  @Test
  void takesTheStepBeforeAndAfter_butNoOther() {
    long now = 1_000_000;
    for (long drift = -3; drift <= 3; drift++) {
      String code = Totp.code(SECRET, now + drift, 6, "HmacSHA1");
      long expected = Math.abs(drift) <= 1 ? now + drift : -1;
      assertEquals(expected, Totp.accept(SECRET, code, 0, now * 30_000), "drift " + drift);
    }
  }

  @Test
  void takesNoStepTwice_norOneBeforeTheLastTaken() {
    long now = 1_000_000;
    for (long last = now - 2; last <= now + 2; last++) {
      for (long step = now - 1; step <= now + 1; step++) {
        String code = Totp.code(SECRET, step, 6, "HmacSHA1");
        long expected = step > last ? step : -1;
        assertEquals(expected, Totp.accept(SECRET, code, last, now * 30_000 + 29_999));
      }
    }
  }

  @Test
  void takesSpacesInACode_andNothingElse() {
    String code = Totp.code(SECRET, 1_000_000, 6, "HmacSHA1");
    long now = 1_000_000 * 30_000L;
    String spaced = code.substring(0, 3) + " " + code.substring(3);
    assertEquals(1_000_000, Totp.accept(SECRET, spaced, 0, now));
    for (String bad :
        List.of("", code.substring(1), code + "0", "-" + code, "0".repeat(1_000_000), "\u0661")) {
      assertEquals(-1, Totp.accept(SECRET, bad, 0, now));
    }
  }

  @Test
  void writesTheUriThatAppsRead() {
    assertEquals(
        "otpauth://totp/Trestle:ada%40example.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            + "&issuer=Trestle&algorithm=SHA1&digits=6&period=30",
        Totp.uri("Trestle", "ada@example.test", SECRET));
  }

  @Test
  void writesBase32AsInRfc4648() {
    String[][] vectors = {
      {"", ""},
      {"f", "MY"},
      {"fo", "MZXQ"},
      {"foo", "MZXW6"},
      {"foob", "MZXW6YQ"},
      {"fooba", "MZXW6YTB"},
      {"foobar", "MZXW6YTBOI"}
    };
    for (String[] vector : vectors) {
      assertEquals(vector[1], Base32.encode(vector[0].getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
