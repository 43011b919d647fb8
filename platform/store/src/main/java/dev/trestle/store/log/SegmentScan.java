package dev.trestle.store.log;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Walks the frames of one segment as far as they are sound.
 *
 * @param offset where the walk ended: behind the last sound frame
 * @param sequence the last sound entry, or the one before the segment
 * @param chain its chain hash
 * @param durableBefore the highest address that a sound frame proves to have been durable
 * @param finding why the walk ended, as a clause; empty when it reached the limit
 * @param forged whether the finding cannot come from a torn write, because checksums are sound
 * @param entries how many sound entries there are
 * @param erased how many of them were redacted
 */
record SegmentScan(
    long offset,
    long sequence,
    byte[] chain,
    long durableBefore,
    String finding,
    boolean forged,
    long entries,
    long erased) {

  /** Hears of every sound frame. */
  interface Visitor {
    void frame(long sequence, long offset);
  }

  boolean reachedLimit() {
    return finding.isEmpty();
  }

  /** Checks headers, numbers and checksums: enough to find damage by accident, and fast. */
  static SegmentScan quick(SegmentHeader header, MemorySegment view, long limit, Visitor visitor) {
    return walk(header, view, limit, visitor, false);
  }

  /** Checks hashes and the chain too. */
  static SegmentScan full(SegmentHeader header, MemorySegment view, long limit, Visitor visitor) {
    return walk(header, view, limit, visitor, true);
  }

  private static SegmentScan walk(
      SegmentHeader header, MemorySegment view, long limit, Visitor visitor, boolean full) {
    Chain hashes = new Chain();
    long offset = SegmentHeader.BYTES;
    long sequence = header.firstSequence() - 1;
    byte[] chain = header.previousChain();
    long durableBefore = header.firstAddress() + SegmentHeader.BYTES;
    long entries = 0;
    long erased = 0;
    String finding = "";
    boolean forged = false;
    while (offset < limit && finding.isEmpty()) {
      Looked<Frame> looked = Frame.lookWhole(view, offset, limit, sequence + 1);
      if (looked.isGood()) {
        Frame frame = looked.value();
        finding = full ? hashFinding(hashes, chain, frame, view, offset) : "";
        forged = !finding.isEmpty();
        if (!forged) {
          visitor.frame(frame.sequence(), offset);
          sequence++;
          entries++;
          erased += frame.erased() ? 1 : 0;
          chain = frame.chainHash();
          durableBefore = Math.max(durableBefore, frame.durableBefore());
          offset += frame.bytes();
        }
      } else {
        finding = looked.finding();
      }
    }
    return new SegmentScan(
        offset, sequence, chain, durableBefore, finding, forged, entries, erased);
  }

  private static String hashFinding(
      Chain hashes, byte[] previous, Frame frame, MemorySegment view, long offset) {
    if (!frame.erased()) {
      byte[] payload = Frame.payload(view, offset, frame.payloadLength());
      if (!Arrays.equals(hashes.payloadHash(payload), frame.payloadHash())) {
        return "the payload is not the one that was committed";
      }
    }
    byte[] expected =
        hashes.next(previous, frame.sequence(), frame.atMillis(), frame.payloadHash());
    return Arrays.equals(expected, frame.chainHash())
        ? ""
        : "the entry does not continue the hash chain";
  }
}
