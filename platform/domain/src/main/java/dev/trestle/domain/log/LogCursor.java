package dev.trestle.domain.log;

import java.util.Iterator;

/** Walks durable entries in order, see {@link CommitLog#from}. */
public interface LogCursor extends Iterator<LogEntry> {

  /** Whether another entry is durable by now; false may become true later. */
  @Override
  boolean hasNext();

  /**
   * The next entry.
   *
   * @throws java.util.NoSuchElementException at the durable end
   * @throws LogDamaged when the stored bytes fail their checksum
   */
  @Override
  LogEntry next();
}
