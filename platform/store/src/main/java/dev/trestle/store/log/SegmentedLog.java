package dev.trestle.store.log;

import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.log.LogEntry;
import dev.trestle.domain.log.LogListener;
import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.PendingCommit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** A commit log in segments, wherever their bytes are kept. */
public abstract sealed class SegmentedLog implements CommitLog
    permits LocalCommitLog, MemoryCommitLog {

  final SegmentTable table;

  // Held by long runs that read raw bytes, so that nothing is redacted under them.
  final ReentrantLock maintenance = new ReentrantLock();

  private final LogFiles files;
  private final GroupCommitter committer;

  SegmentedLog(LogFiles files, LogOptions options) throws IOException {
    LogOpening.Opened opened = new LogOpening(files, options).open();
    this.files = files;
    this.table = opened.table();
    this.committer =
        new GroupCommitter(
            table,
            new SegmentWriter(files, table, opened.active(), options.segmentBytes()),
            files,
            options);
  }

  /** Replaces the meter of groups. */
  public void meter(GroupMeter meter) {
    committer.meter(meter);
  }

  /** How many commits wait for the disk. */
  public int queued() {
    return committer.queued();
  }

  @Override
  public PendingCommit enqueue(long atMillis, byte[] payload) {
    return committer.enqueue(atMillis, payload);
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
    committer.requireOpen();
    return table.entry(sequence);
  }

  @Override
  public LogCursor from(long sequence) {
    if (sequence < 1) {
      throw new LogAddressInvalid("Entries are numbered from 1, not " + sequence + ".");
    }
    return new TableCursor(table, sequence, committer::requireOpen);
  }

  @Override
  public byte[] readBlock(long address) {
    committer.requireOpen();
    return table.block(address);
  }

  @Override
  public boolean tryRecover() {
    return committer.tryRecover();
  }

  @Override
  public String trouble() {
    return committer.trouble();
  }

  @Override
  public void listener(LogListener listener) {
    committer.listener(listener);
  }

  @Override
  public void erase(long sequence, UnaryOperator<byte[]> redaction) {
    maintenance.lock();
    try {
      committer.onWriter(() -> {
        redact(sequence, redaction);
        return true;
      });
    } finally {
      maintenance.unlock();
    }
  }

  private void redact(long sequence, UnaryOperator<byte[]> redaction) {
    long durable = table.requireDurable(sequence).address();
    table.redacting();
    try {
      EraseJournal.redo(files);
      Segment segment = table.bySequence(sequence);
      long offset = segment.offsetOf(sequence, durable);
      Frame frame = segment.frame(offset, sequence, durable);
      byte[] rest = redaction.apply(Frame.payload(segment.view, offset, frame.payloadLength()));
      if (rest.length != frame.payloadLength()) {
        throw new IllegalArgumentException("A redaction keeps the payload's length.");
      }
      ByteBuffer bytes = ByteBuffer.allocate(Frame.HEADER_BYTES + rest.length);
      frame.erasedTo(Frame.crc(rest)).encode(bytes);
      EraseJournal.replace(files, segment.first(), offset, bytes.put(rest).array());
    } catch (IOException e) {
      throw new LogUnavailable(
          LogUnavailable.Reason.IO_ERROR, "The disk refused to erase entry " + sequence + ".", e);
    } finally {
      table.redacted();
    }
  }

  /**
   * Checks every durable entry while writing goes on; see {@link LogVerifier}.
   *
   * @return what was found; a problem is reported, not thrown
   */
  public VerifyReport verify(LogProgress progress) {
    maintenance.lock();
    try {
      committer.requireOpen();
      return LogVerifier.verify(table, progress);
    } finally {
      maintenance.unlock();
    }
  }

  @Override
  public void close() {
    committer.close();
  }
}
