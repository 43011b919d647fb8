package dev.trestle.domain.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows while values are written to it; reusable after {@link #reset}. */
public final class Sink {
  private byte[] bytes;
  private int size;

  public Sink() {
    this(256);
  }

  public Sink(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  public int size() {
    return size;
  }

  /** The backing array; its first {@link #size} bytes are the content until the next write. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  public void reset() {
    size = 0;
  }

  public void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  public void putBytes(byte[] source) {
    putBytes(source, 0, source.length);
  }

  public void putBytes(byte[] source, int from, int length) {
    room(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /**
   * Seven bits a byte, lowest first; a negative number is taken as unsigned and takes ten bytes.
   */
  public void putVarint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Small numbers of either sign stay short. */
  public void putZigzag(long value) {
    putVarint(value << 1 ^ value >> 63);
  }

  /** Eight bytes, highest first. */
  public void putFixed64(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Writes the length in bytes, then UTF-8. The text must not contain an unpaired surrogate. */
  void putUtf8(String text) {
    if (Wire.isAscii(text)) {
      putVarint(text.length());
      putAscii(text);
    } else {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      putVarint(encoded.length);
      putBytes(encoded);
    }
  }

  @SuppressWarnings("deprecation") // Copies the low bytes, which is all there is of ASCII.
  void putAscii(String text) {
    int length = text.length();
    room(length);
    text.getBytes(0, length, bytes, size);
    size += length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1)));
    }
  }
}
