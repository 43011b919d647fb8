package dev.trestle.store.log;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** One open file of a log. Only the log's writer thread (or its opener) may call it. */
interface LogFile extends AutoCloseable {

  long size() throws IOException;

  /** Writes all remaining bytes at the position; on failure any part of them may be in the file. */
  void write(ByteBuffer bytes, long position) throws IOException;

  /** Cuts the file, or makes it longer with zeros that take no room yet. */
  void resize(long size) throws IOException;

  /** Returns when everything written is on disk. */
  void force() throws IOException;

  /** A read-only view of the file at its present size; stays readable after {@link #close}. */
  MemorySegment view() throws IOException;

  @Override
  void close() throws IOException;
}
