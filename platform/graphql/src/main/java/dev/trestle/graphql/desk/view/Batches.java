package dev.trestle.graphql.desk.view;

import dev.trestle.sdk.problem.ProblemException;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldKind;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fields that are loaded once per level: told to the meter, then answered parent by parent. */
final class Batches {
  private Batches() {}

  /**
   * @param field the type and name, for the meter
   * @param scope where a parent is read in
   * @param load the value for one parent
   */
  static <S> FieldKind.Batch<S> of(
      String field,
      Function<S, Scope> scope,
      BiFunction<S, Arguments, ? extends @Nullable Object> load) {
    return (sources, arguments, context) -> {
      scope.apply(sources.getFirst()).batch(field, sources.size());
      List<@Nullable Object> values = new ArrayList<>(sources.size());
      for (S source : sources) {
        try {
          values.add(load.apply(source, arguments));
        } catch (ProblemException problem) {
          // What is wrong with the arguments is wrong for every parent; told once per parent.
          values.add(
              new FieldProblem(
                  problem.problem().type(), problem.problem().code(), problem.problem().message()));
        }
      }
      return values;
    };
  }
}
