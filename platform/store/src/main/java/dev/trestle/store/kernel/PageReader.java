package dev.trestle.store.kernel;

import dev.trestle.domain.codec.CodecException;

/** Reads a page's bytes, whose checksum was verified before. */
final class PageReader {
  private final byte[] bytes;
  private int at;

  PageReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean more() {
    return at < bytes.length;
  }

  int oneByte() {
    if (at >= bytes.length) {
      throw new CodecException(at, "the page ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = oneByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CodecException(at, "a number of more than ten bytes");
  }

  long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  long fixed64() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | oneByte();
    }
    return value;
  }

  /** Passes over some bytes and tells where they start. */
  int skip(int length) {
    if (length < 0 || length > bytes.length - at) {
      throw new CodecException(at, "the page ends inside a record");
    }
    int from = at;
    at += length;
    return from;
  }
}
