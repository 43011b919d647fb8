package dev.trestle.app.plugins;

import dev.trestle.store.blobs.BlobReader;
import dev.trestle.store.blobs.BlobRefused;
import java.io.IOException;
import java.io.InputStream;

/** A blob from its first byte to its last. */
final class BlobStream extends InputStream {
  private final BlobReader blob;
  private long position;

  BlobStream(BlobReader blob) {
    this.blob = blob;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      int n = blob.read(position, target, offset, length);
      position += Math.max(0, n);
      return n;
    } catch (BlobRefused trouble) {
      throw PluginFiles.refused(trouble);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      blob.close();
    } catch (BlobRefused trouble) {
      throw PluginFiles.refused(trouble);
    }
  }
}
