package dev.trestle.store.log;

import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.log.LogEntry;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks a table's durable entries, remembering the place so that each step is one look. */
final class TableCursor implements LogCursor {

  private final SegmentTable table;
  private final Runnable openCheck;
  private long next;
  private @Nullable Segment segment;
  private long offset;

  TableCursor(SegmentTable table, long sequence, Runnable openCheck) {
    this.table = table;
    this.next = sequence;
    this.openCheck = openCheck;
  }

  @Override
  public boolean hasNext() {
    return next <= table.durable().sequence();
  }

  @Override
  public LogEntry next() {
    openCheck.run();
    SegmentTable.Durable durable = table.durable();
    if (next > durable.sequence()) {
      throw new NoSuchElementException("Entry " + next + " is not durable yet.");
    }
    Segment here = segment;
    if (here == null || here.first() + offset >= here.end()) {
      here = table.bySequence(next);
      segment = here;
      offset = here.offsetOf(next, durable.address());
    }
    LogEntry entry = table.entry(here, offset, next);
    offset += Frame.bytes(entry.payload().length);
    next++;
    return entry;
  }
}
