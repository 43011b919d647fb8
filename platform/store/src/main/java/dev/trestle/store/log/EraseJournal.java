package dev.trestle.store.log;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Changes a frame in place so that a crash leaves the old one or the new one: the new bytes are
 * first put aside, durably, and put in place again at the next start if need be.
 */
final class EraseJournal {

  private static final String NAME = "ERASE";
  private static final String UNFINISHED = NAME + ".new";
  private static final long MAGIC = 0x5452535445524153L;
  private static final int HEADER_BYTES = 24;

  private EraseJournal() {}

  /** Replaces bytes of the segment that begins at this address. */
  static void replace(LogFiles files, long segmentAddress, long offset, byte[] bytes)
      throws IOException {
    put(files, segmentAddress, offset, bytes);
    redo(files);
  }

  /** The first half: from here on the change will happen. */
  static void put(LogFiles files, long segmentAddress, long offset, byte[] bytes)
      throws IOException {
    ByteBuffer journal = ByteBuffer.allocate(HEADER_BYTES + bytes.length + Long.BYTES);
    journal.putLong(MAGIC).putLong(segmentAddress).putLong(offset).put(bytes);
    journal.putLong(crc(journal.array(), journal.position())).flip();
    try (LogFile file = files.create(UNFINISHED)) {
      file.resize(journal.remaining());
      file.write(journal, 0);
      file.force();
    }
    files.rename(UNFINISHED, NAME);
    files.syncNames();
  }

  /** Finishes what a crash or a failing disk interrupted; does nothing when there is nothing. */
  static void redo(LogFiles files) throws IOException {
    if (!files.names().contains(NAME)) {
      return;
    }
    byte[] journal;
    try (LogFile file = files.open(NAME)) {
      MemorySegment view = file.view();
      journal = view.toArray(ValueLayout.JAVA_BYTE);
    }
    ByteBuffer bytes = ByteBuffer.wrap(journal);
    int end = journal.length - Long.BYTES;
    if (end < HEADER_BYTES
        || bytes.getLong(0) != MAGIC
        || bytes.getLong(end) != crc(journal, end)) {
      throw new IOException("The erasure journal " + files.path(NAME) + " is unreadable.");
    }
    try (LogFile file = files.open(SegmentHeader.fileName(bytes.getLong(8)))) {
      file.write(bytes.slice(HEADER_BYTES, end - HEADER_BYTES), bytes.getLong(16));
      file.force();
    }
    files.delete(NAME);
    files.syncNames();
  }

  private static long crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
