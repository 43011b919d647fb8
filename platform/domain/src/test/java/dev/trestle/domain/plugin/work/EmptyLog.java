package dev.trestle.domain.plugin.work;

import dev.trestle.sdk.event.EventLog;
import java.util.List;

/** The events of a desk on which nothing has happened. */
final class EmptyLog implements EventLog {
  @Override
  public long lastSequence() {
    return 0;
  }

  @Override
  public Stretch after(long sequence, int ordinal, int max) {
    return new Stretch(List.of(), sequence, ordinal, true);
  }
}
