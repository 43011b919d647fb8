package dev.trestle.store.log;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that the log was closed in good order, and where it ends. Gone before the first write of the
 * next start, so while it is there every byte up to the end must be.
 */
record CleanMark(long address, long sequence) {

  private static final String NAME = "CLEAN";
  private static final String UNFINISHED = NAME + ".new";
  private static final long MAGIC = 0x545253544C434C4EL;
  private static final int BYTES = 32;
  private static final Logger LOG = LoggerFactory.getLogger(CleanMark.class);

  void write(LogFiles files) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(MAGIC).putLong(address).putLong(sequence);
    bytes.putLong(crc(bytes)).flip();
    try (LogFile file = files.create(UNFINISHED)) {
      file.resize(BYTES);
      file.write(bytes, 0);
      file.force();
    }
    files.rename(UNFINISHED, NAME);
    files.syncNames();
  }

  static Optional<CleanMark> read(LogFiles files) throws IOException {
    if (!files.names().contains(NAME)) {
      return Optional.empty();
    }
    try (LogFile file = files.open(NAME)) {
      MemorySegment view = file.view();
      if (view.byteSize() == BYTES) {
        ByteBuffer bytes = ByteBuffer.wrap(view.toArray(ValueLayout.JAVA_BYTE));
        if (bytes.getLong(0) == MAGIC && bytes.getLong(24) == crc(bytes)) {
          return Optional.of(new CleanMark(bytes.getLong(8), bytes.getLong(16)));
        }
      }
    }
    LOG.warn("The mark of a clean stop, {}, is unreadable and ignored.", files.path(NAME));
    return Optional.empty();
  }

  static void remove(LogFiles files) throws IOException {
    if (files.names().contains(NAME)) {
      files.delete(NAME);
      files.syncNames();
    }
  }

  private static long crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, BYTES - Long.BYTES);
    return crc.getValue();
  }
}
