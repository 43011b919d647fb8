package dev.trestle.domain.query;

import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.State;
import java.util.List;

/**
 * Turns one field of a filter input into a condition.
 *
 * @param <R> the records that are filtered
 */
@FunctionalInterface
public interface FilterField<R extends Stored> {
  /**
   * @param value the input as coerced by the schema: scalars, lists and maps
   * @param path where the value stands, for problems
   */
  SlotFilter build(State state, Object value, List<String> path);

  /**
   * The same condition for single records. A field that can tell by the record alone says so here;
   * any other is built anew for each record.
   */
  default RecordTest<R> test(Object value, List<String> path) {
    return (state, slot, record) -> build(state, value, path).test(slot);
  }
}
