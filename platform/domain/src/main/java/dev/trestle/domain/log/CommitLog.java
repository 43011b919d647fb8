package dev.trestle.domain.log;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The truth of a desk: every committed change set, in order, numbered from 1 without gaps.
 *
 * <p>Addresses are absolute byte positions over all segments of the log. They never change, so a
 * pointer to a block inside a payload can be kept for as long as the log lives.
 *
 * <p>All methods may be called from any thread, except that {@link #enqueue} and {@link
 * #tryRecover} belong to the one sequencer, which calls them under its lock.
 */
public interface CommitLog extends AutoCloseable {

  /**
   * Gives the payload the next sequence number and address and queues it for the writer; does no
   * I/O. The log owns the array from here on: the caller must not change it any more. Numbers of
   * commits that failed are given out again after {@link #tryRecover}.
   *
   * @param atMillis the commit's time, in milliseconds since 1970-01-01T00:00Z; stored, not checked
   * @throws LogUnavailable when the log is broken or closed, too much is queued, or the payload is
   *     too large; nothing is reserved then
   */
  PendingCommit enqueue(long atMillis, byte[] payload);

  /** The last sequence number that is on disk for certain; 0 while the log is empty. */
  long durableSequence();

  /** The address just behind the last durable byte. */
  long durableAddress();

  /**
   * Reads one durable entry and checks its checksums.
   *
   * @throws LogAddressInvalid when there is no durable entry of this number
   * @throws LogDamaged when the stored bytes fail their checksum
   */
  LogEntry read(long sequence);

  /**
   * Iterates the durable entries from this number on (at least 1; may lie behind the durable end,
   * then the cursor waits there). At the durable end {@code hasNext()} is false, and true again as
   * soon as more became durable. A cursor belongs to one thread at a time.
   */
  LogCursor from(long sequence);

  /**
   * Reads a block inside a durable payload: at {@code address} stands a big-endian u32 length, then
   * that many bytes, which are returned. Does not verify checksums, so that it stays cheap.
   *
   * @throws LogAddressInvalid when the address or the length found there leaves the durable bytes
   *     of its segment
   */
  byte[] readBlock(long address);

  /**
   * After a failed group: drops the bytes behind the durable end, starts a fresh segment and proves
   * that a write and an fsync work. The caller has put its own state back to {@link
   * #durableSequence()} before.
   *
   * @return true when writes work (again); false when the disk still refuses or listeners have not
   *     all heard of the failure yet, so ask again later; never throws for I/O
   */
  boolean tryRecover();

  /** Why writes are refused at the moment, as text for operators; empty while they work. */
  String trouble();

  /** Adds a listener; it hears of everything that becomes durable or fails from now on. */
  void listener(LogListener listener);

  /**
   * Replaces the payload of one durable entry in place, for privacy. The hash chain still verifies,
   * because it links the original payload's hash; the entry is marked as erased for good. Survives
   * a crash at any moment: afterwards either nothing happened or all of it.
   *
   * @param redaction gets the present payload and returns what may stay, of the same length
   * @throws LogAddressInvalid when there is no durable entry of this number
   * @throws IllegalArgumentException when the redaction changes the length
   * @throws LogUnavailable when the disk refuses
   */
  void erase(long sequence, UnaryOperator<byte[]> redaction);

  /** Overwrites the whole payload of one durable entry with zeros; see the other {@code erase}. */
  default void erase(long sequence) {
    erase(
        sequence,
        payload -> {
          Arrays.fill(payload, (byte) 0);
          return payload;
        });
  }

  /** Writes what is queued, marks the log as cleanly closed and releases it. Idempotent. */
  @Override
  void close();
}
