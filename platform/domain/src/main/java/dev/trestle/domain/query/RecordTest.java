package dev.trestle.domain.query;

import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;

/**
 * A condition on one record at a time, made once for any number of states.
 *
 * @param <R> the records that are judged
 */
@FunctionalInterface
public interface RecordTest<R extends Stored> {
  /**
   * Judges a record.
   *
   * @param slot its place in its table of this state
   */
  boolean test(State state, int slot, R record);
}
