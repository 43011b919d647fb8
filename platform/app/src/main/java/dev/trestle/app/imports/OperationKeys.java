package dev.trestle.app.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Operation keys that follow from what is asked: the same batch has the same key whenever and
 * wherever it is sent, so that a repeated one is answered and not done again. UUIDs of version 8
 * (RFC 9562, section 5.8) over SHA-256.
 */
final class OperationKeys {
  private OperationKeys() {}

  static UUID of(String purpose, byte[] content) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
    digest.update(purpose.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(content));
    return new UUID(
        hash.getLong() & ~0xF000L | 0x8000L,
        hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
  }
}
