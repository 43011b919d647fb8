package dev.trestle.plugins.email.intake;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a message on their way into the store: seen once, and kept while they are few. */
final class Passing extends FilterInputStream {
  private static final int KEPT_MAX = 1 << 20;

  private final Fingerprint fingerprint = new Fingerprint();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(8_192);
  private boolean whole = true;

  Passing(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int max) throws IOException {
    int count = super.read(bytes, from, max);
    if (count > 0) {
      fingerprint.see(bytes, from, count);
      whole &= kept.size() + count <= KEPT_MAX;
      if (whole) {
        kept.write(bytes, from, count);
      } else {
        kept.reset();
      }
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  Fingerprint fingerprint() {
    return fingerprint;
  }

  /** All bytes that passed; empty when they were too many to keep, or none. */
  byte[] kept() {
    return whole ? kept.toByteArray() : new byte[0];
  }
}
