package dev.trestle.store.log;

import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.log.LogEntry;
import dev.trestle.domain.log.LogListener;
import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.PendingCommit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A log as it lies in a directory, for checks and copies: nothing is written, no lock is taken, and
 * what comes after the opening is not seen. Works beside a process that writes to the log; entries
 * of its last group may then be in that nobody has been told of yet.
 */
public final class ReadOnlyLog implements CommitLog {
  private final SegmentTable table;

  ReadOnlyLog(SegmentTable table) {
    this.table = table;
  }

  /**
   * Reads the directory and checks every entry.
   *
   * @throws dev.trestle.domain.log.LogDamaged when bytes that had been durable are not sound
   */
  public static ReadOnlyLog open(Path directory) throws IOException {
    return new ReadOnlyLog(LogBackup.sound(new DiskFiles(directory), Long.MAX_VALUE));
  }

  @Override
  public PendingCommit enqueue(long atMillis, byte[] payload) {
    throw new LogUnavailable(
        LogUnavailable.Reason.CLOSED, "This log was opened for reading only.", null);
  }

  @Override
  public long durableSequence() {
    return table.durable().sequence();
  }

  @Override
  public long durableAddress() {
    return table.durable().address();
  }

  @Override
  public LogEntry read(long sequence) {
    return table.entry(sequence);
  }

  @Override
  public LogCursor from(long sequence) {
    if (sequence < 1) {
      throw new LogAddressInvalid("Entries are numbered from 1, not " + sequence + ".");
    }
    return new TableCursor(table, sequence, () -> {});
  }

  @Override
  public byte[] readBlock(long address) {
    return table.block(address);
  }

  @Override
  public boolean tryRecover() {
    return false;
  }

  @Override
  public String trouble() {
    return "This log was opened for reading only.";
  }

  @Override
  public void listener(LogListener listener) {
    // Nothing will become durable here.
  }

  @Override
  public void erase(long sequence, UnaryOperator<byte[]> redaction) {
    throw new LogUnavailable(
        LogUnavailable.Reason.CLOSED, "This log was opened for reading only.", null);
  }

  @Override
  public void close() {
    // The mapped files go with the last reader.
  }
}
