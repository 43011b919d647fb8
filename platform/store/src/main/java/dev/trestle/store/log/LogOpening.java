package dev.trestle.store.log;

import dev.trestle.store.log.SegmentTable.Durable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a directory into the state in which writing can go on. Damage is refused; a torn group at
 * the end, which was never acknowledged, is cut off.
 */
final class LogOpening {

  private static final int COPY_BYTES = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(LogOpening.class);

  /** The result: what readers see and where writing goes on. */
  record Opened(SegmentTable table, LogFile active) {}

  private final LogFiles files;
  private final LogOptions options;

  LogOpening(LogFiles files, LogOptions options) {
    this.files = files;
    this.options = options;
  }

  Opened open() throws IOException {
    for (String name : files.names()) {
      if (SegmentWriter.isUnfinished(name)) {
        files.delete(name);
      }
    }
    EraseJournal.redo(files);
    List<SegmentFile> found = SegmentFile.all(files);
    Optional<CleanMark> mark = CleanMark.read(files);
    return found.isEmpty() ? begin(mark) : resume(found, mark);
  }

  private Opened begin(Optional<CleanMark> mark) throws IOException {
    long known = Math.max(options.knownDurableSequence(), mark.map(CleanMark::sequence).orElse(0L));
    if (known > 0) {
      throw Damage.at(
          files.path(SegmentHeader.fileName(0)),
          0,
          1,
          "the file is missing, but entry " + known + " is known to have been on disk");
    }
    CleanMark.remove(files);
    SegmentHeader header = new SegmentHeader(0, 1, SegmentHeader.NONE, Chain.start());
    SegmentWriter.Created created = SegmentWriter.create(files, header, options.segmentBytes(), 0);
    Durable start = new Durable(0, SegmentHeader.BYTES, Chain.start());
    return new Opened(new SegmentTable(List.of(created.segment()), start), created.file());
  }

  private Opened resume(List<SegmentFile> found, Optional<CleanMark> mark) throws IOException {
    SegmentFile last = found.getLast();
    Segment unscanned = last.segment(true);
    SegmentScan scan =
        SegmentScan.quick(last.header(), last.view(), last.view().byteSize(), unscanned::note);
    Tail tail = Tail.of(last, scan, mark, options.knownDurableSequence());
    if (tail.isDamaged()) {
      throw last.damaged(scan.offset(), scan.sequence() + 1, tail.finding());
    }
    List<Segment> segments = sealed(found);
    LogFile active = files.open(last.name());
    try {
      prepare(active, last, tail, mark.isPresent());
      CleanMark.remove(files);
      segments.add(unscanned.over(active.view()));
    } catch (IOException e) {
      active.close();
      throw e;
    }
    long end = last.header().firstAddress() + scan.offset();
    return new Opened(
        new SegmentTable(segments, new Durable(scan.sequence(), end, scan.chain())), active);
  }

  /** The segments before the last one; the newer of them are checked, as far as that is quick. */
  private List<Segment> sealed(List<SegmentFile> found) {
    List<Segment> segments = new ArrayList<>();
    long unchecked = options.startCheckBytes() - found.getLast().view().byteSize();
    for (int i = found.size() - 2; i >= 0; i--) {
      SegmentFile file = found.get(i);
      SegmentFile next = found.get(i + 1);
      long length = file.lengthUpTo(next);
      unchecked -= length;
      Segment segment = file.segment(unchecked >= 0);
      segment.seal(next.header().firstAddress());
      if (unchecked >= 0) {
        file.checkEnd(SegmentScan.quick(file.header(), file.view(), length, segment::note), next);
      }
      segments.addFirst(segment);
    }
    return segments;
  }

  private void prepare(LogFile active, SegmentFile last, Tail tail, boolean clean)
      throws IOException {
    SegmentScan scan = tail.scan();
    if (!clean) {
      // These bytes may be in the page cache only, and a failed fsync of the process before us may
      // have marked them as written. Writing them again makes the next fsync mean something.
      rewrite(active, last.view(), scan.durableBefore() - last.header().firstAddress(), scan);
      if (tail.tornBytes() > 0) {
        LOG.warn(
            "Cut {} bytes of a torn, never acknowledged group from {} at offset {}, behind entry"
                + " {}: {}.",
            tail.tornBytes(),
            last.path(),
            scan.offset(),
            scan.sequence(),
            scan.finding());
      }
      active.resize(scan.offset());
      active.force();
    }
    active.resize(Math.max(options.segmentBytes(), scan.offset()));
    active.force();
  }

  private static void rewrite(LogFile file, MemorySegment view, long from, SegmentScan scan)
      throws IOException {
    long offset = from;
    while (offset < scan.offset()) {
      long length = Math.min(COPY_BYTES, scan.offset() - offset);
      byte[] bytes = view.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
      file.write(ByteBuffer.wrap(bytes), offset);
      offset += length;
    }
  }
}
