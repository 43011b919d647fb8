package dev.trestle.store.log;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * How the last segment ends.
 *
 * @param scan what is sound
 * @param proof why what follows cannot be a torn group that nobody was told of, as a clause; empty
 *     when it can
 * @param tornBytes how many bytes of a torn group follow; 0 when there is only unused room
 */
record Tail(SegmentScan scan, String proof, long tornBytes) {

  boolean isDamaged() {
    return !proof.isEmpty();
  }

  /** Judges what follows the sound entries of the last segment. */
  static Tail of(SegmentFile last, SegmentScan scan, Optional<CleanMark> mark, long known) {
    long end = last.header().firstAddress() + scan.offset();
    if (scan.forged()) {
      return new Tail(scan, "its checksums are those of a complete entry", 0);
    }
    if (mark.isPresent()
        && (mark.get().address() != end || mark.get().sequence() != scan.sequence())) {
      return new Tail(
          scan, "the log was closed in good order behind entry " + mark.get().sequence(), 0);
    }
    if (known > scan.sequence()) {
      return new Tail(scan, "entry " + known + " is known to have been on disk", 0);
    }
    long later = provingEntry(last, scan.offset());
    if (later > 0) {
      return new Tail(scan, "entry " + later + " proves that this place was on disk", 0);
    }
    return new Tail(scan, "", tornBytes(last.view(), scan.offset()));
  }

  String finding() {
    String what = scan.finding().isEmpty() ? "the log ends" : scan.finding();
    return what + ", but " + proof;
  }

  // Each group says how far the log was durable when it was written. A frame behind the bad place
  // that says "beyond it" means the bad place was sound once; one of the same group says nothing.
  private static long provingEntry(SegmentFile last, long from) {
    MemorySegment view = last.view();
    long bad = last.header().firstAddress() + from;
    long size = view.byteSize();
    for (long offset = from; offset + Frame.HEADER_BYTES <= size; offset += Frame.ALIGNMENT) {
      if (Frame.intAt(view, offset) == Frame.MAGIC) {
        Looked<Frame> looked = Frame.look(view, offset, Long.MAX_VALUE);
        if (looked.isGood() && looked.value().durableBefore() > bad) {
          return looked.value().sequence();
        }
      }
    }
    return 0;
  }

  private static long tornBytes(MemorySegment view, long from) {
    MemorySegment rest = view.asSlice(from);
    long used = rest.byteSize();
    while (used >= Long.BYTES && Frame.longAt(rest, used - Long.BYTES) == 0) {
      used -= Long.BYTES;
    }
    return used;
  }
}
