package dev.trestle.store.log;

/**
 * How a log behaves; start from {@link #standard()} and change what differs.
 *
 * @param segmentBytes a new segment begins when the next frame would pass this size; a frame that
 *     is larger gets a segment of its own
 * @param knownDurableSequence an entry number that some other store has applied, so that it must be
 *     there; 0 when nobody knows
 * @param startCheckBytes how many bytes of segments, newest first, are checked at start; the last
 *     segment always is
 * @param queueCommitsMax how many commits may wait for the disk
 * @param queueBytesMax how many bytes may wait for the disk
 */
public record LogOptions(
    long segmentBytes,
    long knownDurableSequence,
    long startCheckBytes,
    int queueCommitsMax,
    long queueBytesMax) {

  /** The largest payload of one commit. */
  public static final int PAYLOAD_BYTES_MAX = 64 << 20;

  private static final long SEGMENT_BYTES = 256L << 20;
  private static final long START_CHECK_BYTES = 1L << 30;
  private static final int QUEUE_COMMITS_MAX = 16_384;
  private static final long QUEUE_BYTES_MAX = 128L << 20;
  private static final long SEGMENT_BYTES_MIN = 4096;

  public LogOptions {
    if (segmentBytes < SEGMENT_BYTES_MIN) {
      throw new IllegalArgumentException("A segment needs at least 4096 bytes: " + segmentBytes);
    }
    if (knownDurableSequence < 0 || startCheckBytes < 0) {
      throw new IllegalArgumentException("Numbers of entries and bytes are not negative.");
    }
    if (queueCommitsMax < 1 || queueBytesMax < 1) {
      throw new IllegalArgumentException("The queue must hold something.");
    }
  }

  public static LogOptions standard() {
    return new LogOptions(SEGMENT_BYTES, 0, START_CHECK_BYTES, QUEUE_COMMITS_MAX, QUEUE_BYTES_MAX);
  }

  public LogOptions segmentBytes(long bytes) {
    return new LogOptions(
        bytes, knownDurableSequence, startCheckBytes, queueCommitsMax, queueBytesMax);
  }

  public LogOptions knownDurableSequence(long sequence) {
    return new LogOptions(segmentBytes, sequence, startCheckBytes, queueCommitsMax, queueBytesMax);
  }

  public LogOptions startCheckBytes(long bytes) {
    return new LogOptions(
        segmentBytes, knownDurableSequence, bytes, queueCommitsMax, queueBytesMax);
  }

  public LogOptions queue(int commitsMax, long bytesMax) {
    return new LogOptions(
        segmentBytes, knownDurableSequence, startCheckBytes, commitsMax, bytesMax);
  }
}
