package org.apache.james.mime4j.util;

/**
 * Stands in the place of mime4j's class of this name, which reads a system property and keeps
 * buffers with the thread that used them. The threads are the desk's, so nothing is kept: a buffer
 * is garbage when its message has been read.
 */
public class BufferRecycler {
  private static final int USUAL_SIZE = 8_192;

  public byte[] allocByteBuffer(int kind, int size) {
    return new byte[Math.max(size, USUAL_SIZE)];
  }

  public char[] allocCharBuffer(int kind, int size) {
    return new char[Math.max(size, USUAL_SIZE)];
  }

  public int[] allocintBuffer(int size) {
    return new int[size];
  }

  public void releaseByteBuffer(int kind, byte[] buffer) {
    // Nothing is kept.
  }

  public void releaseCharBuffer(int kind, char[] buffer) {
    // Nothing is kept.
  }

  public void releaseIntBuffer(int[] buffer) {
    // Nothing is kept.
  }
}
