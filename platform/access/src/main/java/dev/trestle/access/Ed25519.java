package dev.trestle.access;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys and their form in a JWK (RFC 8037). */
final class Ed25519 {
  private static final int POINT_BYTES = 32;

  private Ed25519() {}

  static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has had Ed25519 since 15", e);
    }
  }

  /** The {@code x} of the key's JWK: y little-endian, its top bit telling whether x is odd. */
  static String x(PublicKey key) {
    EdECPoint point = ((EdECPublicKey) key).getPoint();
    byte[] bytes = new byte[POINT_BYTES];
    byte[] big = point.getY().toByteArray();
    for (int i = 0; i < big.length && i < POINT_BYTES; i++) {
      bytes[i] = big[big.length - 1 - i];
    }
    if (point.isXOdd()) {
      bytes[POINT_BYTES - 1] |= (byte) 0x80;
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static PublicKey publicKey(String x) {
    byte[] little = Base64.getUrlDecoder().decode(x);
    if (little.length != POINT_BYTES) {
      throw new IllegalStateException("a stored public key has the wrong length");
    }
    boolean odd = (little[POINT_BYTES - 1] & 0x80) != 0;
    byte[] big = new byte[POINT_BYTES];
    for (int i = 0; i < POINT_BYTES; i++) {
      big[i] = little[POINT_BYTES - 1 - i];
    }
    big[0] &= 0x7f;
    EdECPoint point = new EdECPoint(odd, new BigInteger(1, big));
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored public key is no point of the curve", e);
    }
  }

  static PrivateKey privateKey(byte[] pkcs8) {
    try {
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored private key is damaged", e);
    }
  }
}
