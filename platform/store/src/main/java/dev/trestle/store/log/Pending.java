package dev.trestle.store.log;

import dev.trestle.domain.log.LogUnavailable;
import dev.trestle.domain.log.PendingCommit;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A queued commit with its reserved place. */
final class Pending implements PendingCommit {

  final long sequence;
  final long frameAddress;
  final long atMillis;
  final byte[] payload;

  /** Whether the writer must begin a new segment, whose header ends at the frame's address. */
  final boolean startsSegment;

  private final CountDownLatch settled = new CountDownLatch(1);
  private @Nullable LogUnavailable failure;

  Pending(long sequence, long frameAddress, long atMillis, byte[] payload, boolean startsSegment) {
    this.sequence = sequence;
    this.frameAddress = frameAddress;
    this.atMillis = atMillis;
    this.payload = payload;
    this.startsSegment = startsSegment;
  }

  long bytes() {
    return Frame.bytes(payload.length);
  }

  void succeed() {
    settled.countDown();
  }

  void fail(LogUnavailable cause) {
    failure = cause;
    settled.countDown();
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long payloadAddress() {
    return frameAddress + Frame.HEADER_BYTES;
  }

  @Override
  public void await() {
    Waiting.uninterruptibly(settled::await);
    LogUnavailable cause = failure;
    if (cause != null) {
      // A new one for each waiter, so that its stack trace shows who waited.
      throw new LogUnavailable(cause.reason(), String.valueOf(cause.getMessage()), cause);
    }
  }
}
