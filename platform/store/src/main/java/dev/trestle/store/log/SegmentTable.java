package dev.trestle.store.log;

import dev.trestle.domain.log.LogAddressInvalid;
import dev.trestle.domain.log.LogEntry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** All segments and the durable end: what the writer publishes and readers see, without locks. */
final class SegmentTable {

  /** The durable end: last entry, the address behind it and its chain hash. */
  record Durable(long sequence, long address, byte[] chain) {}

  private volatile Segment[] segments;
  private volatile Durable durable;

  // Odd while an entry is being redacted in place, so that a reader knows it may have seen half of
  // it; then it reads again under the lock.
  private volatile long redactions;
  private final ReentrantLock redacting = new ReentrantLock();

  SegmentTable(List<Segment> segments, Durable durable) {
    this.segments = segments.toArray(new Segment[0]);
    this.durable = durable;
  }

  Durable durable() {
    return durable;
  }

  void durable(Durable end) {
    durable = end;
  }

  List<Segment> segments() {
    return List.of(segments);
  }

  Segment last() {
    Segment[] all = segments;
    return all[all.length - 1];
  }

  /** Adds a segment behind the last one, which ends where this one begins. */
  void add(Segment segment) {
    last().seal(segment.first());
    Segment[] all = Arrays.copyOf(segments, segments.length + 1);
    all[all.length - 1] = segment;
    segments = all;
  }

  /** The last segment whose first number is not above this one. */
  Segment bySequence(long sequence) {
    Segment[] all = segments;
    int at = all.length - 1;
    if (all[at].header.firstSequence() > sequence) {
      int low = 0;
      while (low < at - 1) {
        int middle = (low + at) >>> 1;
        if (all[middle].header.firstSequence() > sequence) {
          at = middle;
        } else {
          low = middle;
        }
      }
      at = low;
    }
    return all[at];
  }

  private Segment byAddress(long address) {
    Segment[] all = segments;
    int at = all.length - 1;
    if (all[at].first() > address) {
      int low = 0;
      while (low < at - 1) {
        int middle = (low + at) >>> 1;
        if (all[middle].first() > address) {
          at = middle;
        } else {
          low = middle;
        }
      }
      at = low;
    }
    return all[at];
  }

  byte[] block(long address) {
    return byAddress(address).block(address, durable.address());
  }

  LogEntry entry(long sequence) {
    Durable end = requireDurable(sequence);
    Segment segment = bySequence(sequence);
    return entry(segment, segment.offsetOf(sequence, end.address()), sequence);
  }

  Durable requireDurable(long sequence) {
    Durable end = durable;
    if (sequence < 1 || sequence > end.sequence()) {
      throw new LogAddressInvalid(
          "There is no entry " + sequence + "; the log holds 1 to " + end.sequence() + ".");
    }
    return end;
  }

  LogEntry entry(Segment segment, long offset, long sequence) {
    long end = durable.address();
    long before = redactions;
    if ((before & 1) == 0) {
      Looked<Frame> looked = Frame.lookWhole(segment.view, offset, segment.limit(end), sequence);
      if (looked.isGood()) {
        LogEntry entry = segment.entry(offset, looked.value());
        if (redactions == before) {
          return entry;
        }
      }
    }
    redacting.lock();
    try {
      return segment.entry(offset, segment.frame(offset, sequence, end));
    } finally {
      redacting.unlock();
    }
  }

  /** Marks the begin of a change in place; {@link #redacted} must follow. */
  void redacting() {
    redacting.lock();
    redactions++;
  }

  void redacted() {
    redactions++;
    redacting.unlock();
  }
}
