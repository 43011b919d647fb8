package dev.trestle.store.log;

import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.domain.log.LogDamaged;
import dev.trestle.store.log.SegmentTable.Durable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies a log, whole or up to an entry, so that the copy opens as a log of its own. */
public final class LogBackup {

  private static final int COPY_BYTES = 1 << 20;
  private static final int LOOKS_MAX = 5;

  private LogBackup() {}

  /**
   * Copies an open log while writing goes on.
   *
   * @param sequence the last entry to copy, at most the durable one; 0 copies none
   * @param target a directory that is empty or does not exist
   * @throws LogAddressInvalid when the entry is not durable
   */
  public static void copy(SegmentedLog log, long sequence, Path target, LogProgress progress)
      throws IOException {
    log.maintenance.lock();
    try {
      copy(log.table, sequence, target, progress);
    } finally {
      log.maintenance.unlock();
    }
  }

  /**
   * Copies a backup, or a log nobody has open, cutting it behind an entry. The source is not
   * changed, except that an erasure is finished which a crash interrupted.
   *
   * @param sequence the last entry to copy; {@link Long#MAX_VALUE} copies all
   * @param target a directory that is empty or does not exist
   * @return the last entry of the copy
   * @throws LogAddressInvalid when the source ends before the entry
   * @throws LogDamaged when the source is not sound up to the entry
   */
  public static long restore(Path source, long sequence, Path target, LogProgress progress)
      throws IOException {
    if (LogLock.matters(source)) {
      LogLock lock = LogLock.take(source);
      try (lock) {
        EraseJournal.redo(new DiskFiles(source));
        return restoreUnlocked(source, sequence, target, progress);
      }
    }
    return restoreUnlocked(source, sequence, target, progress);
  }

  /**
   * Copies a log that another process may have open, as it is now. Takes no lock and changes
   * nothing in the source. Entries that are whole but that nobody has been told of yet may be in
   * the copy.
   *
   * @param source the log's directory
   * @param target a directory that is empty or does not exist
   * @return the last entry of the copy
   * @throws LogDamaged when the source stays unsound however often it is looked at
   */
  public static long beside(Path source, Path target, LogProgress progress) throws IOException {
    for (int look = 1; ; look++) {
      try {
        SegmentTable table = sound(new DiskFiles(source), Long.MAX_VALUE);
        long last = table.durable().sequence();
        copy(table, last, target, progress);
        return last;
      } catch (LogDamaged halfWritten) {
        // The process may have been in the middle of a write or an erasure; real damage stays.
        if (look == LOOKS_MAX) {
          throw halfWritten;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static long restoreUnlocked(Path source, long sequence, Path target, LogProgress progress)
      throws IOException {
    SegmentTable table = sound(new DiskFiles(source), sequence);
    long last = sequence == Long.MAX_VALUE ? table.durable().sequence() : sequence;
    copy(table, last, target, progress);
    return last;
  }

  /** The sound segments of a directory up to an entry; what lies behind it need not be sound. */
  static SegmentTable sound(LogFiles files, long wanted) throws IOException {
    List<SegmentFile> found = SegmentFile.all(files);
    if (found.isEmpty()) {
      throw Damage.at(files.path(SegmentHeader.fileName(0)), 0, 1, "the file is missing");
    }
    Optional<CleanMark> mark = CleanMark.read(files);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      SegmentFile file = found.get(i);
      boolean last = i == found.size() - 1;
      long limit = last ? file.view().byteSize() : file.lengthUpTo(found.get(i + 1));
      Segment segment = file.segment(true);
      segments.add(segment);
      SegmentScan scan = SegmentScan.full(file.header(), file.view(), limit, segment::note);
      long end = file.header().firstAddress() + scan.offset();
      segment.seal(end);
      Durable durable = new Durable(scan.sequence(), end, scan.chain());
      if (scan.sequence() >= wanted) {
        return new SegmentTable(segments, durable);
      }
      if (last) {
        Tail tail = Tail.of(file, scan, mark, 0);
        if (tail.isDamaged()) {
          throw file.damaged(scan.offset(), scan.sequence() + 1, tail.finding());
        }
        return new SegmentTable(segments, durable);
      }
      file.checkEnd(scan, found.get(i + 1));
    }
    throw new IllegalStateException("The last segment ends the loop.");
  }

  private static void copy(SegmentTable table, long sequence, Path target, LogProgress progress)
      throws IOException {
    long end = endOf(table, sequence);
    requireEmpty(target);
    LogFiles files = new DiskFiles(target);
    for (Segment segment : table.segments()) {
      if (segment.first() < end) {
        copy(segment, end, files, progress);
      }
    }
    files.syncNames();
    new CleanMark(end, sequence).write(files);
  }

  private static long endOf(SegmentTable table, long sequence) {
    if (sequence == 0) {
      return SegmentHeader.BYTES;
    }
    long durable = table.requireDurable(sequence).address();
    Segment segment = table.bySequence(sequence);
    long offset = segment.offsetOf(sequence, durable);
    return segment.first() + offset + segment.frame(offset, sequence, durable).bytes();
  }

  private static void copy(Segment segment, long end, LogFiles files, LogProgress progress)
      throws IOException {
    long length = segment.limit(end);
    try (LogFile file = files.create(SegmentHeader.fileName(segment.first()))) {
      for (long offset = 0; offset < length; offset += COPY_BYTES) {
        MemorySegment part = segment.view.asSlice(offset, Math.min(COPY_BYTES, length - offset));
        file.write(part.asByteBuffer(), offset);
        progress.at(segment.first() + offset + part.byteSize(), end);
      }
      file.force();
    }
  }

  private static void requireEmpty(Path target) throws IOException {
    Files.createDirectories(target);
    try (var entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            target.toString(), null, "a copy needs an empty directory");
      }
    }
  }
}
