package dev.trestle.store.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that link every entry to all entries before it. One thread at a time. */
final class Chain {

  private static final byte[] START = new byte[Frame.HASH_BYTES];

  private final MessageDigest digest;
  private final ByteBuffer numbers = ByteBuffer.allocate(16);

  Chain() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** What stands before the first entry. */
  static byte[] start() {
    return START.clone();
  }

  byte[] payloadHash(byte[] payload) {
    return digest.digest(payload);
  }

  byte[] next(byte[] previous, long sequence, long atMillis, byte[] payloadHash) {
    digest.update(previous);
    digest.update(numbers.clear().putLong(sequence).putLong(atMillis).flip());
    return digest.digest(payloadHash);
  }
}
