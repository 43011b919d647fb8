package dev.trestle.store.log;

import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.domain.log.LogDamaged;
import dev.trestle.domain.log.LogEntry;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * One segment for readers: its bytes, where it ends, and a sparse index from numbers to offsets.
 */
final class Segment {

  /** Every so many entries one offset is kept; the rest of the way is walked. */
  private static final int STRIDE = 16;

  final SegmentHeader header;
  final String path;
  final MemorySegment view;
  private volatile long end = Long.MAX_VALUE;
  private volatile long[] marks = new long[16];
  private volatile boolean indexed;

  /**
   * @param indexed whether whoever adds entries tells {@link #note} about all of them; otherwise
   *     the index is built when it is first needed
   */
  Segment(SegmentHeader header, String path, MemorySegment view, boolean indexed) {
    this.header = header;
    this.path = path;
    this.view = view;
    this.indexed = indexed;
  }

  /** The same segment over another view of its file. */
  Segment over(MemorySegment other) {
    Segment segment = new Segment(header, path, other, indexed);
    segment.marks = marks;
    return segment;
  }

  long first() {
    return header.firstAddress();
  }

  /** The address behind the last byte, once no more will be added. */
  long end() {
    return end;
  }

  void seal(long address) {
    end = address;
  }

  /** Remembers where an entry stands; by one thread, in order, before the entry is published. */
  void note(long sequence, long offset) {
    long ordinal = sequence - header.firstSequence();
    if (ordinal % STRIDE == 0) {
      int at = Math.toIntExact(ordinal / STRIDE);
      long[] known = marks;
      if (at == known.length) {
        known = Arrays.copyOf(known, at * 2);
      }
      known[at] = offset;
      marks = known;
    }
  }

  /** The offset of a durable entry of this segment. */
  long offsetOf(long sequence, long durableAddress) {
    long limit = limit(durableAddress);
    if (!indexed) {
      index(limit);
    }
    long ordinal = sequence - header.firstSequence();
    long offset = marks[Math.toIntExact(ordinal / STRIDE)];
    for (long i = ordinal % STRIDE; i > 0; i--) {
      offset = behind(offset, limit, sequence - i);
    }
    return offset;
  }

  private synchronized void index(long limit) {
    if (!indexed) {
      long offset = SegmentHeader.BYTES;
      for (long sequence = header.firstSequence(); offset < limit; sequence++) {
        note(sequence, offset);
        offset = behind(offset, limit, sequence);
      }
      indexed = true;
    }
  }

  private long behind(long offset, long limit, long sequence) {
    if (offset + Frame.HEADER_BYTES > limit || Frame.intAt(view, offset) != Frame.MAGIC) {
      throw damaged(offset, sequence, "no entry starts");
    }
    long next = offset + Frame.bytes(Frame.intAt(view, offset + 4));
    if (next <= offset || next > limit) {
      throw damaged(offset, sequence, "the entry reaches past the end of the segment");
    }
    return next;
  }

  /** The whole, checked frame of an entry. */
  Frame frame(long offset, long sequence, long durableAddress) {
    Looked<Frame> looked = Frame.lookWhole(view, offset, limit(durableAddress), sequence);
    if (!looked.isGood()) {
      throw damaged(offset, sequence, looked.finding());
    }
    return looked.value();
  }

  LogEntry entry(long offset, Frame frame) {
    return new LogEntry(
        frame.sequence(),
        frame.atMillis(),
        first() + offset + Frame.HEADER_BYTES,
        Frame.payload(view, offset, frame.payloadLength()),
        frame.erased(),
        frame.chainHash());
  }

  byte[] block(long address, long durableAddress) {
    long limit = limit(durableAddress);
    long offset = address - first();
    if (offset < SegmentHeader.BYTES || offset > limit - Integer.BYTES) {
      throw new LogAddressInvalid("Address " + address + " is not inside a durable segment.");
    }
    int length = Frame.intAt(view, offset);
    if (length < 0 || length > limit - offset - Integer.BYTES) {
      throw new LogAddressInvalid("No block starts at address " + address + ".");
    }
    byte[] block = new byte[length];
    MemorySegment.copy(view, ValueLayout.JAVA_BYTE, offset + Integer.BYTES, block, 0, length);
    return block;
  }

  /** The offset behind the last byte a reader may touch. */
  long limit(long durableAddress) {
    return Math.min(end, durableAddress) - first();
  }

  LogDamaged damaged(long offset, long sequence, String finding) {
    return Damage.at(path, offset, sequence, finding);
  }
}
