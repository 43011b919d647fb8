package dev.trestle.domain.desk;

import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param problems why not; empty when it was done
 * @param state the snapshot the answer is to be read from: after the commit, as it would be (dry
 *     run), or as it was (key used before)
 * @param sequence the commit's number; 0 when nothing was committed
 * @param replayed whether the answer is an earlier one given again
 * @param warnings what a client should know although it was done
 */
public record Outcome(
    List<Problem> problems,
    List<ChangeSet.Result> results,
    State state,
    long sequence,
    boolean replayed,
    List<Problem> warnings) {
  public Outcome {
    problems = List.copyOf(problems);
    results = List.copyOf(results);
    warnings = List.copyOf(warnings);
  }

  /** Without warnings. */
  public Outcome(
      List<Problem> problems,
      List<ChangeSet.Result> results,
      State state,
      long sequence,
      boolean replayed) {
    this(problems, results, state, sequence, replayed, List.of());
  }

  public boolean done() {
    return problems.isEmpty();
  }

  /** The id the answer names under this role. */
  public @Nullable UUID result(String role) {
    for (ChangeSet.Result result : results) {
      if (result.role().equals(role)) {
        return result.id();
      }
    }
    return null;
  }

  /** All ids the answer names under this role. */
  public List<UUID> results(String role) {
    return results.stream().filter(r -> r.role().equals(role)).map(ChangeSet.Result::id).toList();
  }
}
