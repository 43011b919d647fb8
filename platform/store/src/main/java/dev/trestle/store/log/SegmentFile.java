package dev.trestle.store.log;

import dev.trestle.domain.log.LogDamaged;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A segment file whose header is sound and continues the one before it. */
record SegmentFile(String name, String path, SegmentHeader header, MemorySegment view) {

  private static final int NAME_DIGITS = 20;

  static boolean isSegmentName(String name) {
    return name.length() == NAME_DIGITS + 4
        && name.endsWith(".log")
        && name.chars().limit(NAME_DIGITS).allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * All segments of a directory, in order.
   *
   * @throws LogDamaged when one is missing or its header is not sound
   */
  static List<SegmentFile> all(LogFiles files) throws IOException {
    List<SegmentFile> all = new ArrayList<>();
    for (String name : files.names()) {
      if (isSegmentName(name)) {
        all.add(read(files, name));
      }
    }
    for (int i = 0; i < all.size(); i++) {
      checkPlace(all, i);
    }
    return all;
  }

  private static SegmentFile read(LogFiles files, String name) throws IOException {
    MemorySegment view;
    try (LogFile file = files.open(name)) {
      view = file.view();
    }
    Looked<SegmentHeader> looked = SegmentHeader.look(view);
    if (!looked.isGood()) {
      throw Damage.at(files.path(name), 0, 0, looked.finding());
    }
    SegmentHeader header = looked.value();
    if (!SegmentHeader.fileName(header.firstAddress()).equals(name)) {
      throw Damage.at(
          files.path(name),
          0,
          header.firstSequence(),
          "the header belongs to " + SegmentHeader.fileName(header.firstAddress()));
    }
    return new SegmentFile(name, files.path(name), header, view);
  }

  private static void checkPlace(List<SegmentFile> all, int at) {
    SegmentFile file = all.get(at);
    SegmentHeader header = file.header;
    if (at == 0) {
      if (header.previousFirstAddress() != SegmentHeader.NONE) {
        throw file.damaged(
            0, header.firstSequence(), "the segment is not the first one, which is missing");
      }
      return;
    }
    SegmentFile before = all.get(at - 1);
    if (header.previousFirstAddress() != before.header.firstAddress()) {
      throw file.damaged(
          0,
          header.firstSequence(),
          "the segment before it, "
              + SegmentHeader.fileName(header.previousFirstAddress())
              + ", is missing");
    }
    if (before.view.byteSize() < before.lengthUpTo(file)) {
      throw before.damaged(
          before.view.byteSize(),
          header.firstSequence() - 1,
          "the file ends too early; it should have " + before.lengthUpTo(file) + " bytes");
    }
  }

  long lengthUpTo(SegmentFile next) {
    return next.header.firstAddress() - header.firstAddress();
  }

  /** Where the entry behind a complete walk must continue; throws when it does not. */
  void checkEnd(SegmentScan scan, SegmentFile next) {
    if (!scan.reachedLimit()) {
      throw damaged(scan.offset(), scan.sequence() + 1, scan.finding());
    }
    if (scan.sequence() + 1 != next.header.firstSequence()
        || !Arrays.equals(scan.chain(), next.header.previousChain())) {
      throw next.damaged(
          0, next.header.firstSequence(), "the segment does not continue the one before it");
    }
  }

  Segment segment(boolean indexed) {
    return new Segment(header, path, view, indexed);
  }

  LogDamaged damaged(long offset, long sequence, String finding) {
    return Damage.at(path, offset, sequence, finding);
  }
}
