package dev.trestle.store.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a frame's bytes mean: the sequence number they were written at, a CRC32C over the page's
 * place and content, and the page.
 */
final class PageFrame {
  private static final int SEQUENCE_AT = 0;
  private static final int CRC_AT = 8;
  private static final int PAGE_AT = 12;

  private PageFrame() {}

  static byte[] pack(String table, int pageIndex, long sequence, byte[] page) {
    byte[] frame = new byte[PAGE_AT + page.length];
    System.arraycopy(page, 0, frame, PAGE_AT, page.length);
    ByteBuffer.wrap(frame)
        .putLong(SEQUENCE_AT, sequence)
        .putInt(CRC_AT, checksum(table, pageIndex, frame, sequence));
    return frame;
  }

  static long sequence(byte[] frame) {
    return ByteBuffer.wrap(frame).getLong(SEQUENCE_AT);
  }

  static byte[] page(byte[] frame) {
    return Arrays.copyOfRange(frame, PAGE_AT, frame.length);
  }

  /** What is wrong with the frame at this place, or null. */
  static @Nullable String finding(String table, int pageIndex, byte[] frame) {
    if (frame.length < PAGE_AT) {
      return "page " + pageIndex + " of " + table + " is cut short";
    }
    int stored = ByteBuffer.wrap(frame).getInt(CRC_AT);
    return stored == checksum(table, pageIndex, frame, sequence(frame))
        ? null
        : "page " + pageIndex + " of " + table + " fails its checksum";
  }

  /** The frame's share of the fingerprint, which is a sum: any page can be exchanged in it. */
  static long stamp(byte[] frame, int pageIndex) {
    long mixed = ByteBuffer.wrap(frame).getInt(CRC_AT) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ sequence(frame) ^ (long) pageIndex << 40) * 0xBF58476D1CE4E5B9L;
    return (mixed ^ mixed >>> 29) | 1; // Never 0, which means that there is no page yet.
  }

  private static int checksum(String table, int pageIndex, byte[] frame, long sequence) {
    CRC32C crc = new CRC32C();
    crc.update(table.getBytes(StandardCharsets.UTF_8));
    crc.update(ByteBuffer.allocate(12).putInt(pageIndex).putLong(sequence).flip());
    crc.update(frame, PAGE_AT, frame.length - PAGE_AT);
    return (int) crc.getValue();
  }
}
