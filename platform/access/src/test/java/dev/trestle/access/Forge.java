package dev.trestle.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens of any shape with the platform's own signatures, not with the library under test.
 */
final class Forge {
  private Forge() {}

  static String b64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String b64(String text) {
    return b64(text.getBytes(StandardCharsets.UTF_8));
  }

  static KeyPair rsa() {
    return pair("RSA", 2048);
  }

  static KeyPair pair(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (size > 0) {
        generator.initialize(size);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] sign(String algorithm, Key key, String input) {
    byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
    try {
      if (algorithm.startsWith("Hmac")) {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(key);
        return mac.doFinal(bytes);
      }
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign((PrivateKey) key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String token(String header, String payload, String algorithm, Key key) {
    String input = b64(header) + "." + b64(payload);
    return input + "." + b64(sign(algorithm, key, input));
  }

  static String hmac(String header, String payload, byte[] secret) {
    return token(header, payload, "HmacSHA256", new SecretKeySpec(secret, "HmacSHA256"));
  }

  /** A JSON object of pairs; values that are texts in quotes, others as they are. */
  static String json(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return JsonText.of(object);
  }
}
