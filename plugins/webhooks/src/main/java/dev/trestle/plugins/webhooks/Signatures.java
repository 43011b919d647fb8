package dev.trestle.plugins.webhooks;

import dev.trestle.plugins.webhooks.Webhook.Signing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs as Standard Webhooks has it: over the id, the time in seconds and the body, joined by dots;
 * {@code v1} is HMAC-SHA256, {@code v1a} is Ed25519. While two keys are live there are two
 * signatures, and a receiver is content with either.
 */
final class Signatures {
  private static final String ED25519 = "Ed25519";
  private static final String HMAC = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int PUBLIC_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  /**
   * A new key.
   *
   * @param secret what signs; to be sealed
   * @param publicKey what receivers verify with; null for HMAC
   */
  record Made(byte[] secret, @Nullable String publicKey) {}

  private Signatures() {}

  /**
   * @param random gives so many bytes that nobody can foresee
   */
  static Made make(Signing signing, IntFunction<byte[]> random) {
    return switch (signing) {
      case HMAC_SHA256 -> new Made(random.apply(SECRET_BYTES), null);
      case ED25519 -> keyPair();
    };
  }

  /** The secret as receivers are given it. */
  static String secretText(byte[] secret) {
    return "whsec_" + BASE64.encodeToString(secret);
  }

  /** The value of the header {@code webhook-signature}. */
  static String header(
      Signing signing, List<byte[]> secrets, String id, long seconds, String body) {
    byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret ->
            switch (signing) {
              case HMAC_SHA256 -> "v1," + BASE64.encodeToString(hmac(secret, signed));
              case ED25519 -> "v1a," + BASE64.encodeToString(ed25519(secret, signed));
            })
        .collect(Collectors.joining(" "));
  }

  private static Made keyPair() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
      // The key itself is the end of its X.509 form; that is how receivers' libraries take it.
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] key = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
      return new Made(pair.getPrivate().getEncoded(), "whpk_" + BASE64.encodeToString(key));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no Ed25519", missing);
    }
  }

  private static byte[] hmac(byte[] secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no " + HMAC, missing);
    }
  }

  private static byte[] ed25519(byte[] secret, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initSign(
          KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(secret)));
      signature.update(signed);
      return signature.sign();
    } catch (GeneralSecurityException damaged) {
      throw new IllegalStateException("a stored signing key cannot be used", damaged);
    }
  }
}
