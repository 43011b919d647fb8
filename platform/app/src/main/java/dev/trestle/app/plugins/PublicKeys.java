package dev.trestle.app.plugins;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Reads Ed25519 public keys as people hand them on. */
final class PublicKeys {
  private PublicKeys() {}

  /** A key from base64 of its X.509 form; empty when it is none. */
  static Optional<PublicKey> parse(String base64) {
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      return Optional.of(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException noKey) {
      return Optional.empty();
    }
  }
}
