package dev.trestle.graphql.desk.mutation;

import dev.trestle.domain.desk.Outcome;
import dev.trestle.graphql.desk.view.Scope;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of a payload besides the errors.
 *
 * @param many whether it is a list, which is empty and not null when nothing was done
 * @param find reads it from the snapshot that the answer belongs to
 */
record Thing<C>(String field, boolean many, Finder<C> find) {
  /** Reads what the payload shows. */
  @FunctionalInterface
  interface Finder<C> {
    @Nullable Object find(C command, Outcome outcome, Scope scope);
  }

  /** What the outcome names under this role. */
  static <C> Thing<C> named(
      String field, BiFunction<Scope, UUID, ? extends @Nullable Object> view) {
    return new Thing<>(
        field,
        false,
        (command, outcome, scope) -> {
          UUID id = outcome.result(field);
          return id == null ? null : view.apply(scope, id);
        });
  }

  /** What the command itself names. */
  static <C> Thing<C> of(
      String field,
      Function<C, UUID> id,
      BiFunction<Scope, UUID, ? extends @Nullable Object> view) {
    return new Thing<>(
        field, false, (command, outcome, scope) -> view.apply(scope, id.apply(command)));
  }

  /** The id of what is gone. */
  static <C> Thing<C> removed(Function<C, UUID> id) {
    return new Thing<>("removedId", false, (command, outcome, scope) -> id.apply(command));
  }

  /** All that the outcome names under this role. */
  static <C> Thing<C> all(String field, BiFunction<Scope, UUID, ? extends @Nullable Object> view) {
    return new Thing<>(
        field,
        true,
        (command, outcome, scope) -> {
          List<UUID> ids = outcome.results(field);
          return ids.stream()
              .map(id -> (Object) view.apply(scope, id))
              .filter(Objects::nonNull)
              .toList();
        });
  }
}
