package dev.trestle.domain.command;

import dev.trestle.domain.data.SlotSet;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.TableSchema;
import dev.trestle.sdk.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** What a decider says to a command. */
public sealed interface Decision {
  /**
   * It may be done: these are the changes.
   *
   * @param expectations what the decision relies on
   * @param warnings what whoever asked should know all the same
   */
  record Accepted(ChangeSet changeSet, List<Expectation> expectations, List<Problem> warnings)
      implements Decision {}

  /** It may not be done, for all of these reasons. */
  record Rejected(List<Problem> problems) implements Decision {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /** Something a decision relies on; when it no longer holds, the command is decided again. */
  sealed interface Expectation {
    boolean holds(State state);

    /**
     * A record's version.
     *
     * @param version 0: there must be no such record yet
     */
    record Version(TableSchema<?> table, UUID id, int version) implements Expectation {
      @Override
      public boolean holds(State state) {
        Stored record = state.get(table, id);
        return version == (record == null ? 0 : record.version());
      }
    }

    /** Which records stand under a key of a grouped index, whatever their versions. */
    record Members(TableSchema<?> table, String index, Object key, SlotSet seen)
        implements Expectation {
      @Override
      public boolean holds(State state) {
        if (!state.table(table).hasGroup(index)) {
          return false; // A plugin's table may have got other indexes since.
        }
        SlotSet now = state.table(table).group(index, key);
        return now == seen
            || (now.cardinality() == seen.cardinality()
                && Arrays.equals(now.toArray(), seen.toArray()));
      }
    }

    /**
     * Something about the whole state that no single record or index tells, such as that nothing
     * open stands in a queue.
     *
     * @param name tells facts apart that are relied on at the same time
     * @param still looks quickly: it runs while other writers wait
     */
    record Fact(String name, Predicate<State> still) implements Expectation {
      @Override
      public boolean holds(State state) {
        return still.test(state);
      }
    }
  }
}
