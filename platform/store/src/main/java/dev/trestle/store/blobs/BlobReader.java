package dev.trestle.store.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A stored blob, open for reading at any position. */
public final class BlobReader implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final String sha256;
  private final FileChannel channel;

  BlobReader(String sha256, FileChannel channel) {
    this.sha256 = sha256;
    this.channel = channel;
  }

  public long size() {
    try {
      return channel.size();
    } catch (IOException failed) {
      throw BlobStore.refused("The blob " + sha256 + " cannot be read.", failed);
    }
  }

  /** Reads up to {@code length} bytes from {@code position}; -1 at the end. */
  public int read(long position, byte[] buffer, int offset, int length) {
    try {
      return channel.read(ByteBuffer.wrap(buffer, offset, length), position);
    } catch (IOException failed) {
      throw BlobStore.refused("The blob " + sha256 + " cannot be read.", failed);
    }
  }

  String hash() {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[CHUNK];
    long position = 0;
    for (int n = read(0, buffer, 0, CHUNK); n >= 0; n = read(position, buffer, 0, CHUNK)) {
      digest.update(buffer, 0, n);
      position += n;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw BlobStore.refused("The blob " + sha256 + " cannot be closed.", failed);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
