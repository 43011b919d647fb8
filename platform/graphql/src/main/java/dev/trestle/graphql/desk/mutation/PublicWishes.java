package dev.trestle.graphql.desk.mutation;

import dev.trestle.domain.command.Command;
import dev.trestle.domain.plugin.Wishes;
import dev.trestle.graphql.desk.input.InputBinder;
import dev.trestle.graphql.engine.SchemaGeneration;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What plugins wish for, checked by the schema and bound to commands as a client's input is. */
final class PublicWishes implements Wishes {
  /** Made at the first wish: most desks hear none while they start. */
  private final Supplier<Map<String, InputBinder<? extends Command>>> make;

  private volatile @Nullable Map<String, InputBinder<? extends Command>> made;
  private final Supplier<SchemaGeneration> current;

  PublicWishes(
      Supplier<Map<String, InputBinder<? extends Command>>> make,
      Supplier<SchemaGeneration> current) {
    this.make = make;
    this.current = current;
  }

  private Map<String, InputBinder<? extends Command>> binders() {
    Map<String, InputBinder<? extends Command>> binders = made;
    if (binders == null) {
      binders = Map.copyOf(make.get());
      made = binders;
    }
    return binders;
  }

  @Override
  public @Nullable Command bind(Wish wish, List<Problem> problems) {
    InputBinder<? extends Command> binder = binders().get(wish.mutation());
    if (binder == null) {
      return refused(
          problems,
          "WISH_UNKNOWN",
          "There is no mutation " + wish.mutation() + " that plugins can wish for.");
    }
    for (String own : List.of("operationKey", "dryRun")) {
      if (wish.input().containsKey(own)) {
        return refused(problems, "WISH_MALFORMED", own + " has no place in a wish.");
      }
    }
    Arguments input;
    try {
      input = current.get().input(Payload.inputName(wish.mutation()), wish.input());
    } catch (FieldProblem malformed) {
      return refused(problems, "WISH_MALFORMED", malformed.sentence());
    }
    int before = problems.size();
    Command command = binder.bind(input, problems);
    return problems.size() > before ? null : command;
  }

  private static @Nullable Command refused(List<Problem> problems, String code, String message) {
    problems.add(Problem.of(ProblemType.INVALID, code, message));
    return null;
  }
}
