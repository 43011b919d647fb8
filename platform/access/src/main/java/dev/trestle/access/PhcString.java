package dev.trestle.access;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Argon2id hash in the PHC string format, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, with
 * bounds on what a damaged record could make us compute.
 */
record PhcString(int memoryKiB, int iterations, int parallelism, byte[] salt, byte[] hash) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  private static final int MEMORY_MAX_KIB = 256 * 1024;

  static @Nullable PhcString parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int memory = Integer.parseInt(matcher.group(1));
    int iterations = Integer.parseInt(matcher.group(2));
    int parallelism = Integer.parseInt(matcher.group(3));
    if (parallelism < 1 || iterations < 1 || memory < 8 * parallelism || memory > MEMORY_MAX_KIB) {
      return null;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(matcher.group(4));
      byte[] hash = Base64.getDecoder().decode(matcher.group(5));
      return new PhcString(memory, iterations, parallelism, salt, hash);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  String text() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + memoryKiB
        + ",t="
        + iterations
        + ",p="
        + parallelism
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  @Override
  public String toString() {
    return "PhcString[m=" + memoryKiB + ",t=" + iterations + ",p=" + parallelism + "]";
  }
}
