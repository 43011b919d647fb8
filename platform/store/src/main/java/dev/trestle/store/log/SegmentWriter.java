package dev.trestle.store.log;

import dev.trestle.store.log.SegmentTable.Durable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts groups on disk. Belongs to the log's writer thread. */
final class SegmentWriter {

  /** Frames are gathered here, so that a usual group is one write. */
  private static final int STAGING_BYTES = 1 << 20;

  /** What recovery must be able to write before commits are accepted again. */
  private static final int PROBE_BYTES = 1 << 20;

  /**
   * So much room is made at a time. Forcing what lies in room that a file has already spares the
   * file system a change of its own books, which takes most of the time of a force.
   */
  private static final int ROOM_BYTES = 1 << 20;

  private static final int ROOM_LEFT_MIN = ROOM_BYTES / 4;

  /**
   * A page each: Linux keeps what is written at once as one large page, and counts all of it as
   * written again with each commit in it.
   */
  private static final int ZEROS_BYTES = 4 << 10;

  private static final String UNFINISHED = ".new";
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

  private final LogFiles files;
  private final SegmentTable table;
  private final long segmentBytes;
  private final Chain chain = new Chain();
  private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES);
  private final ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
  private LogFile active;
  // Up to here the active file has room; 0 while nobody knows.
  private long roomEnd;
  private volatile GroupMeter meter = (commits, bytes, writeNanos, forceNanos) -> {};

  SegmentWriter(LogFiles files, SegmentTable table, LogFile active, long segmentBytes) {
    this.files = files;
    this.table = table;
    this.active = active;
    this.segmentBytes = segmentBytes;
  }

  void meter(GroupMeter meter) {
    this.meter = meter;
  }

  /** Writes these commits of one segment and forces them once; then they are durable. */
  void write(List<Pending> run) throws IOException {
    long begun = System.nanoTime();
    Pending head = run.getFirst();
    if (head.startsSegment) {
      roll(head);
    }
    Durable before = table.durable();
    Segment segment = table.last();
    byte[] link = before.chain();
    long position = head.frameAddress - segment.first();
    long start = position;
    staging.clear();
    for (Pending commit : run) {
      byte[] payloadHash = chain.payloadHash(commit.payload);
      link = chain.next(link, commit.sequence, commit.atMillis, payloadHash);
      Frame frame =
          new Frame(
              commit.payload.length,
              commit.sequence,
              commit.atMillis,
              before.address(),
              Frame.crc(commit.payload),
              0,
              payloadHash,
              link);
      position = stage(frame, commit.payload, position);
    }
    position = flush(position);
    long written = System.nanoTime();
    active.force();
    for (Pending commit : run) {
      segment.note(commit.sequence, commit.frameAddress - segment.first());
    }
    table.durable(new Durable(run.getLast().sequence, segment.first() + position, link));
    meter.group(run.size(), position - start, written - begun, System.nanoTime() - written);
  }

  /** Writes zeros where the next groups will stand; done when nobody waits for this group. */
  void makeRoom() {
    long end = table.durable().address() - table.last().first();
    if (roomEnd - end >= ROOM_LEFT_MIN) {
      return;
    }
    long to = end + ROOM_BYTES;
    try {
      to = Math.min(to, active.size());
      for (long at = Math.max(roomEnd, end); at < to; ) {
        int length = (int) Math.min(ZEROS_BYTES - at % ZEROS_BYTES, to - at);
        active.write(zeros.clear().limit(length), at);
        at += length;
      }
    } catch (IOException e) {
      LOG.debug("The log gets no room ahead; the next group will tell whether it fits.", e);
    }
    roomEnd = to;
  }

  private long stage(Frame frame, byte[] payload, long position) throws IOException {
    long at = position;
    if (staging.remaining() < Frame.HEADER_BYTES) {
      at = flush(at);
    }
    frame.encode(staging);
    int done = 0;
    while (done < payload.length) {
      if (!staging.hasRemaining()) {
        at = flush(at);
      }
      int part = Math.min(staging.remaining(), payload.length - done);
      staging.put(payload, done, part);
      done += part;
    }
    for (long pad = frame.bytes() - Frame.HEADER_BYTES - payload.length; pad > 0; pad--) {
      if (!staging.hasRemaining()) {
        at = flush(at);
      }
      staging.put((byte) 0);
    }
    return at;
  }

  private long flush(long position) throws IOException {
    staging.flip();
    int length = staging.remaining();
    active.write(staging, position);
    staging.clear();
    return position + length;
  }

  private void roll(Pending head) throws IOException {
    long address = head.frameAddress - SegmentHeader.BYTES;
    if (address != table.durable().address()) {
      throw new IllegalStateException("A segment begins where the durable bytes end.");
    }
    begin(head.sequence, Math.max(segmentBytes, SegmentHeader.BYTES + head.bytes()), 0);
  }

  /** Leaves the active file for a new one, see {@code CommitLog.tryRecover}. */
  void recover() throws IOException {
    Durable durable = table.durable();
    // Gives room back on a full disk. The file's end is where the next segment begins, whether
    // this works or not.
    trim(active, durable.address() - table.last().first());
    EraseJournal.redo(files);
    begin(durable.sequence() + 1, segmentBytes, (int) Math.min(PROBE_BYTES, segmentBytes));
  }

  private void begin(long firstSequence, long capacity, int probeBytes) throws IOException {
    Durable durable = table.durable();
    Segment previous = table.last();
    SegmentHeader header =
        new SegmentHeader(durable.address(), firstSequence, previous.first(), durable.chain());
    LogFile left = active;
    Created created = create(files, header, capacity, probeBytes);
    active = created.file;
    roomEnd = 0;
    table.add(created.segment);
    table.durable(
        new Durable(
            durable.sequence(), header.firstAddress() + SegmentHeader.BYTES, durable.chain()));
    trim(left, header.firstAddress() - previous.first());
    closeQuietly(left);
  }

  /** A new segment with the open file behind it. */
  record Created(Segment segment, LogFile file) {}

  /** Creates a segment that gets its name only when its header is on disk. */
  static Created create(LogFiles files, SegmentHeader header, long capacity, int probeBytes)
      throws IOException {
    String name = SegmentHeader.fileName(header.firstAddress());
    String unfinished = name + UNFINISHED;
    LogFile file = files.create(unfinished);
    try {
      file.resize(capacity);
      file.write(ByteBuffer.allocate(probeBytes), 0);
      file.write(header.encode(), 0);
      file.force();
      files.rename(unfinished, name);
      files.syncNames();
      return new Created(new Segment(header, files.path(name), file.view(), true), file);
    } catch (IOException e) {
      closeQuietly(file);
      try {
        files.delete(unfinished);
      } catch (IOException f) {
        e.addSuppressed(f);
      }
      throw e;
    }
  }

  static boolean isUnfinished(String name) {
    return name.endsWith(UNFINISHED);
  }

  /** Leaves the files so that the next start need not wonder how the log ended. */
  void finish(boolean clean) throws IOException {
    Durable durable = table.durable();
    try (LogFile file = active) {
      if (clean) {
        file.resize(durable.address() - table.last().first());
        file.force();
        new CleanMark(durable.address(), durable.sequence()).write(files);
      }
    }
  }

  private static void trim(LogFile file, long size) {
    try {
      file.resize(size);
    } catch (IOException e) {
      LOG.warn("A finished log segment keeps unused room: {}", e.getMessage());
    }
  }

  private static void closeQuietly(LogFile file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("A finished log segment could not be closed: {}", e.getMessage());
    }
  }
}
