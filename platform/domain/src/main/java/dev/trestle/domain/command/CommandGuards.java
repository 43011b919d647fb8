package dev.trestle.domain.command;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Decision.Expectation;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.problem.Problem;
import java.util.List;
import java.util.function.Supplier;

/** Looks at what an accepted decision changes in tickets, and may still refuse it. */
public interface CommandGuards {
  /** Nobody looks, at no cost. */
  CommandGuards NONE =
      new CommandGuards() {
        @Override
        public boolean watching() {
          return false;
        }

        @Override
        public Findings check(Proposal proposal) {
          return Findings.NONE;
        }
      };

  /** Whether there is anybody to ask. */
  boolean watching();

  /** Judges a decision whose change set puts at least one ticket. */
  Findings check(Proposal proposal);

  /**
   * A decision before it is committed.
   *
   * @param before the snapshot it was decided on
   * @param foreseen gives the same with the changes; few guards ask for it, and indexing a ticket a
   *     second time costs more than deciding about it
   */
  record Proposal(
      String command,
      Viewer viewer,
      long nowMillis,
      State before,
      Supplier<State> foreseen,
      ChangeSet changeSet) {}

  /**
   * What was found.
   *
   * @param problems reasons to refuse; empty when it may pass
   * @param relied what was judged by; when it no longer holds at the commit, all is decided again
   */
  record Findings(List<Problem> problems, List<Problem> warnings, List<Expectation> relied) {
    public static final Findings NONE = new Findings(List.of(), List.of(), List.of());

    /** What was found by looking at nothing that could move. */
    public Findings(List<Problem> problems, List<Problem> warnings) {
      this(problems, warnings, List.of());
    }

    public Findings {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      relied = List.copyOf(relied);
    }
  }
}
