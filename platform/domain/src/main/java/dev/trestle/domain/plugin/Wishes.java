package dev.trestle.domain.plugin;

import dev.trestle.domain.command.Command;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what plugins wish for into the commands that the public mutations stand for. */
@FunctionalInterface
public interface Wishes {
  /** Knows no mutation. */
  Wishes NONE =
      (wish, problems) -> {
        problems.add(
            Problem.of(
                dev.trestle.sdk.problem.ProblemType.INVALID,
                "WISH_UNKNOWN",
                "There is no mutation " + wish.mutation() + " to wish for."));
        return null;
      };

  /**
   * The command of a wish, bound from its input as a client's would be.
   *
   * @param problems takes what is wrong with the wish
   * @return null when the wish cannot be bound; then there is at least one problem
   */
  @Nullable Command bind(Wish wish, List<Problem> problems);
}
