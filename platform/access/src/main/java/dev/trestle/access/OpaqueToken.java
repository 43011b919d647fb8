package dev.trestle.access;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token that means nothing by itself: {@code <prefix>_<id, 32 hex digits>_<256 random bits>}. The
 * prefix lets scanners recognise a leaked one; the id finds the record, which holds only the hash
 * of the secret.
 */
record OpaqueToken(Kind kind, UUID id, String secret) {
  private static final Pattern FORM =
      Pattern.compile("tr[st]_(?<id>[0-9a-f]{32})_(?<secret>[A-Za-z0-9_-]{43})");
  private static final int LENGTH = 3 + 1 + 32 + 1 + 43;
  private static final int SECRET_BYTES = 32;
  private static final int FAMILY_BYTES = 16;

  /** What a token is for. */
  enum Kind {
    REFRESH("trs_"),
    API("trt_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    String prefix() {
      return prefix;
    }
  }

  static OpaqueToken generate(Kind kind, UUID id, SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return of(kind, id, bytes);
  }

  /** Another token of the same family: the first half of the secret stays, the second is new. */
  OpaqueToken sibling(SecureRandom random) {
    byte[] fresh = new byte[SECRET_BYTES - FAMILY_BYTES];
    random.nextBytes(fresh);
    byte[] bytes = Arrays.copyOf(bytes(), SECRET_BYTES);
    System.arraycopy(fresh, 0, bytes, FAMILY_BYTES, fresh.length);
    return of(kind, id, bytes);
  }

  private static OpaqueToken of(Kind kind, UUID id, byte[] bytes) {
    return new OpaqueToken(kind, id, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What is stored of the half that all tokens of a family share. */
  String familyHash() {
    String family = HexFormat.of().formatHex(bytes(), 0, FAMILY_BYTES);
    return Hashes.of("family:" + kind.prefix() + id, family);
  }

  private byte[] bytes() {
    return Base64.getUrlDecoder().decode(secret);
  }

  /** The token in a text; null when the text has not exactly the form of this kind. */
  static @Nullable OpaqueToken parse(Kind kind, String text) {
    if (text.length() != LENGTH || !text.startsWith(kind.prefix())) {
      return null;
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String hex = matcher.group("id");
    UUID id =
        new UUID(
            HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    return new OpaqueToken(kind, id, matcher.group("secret"));
  }

  String text() {
    HexFormat hex = HexFormat.of();
    return kind.prefix()
        + hex.toHexDigits(id.getMostSignificantBits())
        + hex.toHexDigits(id.getLeastSignificantBits())
        + "_"
        + secret;
  }

  /** What is stored of the whole token. A fast hash will do for 256 random bits. */
  String hash() {
    return Hashes.of(kind.prefix() + id, secret);
  }

  boolean hashesTo(@Nullable String stored) {
    return stored != null && Hashes.same(hash(), stored);
  }

  @Override
  public String toString() {
    return "OpaqueToken[kind=" + kind + ", id=" + id + "]";
  }
}
