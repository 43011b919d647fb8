package dev.trestle.store.kernel;

import dev.trestle.domain.codec.RecentValues;
import dev.trestle.domain.log.CommitLog;
import dev.trestle.domain.log.LogCursor;
import dev.trestle.domain.log.LogEntry;
import dev.trestle.domain.state.ChangeSetCodec;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;

/** Makes a state from the log alone. */
public final class Replay {
  private static final int PROGRESS_EVERY = 1000;

  private final DeskSchema schema;
  private final CommitLog log;

  public Replay(DeskSchema schema, CommitLog log) {
    this.schema = schema;
    this.log = log;
  }

  /** The state of the whole durable log. */
  public State fromStart(ReplayProgress progress) {
    return from(State.empty(schema), log.durableSequence(), progress);
  }

  /** The given state brought forward to a sequence number. */
  public State from(State state, long toSequence, ReplayProgress progress) {
    State current = state;
    if (current.sequence() >= toSequence) {
      return current;
    }
    ChangeSetCodec codec = new ChangeSetCodec(schema);
    RecentValues shared = new RecentValues(1 << 16, 1 << 12);
    LogCursor cursor = log.from(current.sequence() + 1);
    long total = toSequence - current.sequence();
    long done = 0;
    while (current.sequence() < toSequence && cursor.hasNext()) {
      LogEntry entry = cursor.next();
      current =
          current.apply(
              entry.sequence(),
              entry.atMillis(),
              entry.payloadAddress(),
              codec.decode(entry.payload(), shared));
      if (++done % PROGRESS_EVERY == 0) {
        progress.replayed(done, total);
      }
    }
    progress.replayed(done, total);
    return current;
  }
}
