package dev.trestle.access;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238): six digits, SHA-1, 30 seconds, which is all that the
 * common authenticator apps agree on. A code of the step before or after is taken too, for clocks
 * that differ; a step is taken once only.
 */
final class Totp {
  static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int DRIFT_STEPS = 1;
  private static final int SECRET_BYTES = 20;

  private Totp() {}

  static byte[] newSecret(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /**
   * The step whose code this is, or -1. All steps in reach are compared, so that the time taken
   * does not tell which one matched.
   *
   * @param lastStep the last step taken; it and all before are not taken again
   */
  static long accept(byte[] secret, String typed, long lastStep, long nowMillis) {
    String code = typed.length() > 2 * DIGITS ? "" : typed.replace(" ", "");
    long now = Math.floorDiv(nowMillis, STEP_SECONDS * 1000L);
    long accepted = -1;
    for (long step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step++) {
      boolean same = Hashes.same(code(secret, step, DIGITS, "HmacSHA1"), code);
      if (same && step > lastStep && accepted < 0) {
        accepted = step;
      }
    }
    return accepted;
  }

  /** The code of one step (RFC 4226 section 5.3). */
  static String code(byte[] secret, long step, int digits, String algorithm) {
    byte[] hash;
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
    int offset = hash[hash.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
    int modulus = (int) Math.pow(10, digits);
    return String.format(Locale.ROOT, "%0" + digits + "d", truncated % modulus);
  }

  /** The URI that an authenticator app reads from a QR code. */
  static String uri(String desk, String account, byte[] secret) {
    return "otpauth://totp/"
        + encoded(desk)
        + ":"
        + encoded(account)
        + "?secret="
        + Base32.encode(secret)
        + "&issuer="
        + encoded(desk)
        + "&algorithm=SHA1&digits="
        + DIGITS
        + "&period="
        + STEP_SECONDS;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
