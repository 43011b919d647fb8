package dev.trestle.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets that have to be read again (authenticator secrets, private keys), so that the log
 * and its backups are no use without the key file. AES-256-GCM with a random nonce; the sealed text
 * is {@code sb1.<key id>.<base64url of nonce and ciphertext>}.
 *
 * <p>The context says what the secret is and whose. It is authenticated, so a sealed value copied
 * into another record does not open there.
 */
public final class SecretBox {
  private static final Pattern SEALED =
      Pattern.compile("sb1\\.(?<key>[a-z0-9]{1,16})\\.(?<data>[A-Za-z0-9_-]{38,})");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeys keys;
  private final SecureRandom random;

  public SecretBox(SecretKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /** A sealed value does not open: another key file, another record, or damage. */
  public static final class Unopenable extends Exception {
    private static final long serialVersionUID = 1;

    Unopenable(String message) {
      super(message);
    }
  }

  public String seal(byte[] secret, String context) {
    String keyId = keys.sealingId();
    try {
      return "sb1." + keyId + "." + sealWith(keys.key(keyId), secret, context, random);
    } catch (Unopenable e) {
      throw new IllegalStateException("the sealing key is always there", e);
    }
  }

  public byte[] open(String sealed, String context) throws Unopenable {
    Matcher matcher = SEALED.matcher(sealed);
    if (!matcher.matches()) {
      throw new Unopenable("Not a sealed value.");
    }
    return openWith(keys.key(matcher.group("key")), matcher.group("data"), context);
  }

  /** True when the value was sealed with a key that has been replaced since. */
  public boolean sealedWithOldKey(String sealed) {
    return !sealed.startsWith("sb1." + keys.sealingId() + ".");
  }

  static String sealWith(byte[] key, byte[] secret, String context, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, context);
      byte[] data = new byte[NONCE_BYTES + cipher.getOutputSize(secret.length)];
      System.arraycopy(nonce, 0, data, 0, NONCE_BYTES);
      cipher.doFinal(secret, 0, secret.length, data, NONCE_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  static byte[] openWith(byte[] key, String data, String context) throws Unopenable {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(data);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, bytes, 0, context);
      return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Unopenable("A sealed value was changed, or belongs to another record or key.");
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, int from, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BITS, nonce, from, NONCE_BYTES));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
