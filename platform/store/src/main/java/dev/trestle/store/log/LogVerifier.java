package dev.trestle.store.log;

import dev.trestle.domain.log.LogDamaged;
import dev.trestle.domain.log.LogLocked;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks a log completely: every checksum, every payload's hash, the chain, the numbers, and that
 * no segment is missing. Changes nothing, except that it finishes an erasure which a crash
 * interrupted.
 */
public final class LogVerifier {

  /** Progress is told about this often at least. */
  private static final long PROGRESS_BYTES = 1 << 20;

  private final LogProgress progress;
  private final long total;
  private long before;
  private long told;
  private long entries;
  private long erased;

  private LogVerifier(LogProgress progress, long total) {
    this.progress = progress;
    this.total = total;
  }

  /**
   * Checks a log nobody has open, or a backup of one.
   *
   * @param knownDurableSequence an entry that must be there; 0 when nobody knows
   * @throws LogLocked when it is open; ask the running process to verify then
   */
  public static VerifyReport verify(Path directory, long knownDurableSequence, LogProgress progress)
      throws IOException {
    if (LogLock.matters(directory)) {
      LogLock lock = LogLock.take(directory);
      try (lock) {
        EraseJournal.redo(new DiskFiles(directory));
        return verify(new DiskFiles(directory), knownDurableSequence, progress);
      }
    }
    return verify(new DiskFiles(directory), knownDurableSequence, progress);
  }

  static VerifyReport verify(LogFiles files, long known, LogProgress progress) throws IOException {
    List<SegmentFile> found;
    try {
      found = SegmentFile.all(files);
      if (found.isEmpty()) {
        throw Damage.at(files.path(SegmentHeader.fileName(0)), 0, 1, "the file is missing");
      }
    } catch (LogDamaged e) {
      return new VerifyReport(0, 0, 0, 0, 0, 0, Optional.of(e));
    }
    long total = found.stream().mapToLong(file -> file.view().byteSize()).sum();
    return new LogVerifier(progress, total).run(found, CleanMark.read(files), known);
  }

  private VerifyReport run(List<SegmentFile> found, Optional<CleanMark> mark, long known) {
    long sequence = 0;
    try {
      for (int i = 0; i < found.size() - 1; i++) {
        SegmentFile file = found.get(i);
        SegmentFile next = found.get(i + 1);
        SegmentScan scan = scan(file.header(), file.view(), file.lengthUpTo(next));
        sequence = scan.sequence();
        file.checkEnd(scan, next);
      }
      SegmentFile last = found.getLast();
      SegmentScan scan = scan(last.header(), last.view(), last.view().byteSize());
      sequence = scan.sequence();
      Tail tail = Tail.of(last, scan, mark, known);
      if (tail.isDamaged()) {
        throw last.damaged(scan.offset(), sequence + 1, tail.finding());
      }
      return report(found.size(), sequence, tail.tornBytes(), Optional.empty());
    } catch (LogDamaged e) {
      return report(found.size(), sequence, 0, Optional.of(e));
    }
  }

  /** Checks what is durable in an open log. */
  static VerifyReport verify(SegmentTable table, LogProgress progress) {
    SegmentTable.Durable durable = table.durable();
    List<Segment> segments = table.segments();
    long sequence = 0;
    byte[] chain = Chain.start();
    LogVerifier verifier = new LogVerifier(progress, durable.address());
    try {
      for (Segment segment : segments) {
        long limit = segment.limit(durable.address());
        SegmentHeader header = segment.header;
        if (header.firstSequence() != sequence + 1
            || !Arrays.equals(header.previousChain(), chain)) {
          throw segment.damaged(0, sequence + 1, "the segment does not continue the one before it");
        }
        SegmentScan scan = verifier.scan(header, segment.view, limit);
        sequence = scan.sequence();
        chain = scan.chain();
        if (!scan.reachedLimit()) {
          throw segment.damaged(scan.offset(), sequence + 1, scan.finding());
        }
      }
      return verifier.report(segments.size(), sequence, 0, Optional.empty());
    } catch (LogDamaged e) {
      return verifier.report(segments.size(), sequence, 0, Optional.of(e));
    }
  }

  private SegmentScan scan(SegmentHeader header, MemorySegment view, long limit) {
    SegmentScan scan =
        SegmentScan.full(
            header,
            view,
            limit,
            (sequence, offset) -> {
              if (before + offset - told >= PROGRESS_BYTES) {
                told = before + offset;
                progress.at(told, total);
              }
            });
    before += limit;
    told = before;
    progress.at(before, total);
    entries += scan.entries();
    erased += scan.erased();
    return scan;
  }

  private VerifyReport report(
      int segments, long sequence, long tornBytes, Optional<LogDamaged> problem) {
    return new VerifyReport(entries, erased, segments, before, sequence, tornBytes, problem);
  }
}
