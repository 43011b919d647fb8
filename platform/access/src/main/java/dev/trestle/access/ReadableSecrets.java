package dev.trestle.access;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Random secrets for people to read and type: one-time passwords and recovery codes. */
final class ReadableSecrets {
  // Without i, l, o and u: nothing to misread, few words by accident.
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int GROUP = 4;
  private static final int ONE_TIME_BYTES = 15;
  private static final int RECOVERY_BYTES = 10;
  private static final int RECOVERY_CODES = 10;
  private static final int TYPED_LENGTH_MAX = 64;

  private final SecureRandom random;

  ReadableSecrets(SecureRandom random) {
    this.random = random;
  }

  /** A password of 120 random bits in groups of four, such as an operator copies from a log. */
  String oneTimePassword() {
    return grouped(ONE_TIME_BYTES);
  }

  /** Ten codes of 80 random bits. */
  List<String> recoveryCodes() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      codes.add(grouped(RECOVERY_BYTES));
    }
    return codes;
  }

  /** What is stored of a recovery code; spaces, dashes and case of the typed code do not matter. */
  static String recoveryHash(UUID accountId, String code) {
    String typed = code.length() > TYPED_LENGTH_MAX ? "" : code;
    String bare = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    return Hashes.of("recovery:" + accountId, bare);
  }

  private String grouped(int byteCount) {
    byte[] bytes = new byte[byteCount];
    random.nextBytes(bytes);
    String text = Base32.encode(bytes, ALPHABET);
    StringBuilder grouped = new StringBuilder();
    for (int i = 0; i < text.length(); i += GROUP) {
      grouped.append(i == 0 ? "" : "-").append(text, i, Math.min(i + GROUP, text.length()));
    }
    return grouped.toString();
  }
}
