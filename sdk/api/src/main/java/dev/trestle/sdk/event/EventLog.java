package dev.trestle.sdk.event;

import dev.trestle.sdk.promise.Api;
import java.util.List;

/**
 * What has happened on the desk since its first day, for those who start late or must go back. It
 * holds the types of events that the manifest asks for.
 */
@Api
public interface EventLog {
  /** The number of the last commit that can be read here. */
  long lastSequence();

  /**
   * The events behind a place, in the order of the log. Reads at most 1,000 commits in one call, so
   * it may give fewer events than there are, and none of them, long before the end.
   *
   * @param sequence a commit; 0 to begin with the first
   * @param ordinal an event of that commit; -1 to begin with its first
   * @param max the most events to give, at most 1,000
   */
  Stretch after(long sequence, int ordinal, int max);

  /**
   * A part of the log.
   *
   * @param events of the wanted types, oldest first
   * @param sequence where to read on; the last commit that was looked at
   * @param ordinal where to read on
   * @param atEnd whether nothing stood behind it at that moment
   */
  record Stretch(List<DeskEvent> events, long sequence, int ordinal, boolean atEnd) {
    public Stretch {
      events = List.copyOf(events);
    }
  }
}
