package dev.trestle.store.blobs;

import java.util.regex.Pattern;

/**
 * One stored blob.
 *
 * @param sha256 its name: 64 lower-case hexadecimal digits
 * @param size bytes
 */
public record Blob(String sha256, long size) {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  public Blob {
    if (!isName(sha256)) {
      throw new IllegalArgumentException("not a SHA-256 name: " + sha256);
    }
  }

  /** Whether this text can name a blob, and therefore cannot lead out of the blob directory. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
