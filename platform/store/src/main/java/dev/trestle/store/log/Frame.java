package dev.trestle.store.log;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The header of one entry in a segment; its payload follows, padded to eight bytes.
 *
 * @param payloadLength bytes of payload, without the padding
 * @param durableBefore the durable address when this frame's group was written: proof that
 *     everything before it had reached the disk
 * @param payloadCrc CRC32C of the payload as it stands now, redacted or not
 * @param flags see {@link #ERASED}
 * @param payloadHash SHA-256 of the payload as it was committed
 * @param chainHash SHA-256 of the previous chain hash, sequence, time and payload hash
 */
record Frame(
    int payloadLength,
    long sequence,
    long atMillis,
    long durableBefore,
    int payloadCrc,
    int flags,
    byte[] payloadHash,
    byte[] chainHash) {

  static final int HEADER_BYTES = 112;
  static final int HASH_BYTES = 32;
  static final int ALIGNMENT = 8;

  /** Flag: the payload was redacted, so it no longer has its hash. */
  static final int ERASED = 1;

  static final int MAGIC = 0x54524C46; // "TRLF"

  private static final int CRC_AT = HEADER_BYTES - 4;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** The room a payload takes with header and padding. */
  static long bytes(long payloadLength) {
    return (HEADER_BYTES + payloadLength + ALIGNMENT - 1) & -ALIGNMENT;
  }

  long bytes() {
    return bytes(payloadLength);
  }

  boolean erased() {
    return (flags & ERASED) != 0;
  }

  /** The header of the same entry when its payload was redacted to one of this checksum. */
  Frame erasedTo(int crc) {
    return new Frame(
        payloadLength,
        sequence,
        atMillis,
        durableBefore,
        crc,
        flags | ERASED,
        payloadHash,
        chainHash);
  }

  static int intAt(MemorySegment view, long offset) {
    return view.get(INT, offset);
  }

  static long longAt(MemorySegment view, long offset) {
    return view.get(LONG, offset);
  }

  /** Appends the header to the buffer, which must be big-endian and have room. */
  void encode(ByteBuffer target) {
    int start = target.position();
    target.putInt(MAGIC).putInt(payloadLength).putLong(sequence).putLong(atMillis);
    target.putLong(durableBefore).putInt(payloadCrc).putInt(flags);
    target.put(payloadHash).put(chainHash).putInt(0);
    CRC32C crc = new CRC32C();
    crc.update(target.slice(start, CRC_AT));
    target.putInt((int) crc.getValue());
  }

  /** The header at this offset, its payload not yet looked at; the frame must end by the limit. */
  static Looked<Frame> look(MemorySegment view, long offset, long limit) {
    if (offset + HEADER_BYTES > limit || intAt(view, offset) != MAGIC) {
      return Looked.bad("no entry starts");
    }
    if (crc(view, offset, CRC_AT) != intAt(view, offset + CRC_AT)) {
      return Looked.bad("the entry's header fails its checksum");
    }
    int length = intAt(view, offset + 4);
    if (length < 0 || bytes(length) > limit - offset) {
      return Looked.bad("the entry reaches past the end of the segment");
    }
    byte[] payloadHash = new byte[HASH_BYTES];
    byte[] chainHash = new byte[HASH_BYTES];
    MemorySegment.copy(view, ValueLayout.JAVA_BYTE, offset + 40, payloadHash, 0, HASH_BYTES);
    MemorySegment.copy(view, ValueLayout.JAVA_BYTE, offset + 72, chainHash, 0, HASH_BYTES);
    return Looked.good(
        new Frame(
            length,
            view.get(LONG, offset + 8),
            view.get(LONG, offset + 16),
            view.get(LONG, offset + 24),
            intAt(view, offset + 32),
            intAt(view, offset + 36),
            payloadHash,
            chainHash));
  }

  /** Like {@link #look}, and the payload must have its checksum and the entry this number. */
  static Looked<Frame> lookWhole(MemorySegment view, long offset, long limit, long sequence) {
    Looked<Frame> looked = look(view, offset, limit);
    if (!looked.isGood()) {
      return looked;
    }
    Frame frame = looked.value();
    if (frame.sequence != sequence) {
      return Looked.bad("stands entry " + frame.sequence);
    }
    if (crc(view, offset + HEADER_BYTES, frame.payloadLength) != frame.payloadCrc) {
      return Looked.bad("the payload fails its checksum");
    }
    return looked;
  }

  static byte[] payload(MemorySegment view, long offset, int length) {
    byte[] payload = new byte[length];
    MemorySegment.copy(
        view, ValueLayout.JAVA_BYTE, offset + HEADER_BYTES, payload, 0, payload.length);
    return payload;
  }

  static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static int crc(MemorySegment view, long offset, long length) {
    CRC32C crc = new CRC32C();
    crc.update(view.asSlice(offset, length).asByteBuffer());
    return (int) crc.getValue();
  }
}
