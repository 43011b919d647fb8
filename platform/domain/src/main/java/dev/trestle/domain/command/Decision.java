package dev.trestle.domain.command;

import dev.trestle.domain.state.ChangeSet;
import dev.trestle.sdk.problem.Problem;
import java.util.List;
import java.util.UUID;

/** What a decider says to a command. */
public sealed interface Decision {
  /**
   * It may be done: these are the changes.
   *
   * @param expectations the versions the decision relies on
   */
  record Accepted(ChangeSet changeSet, List<Expectation> expectations) implements Decision {}

  /** It may not be done, for all of these reasons. */
  record Rejected(List<Problem> problems) implements Decision {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A version a decision relies on.
   *
   * @param version 0: there must be no such record yet
   */
  record Expectation(String table, UUID id, int version) {}
}
