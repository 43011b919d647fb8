package dev.trestle.store.log;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A commit log that is gone with the process, for tests: the same code over byte arrays. */
public final class MemoryCommitLog extends SegmentedLog {

  private static final long SEGMENT_BYTES = 1 << 20;

  private final MemoryFiles files;
  private final LogOptions options;

  private MemoryCommitLog(MemoryFiles files, LogOptions options) throws IOException {
    super(files, options);
    this.files = files;
    this.options = options;
  }

  /** An empty log with small segments. */
  public static MemoryCommitLog create() {
    return create(LogOptions.standard().segmentBytes(SEGMENT_BYTES));
  }

  public static MemoryCommitLog create(LogOptions options) {
    return open(new MemoryFiles(), options);
  }

  /** A log with the entries of this closed one, as a process finds them that starts again. */
  public MemoryCommitLog reopen() {
    return reopen(options);
  }

  /** The same with other options. */
  public MemoryCommitLog reopen(LogOptions other) {
    close();
    return open(files, other);
  }

  private static MemoryCommitLog open(MemoryFiles files, LogOptions options) {
    try {
      return new MemoryCommitLog(files, options);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not refuse writing unless it is told to.", e);
    }
  }

  /** From now on the next group and all attempts to recover fail as on a full disk. */
  public void fillDisk() {
    files.refuse("No space left on device");
  }

  /** From now on the next group and all attempts to recover fail as on a broken disk. */
  public void breakDisk() {
    files.refuse("Input/output error");
  }

  /** Ends {@link #fillDisk} and {@link #breakDisk}; the log still has to be told to recover. */
  public void repairDisk() {
    files.refuse(null);
  }
}
