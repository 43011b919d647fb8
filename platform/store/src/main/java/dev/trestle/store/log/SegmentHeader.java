package dev.trestle.store.log;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment file. Whatever lies before {@code firstAddress} was durable before
 * the file got its name.
 *
 * @param firstAddress the address of this header's first byte; the file is named after it
 * @param firstSequence the number of the first entry in the file
 * @param previousFirstAddress where the segment before begins, {@link #NONE} for the very first
 * @param previousChain the chain hash of the entry before, zeros before the very first
 */
record SegmentHeader(
    long firstAddress, long firstSequence, long previousFirstAddress, byte[] previousChain) {

  static final int BYTES = 128;
  static final int VERSION = 1;
  static final long NONE = -1;

  private static final long MAGIC = 0x54524553544C4C47L; // "TRESTLLG"
  private static final int CRC_AT = 72;

  static String fileName(long firstAddress) {
    return String.format("%020d.log", firstAddress);
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(VERSION).putInt(BYTES);
    bytes.putLong(firstAddress).putLong(firstSequence).putLong(previousFirstAddress);
    bytes.put(previousChain);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, CRC_AT);
    return bytes.putInt(CRC_AT, (int) crc.getValue()).clear();
  }

  /** The header, or why there is none. */
  static Looked<SegmentHeader> look(MemorySegment view) {
    if (view.byteSize() < BYTES) {
      return Looked.bad("the file is too short for a segment header");
    }
    ByteBuffer bytes = ByteBuffer.wrap(view.asSlice(0, CRC_AT + 4).toArray(ValueLayout.JAVA_BYTE));
    if (bytes.getLong() != MAGIC) {
      return Looked.bad("the file does not begin like a log segment");
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, CRC_AT);
    if (bytes.getInt(CRC_AT) != (int) crc.getValue()) {
      return Looked.bad("the segment header fails its checksum");
    }
    int version = bytes.getInt();
    if (version != VERSION) {
      return Looked.bad(
          "the segment has format version " + version + ", this program reads " + VERSION);
    }
    bytes.getInt();
    long first = bytes.getLong();
    long sequence = bytes.getLong();
    long previous = bytes.getLong();
    byte[] chain = new byte[32];
    bytes.get(chain);
    return Looked.good(new SegmentHeader(first, sequence, previous, chain));
  }
}
